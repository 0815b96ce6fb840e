package io.sightline.api.admin;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.sightline.engine.access.ApiKey;
import io.sightline.engine.access.Sight;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OwnTest {

    private static final Route.Handler NOTHING = call -> CompletableFuture.completedStage(HttpResponse.create());
    private static final Route CARD = Route.get("/api/v1/users/{id}", Scope.USERS_READ, NOTHING);
    private static final Route NAMES = Route.put("/api/v1/users/{id}/camera-names/{camera}", Scope.USERS_WRITE, NOTHING)
            .own();

    private static final Caller.Administrator ADMINISTRATOR =
            new Caller.Administrator("a-1", "s-1", Set.of("users:write"), Sight.everything());
    private static final Caller USER =
            new Caller.User(new UserId("42"), ADMINISTRATOR, "0123456789abcdef", "asked to", Set.of());
    private static final Caller KEY =
            new Caller.Key(new ApiKey("0".repeat(16), "k", "0".repeat(64), Set.of("users:write"), AdminPlane.NOON));

    private static Own.Meant meant(Caller caller, String path) {
        HttpRequest request = HttpRequest.PUT("http://localhost" + path);
        RouteTable table = new RouteTable(List.of(CARD, NAMES));
        List<String> segments = List.of(request.getUri().path().substring(1).split("/"));
        String method = segments.size() == 4 ? "GET" : "PUT";
        return Own.meant((RouteTable.Match.Found) table.find(method, segments), request, caller);
    }

    @Test
    void readsMeAsTheUserWhoCalls() {
        Own.Meant meant = meant(USER, "/api/v1/users/me/camera-names/me?waitFor=applied");
        assertThat(meant.found().names()).containsEntry("id", "42").containsEntry("camera", "me");
        assertThat(meant.request().getUri().path()).isEqualTo("/api/v1/users/42/camera-names/me");
        assertThat(meant.request().getUri().query().get("waitFor")).contains("applied");
        assertThat(meant(USER, "/api/v1/users/42/camera-names/7").found().names())
                .containsEntry("id", "42");
    }

    @Test
    void hidesEverythingElseFromUsers() {
        for (String path : List.of(
                "/api/v1/users/43/camera-names/7",
                "/api/v1/users/ME/camera-names/7",
                "/api/v1/users/me",
                "/api/v1/users/42")) {
            assertThatThrownBy(() -> meant(USER, path)).as(path).isInstanceOf(Rejection.class);
        }
    }

    @Test
    void meIsNobodyToWhoeverIsNoUser() {
        for (Caller caller : List.of(ADMINISTRATOR, KEY)) {
            assertThatThrownBy(() -> meant(caller, "/api/v1/users/me")).isInstanceOf(Rejection.class);
            assertThat(meant(caller, "/api/v1/users/42/camera-names/me").found().names())
                    .containsEntry("id", "42");
        }
    }

    @Test
    void onlyWhatIsOfAUserIsItsOwn() {
        assertThatThrownBy(() -> Route.get("/api/v1/cameras/{id}", Scope.DEVICES_READ, NOTHING)
                        .own())
                .hasMessageContaining("Only what is of one user");
    }

    @Test
    void theAuditHasTheAdministratorAndTheUser() {
        assertThat(USER.actor()).isEqualTo(ADMINISTRATOR.actor());
        assertThat(USER.subject()).contains(new UserId("42"));
        assertThat(USER.reason()).contains("asked to");
    }
}
