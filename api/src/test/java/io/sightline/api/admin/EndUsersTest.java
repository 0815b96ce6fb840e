package io.sightline.api.admin;

import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.sightline.api.own.OwnAnswer;
import io.sightline.api.own.OwnRequest;
import io.sightline.engine.audit.Actor;
import io.sightline.engine.audit.ChainedRecord;
import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Assurance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Users in person, as the client plane hands their requests over. */
@Timeout(120)
class EndUsersTest {

    private static final InstallationId BROWSER = new InstallationId("browser-1");
    private static final String PASSWORD = "first-password";

    private final AdminPlane plane = AdminPlane.start("sightline.admin.rate-limit.own-requests = 500");
    private UserId user;
    private UserId other;

    @BeforeEach
    void people() {
        Town town = new Town(plane);
        user = new UserId(town.user("in-person", PASSWORD));
        other = new UserId(town.user("somebody-else", PASSWORD));
        signIn(user, BROWSER);
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private void signIn(UserId who, InstallationId installation) {
        plane.entities
                .send(who.ref(), new UserCommand.SignIn(Environment.WEB, installation), Assurance.PERSISTED)
                .toCompletableFuture()
                .join();
    }

    private OwnAnswer ask(String method, String target, String json) {
        return ask(new OwnRequest.Who.SignedIn(user, BROWSER, 1), method, target, json);
    }

    private OwnAnswer ask(OwnRequest.Who who, String method, String target, String json) {
        return plane.own(new OwnRequest(
                who,
                method,
                target,
                Map.of("If-Match", "*", "Idempotency-Key", UUID.randomUUID().toString(), "X-Request-Id", "of-a-user"),
                method.equals("PATCH") ? "application/merge-patch+json" : "application/json",
                json.getBytes(StandardCharsets.UTF_8),
                InetAddress.getLoopbackAddress()));
    }

    private static JsonNode json(OwnAnswer answer) {
        return Json.read(answer.content());
    }

    @Test
    void learnWhoTheyAre() {
        OwnAnswer me = ask("GET", "/api/v1/me", "");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.headers().get("Cache-Control")).containsExactly("no-store");
        JsonNode body = json(me);
        assertThat(body.get("id").textValue()).isEqualTo(user.value());
        assertThat(body.get("account").get("login").textValue()).isEqualTo("in-person");
        assertThat(body.get("account").get("mainUser").booleanValue()).isTrue();
        assertThat(body.get("scopes").toString()).doesNotContain("administrators", "audit", "keys", "billing:write");
    }

    /** Every route there is. */
    @Test
    void findTheirOwnRoutesAndNothingElse() {
        List<String> wrong = new ArrayList<>();
        int cases = 0;
        for (Route route : plane.routes) {
            boolean perUser = route.path().isOfAUser();
            if (route.path().text().endsWith("/sessions/{session}")) {
                continue;
            }
            for (String whom : perUser ? List.of("me", user.value(), other.value(), "nobody") : List.of("-")) {
                boolean self = !perUser || whom.equals("me") || whom.equals(user.value());
                String path = route.path()
                        .text()
                        .replaceFirst("/users/\\{id}", "/users/" + whom)
                        .replaceAll("\\{[a-z]+}", "none-1");
                OwnAnswer answer = ask(route.method().name(), path, route.method() == Method.GET ? "" : "{}");
                boolean right = (route.users() && self)
                        ? answer.status() != 401 && answer.status() < 500
                        : answer.status() == 404;
                if (!right) {
                    wrong.add(route + " for " + whom + ": " + answer.status());
                }
                cases++;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).isGreaterThan(200);
    }

    @Test
    void areNobodyOnceTheirSignInIsVoid() {
        plane.send("PUT", "/api/v1/users/" + user + "/password", "{\"password\":\"second-password\"}");
        assertThat(ask("GET", "/api/v1/me", "").status()).isEqualTo(401);
        assertThat(ask(new OwnRequest.Who.SignedIn(user, BROWSER, 2), "GET", "/api/v1/me", "")
                        .status())
                .isEqualTo(200);
        assertThat(ask(new OwnRequest.Who.SignedIn(new UserId("nobody"), BROWSER, 9), "GET", "/api/v1/me", "")
                        .status())
                .isEqualTo(401);
        assertThat(ask(new OwnRequest.Who.Acting("sla_none"), "GET", "/api/v1/me", "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void areTurnedAwayWhileSuspended() {
        plane.send("POST", "/api/v1/users/" + user + "/suspension", "");
        assertThat(ask("GET", "/api/v1/me", "").status()).isEqualTo(403);
    }

    @Test
    void changeTheirPasswordForThePresentOneAndAreSignedOut() {
        String path = "/api/v1/users/me/password";
        assertThat(ask("PUT", path, "{\"password\":\"second-password\"}").status())
                .as("without the present one")
                .isEqualTo(422);
        String right = "{\"current\":\"" + PASSWORD + "\",\"password\":\"second-password\"}";
        assertThat(ask("PUT", path, right).status()).as("not permitted").isEqualTo(403);
        plane.send("PUT", "/api/v1/users/" + user + "/permissions", "{\"permissions\":[\"user-update-password\"]}");
        OwnAnswer guessed = ask("PUT", path, "{\"current\":\"guessed-it\",\"password\":\"second-password\"}");
        assertThat(guessed.status()).isEqualTo(422);
        assertThat(json(guessed).at("/errors/0/pointer").textValue()).isEqualTo("/current");
        assertThat(ask("PUT", path, right).status()).isEqualTo(204);
        assertThat(ask("GET", "/api/v1/me", "").status()).isEqualTo(401);
        assertThat(plane.audited.from("0", 0, 1_000).toCompletableFuture().join().stream()
                        .map(ChainedRecord::record)
                        .filter(each -> each.actor().equals(new Actor(Actor.Kind.USER, user.value())))
                        .filter(each -> each.status() == 204)
                        .toList())
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.onBehalfOf()).isNull();
                    assertThat(record.requestId()).isEqualTo("of-a-user");
                    assertThat(record.changes() == null ? "" : record.changes()).doesNotContain("password");
                });
    }

    @Test
    void guessNoPasswordForLong() {
        plane.send("PUT", "/api/v1/users/" + user + "/permissions", "{\"permissions\":[\"user-update-password\"]}");
        String guess = "{\"current\":\"guessed-it\",\"password\":\"second-password\"}";
        for (int i = 0; i < 10; i++) {
            assertThat(ask("PUT", "/api/v1/users/me/password", guess).status()).isEqualTo(422);
        }
        OwnAnswer late = ask("PUT", "/api/v1/users/me/password", guess);
        assertThat(late.status()).isEqualTo(429);
        assertThat(late.headers()).containsKey("Retry-After");
    }

    @Test
    void seeWhereTheyAreSignedInAndEndOneOfIt() {
        signIn(user, new InstallationId("telephone-1"));
        JsonNode items = json(ask("GET", "/api/v1/users/me/sessions", "")).get("items");
        assertThat(items).hasSize(2);
        assertThat(items.findValuesAsText("id")).containsExactlyInAnyOrder("telephone-1", "browser-1");
        items.forEach(each -> assertThat(each.get("current").booleanValue())
                .isEqualTo(each.get("id").textValue().equals("browser-1")));

        assertThat(ask("DELETE", "/api/v1/users/me/sessions/telephone-1", "").status())
                .isEqualTo(204);
        var telephone = new OwnRequest.Who.SignedIn(user, new InstallationId("telephone-1"), 1);
        assertThat(ask(telephone, "GET", "/api/v1/me", "").status()).isEqualTo(401);
        assertThat(ask("GET", "/api/v1/me", "").status()).as("the others go on").isEqualTo(200);
        assertThat(ask("DELETE", "/api/v1/users/me/sessions/telephone-1", "").status())
                .isEqualTo(404);
        assertThat(json(ask("GET", "/api/v1/users/me/sessions", "")).get("items"))
                .hasSize(1);
        assertThat(plane.get("/api/v1/users/" + user + "/sessions").body()).contains("browser-1");
    }

    @Test
    void endSessionsOfTheirSubUsersAndOfNobodyElses() {
        HttpResponse<String> firm = plane.send(
                "POST",
                "/api/v1/billing/requests",
                "{\"requestId\":\"of-a-firm\",\"type\":\"billing.new_entity\",\"login\":\"firm\",\"userType\":\"b2b\","
                        + "\"password\":\"password\",\"subscriberKind\":\"legal\",\"occurredAt\":\"2026-11-22T11:00:00Z\"}");
        user = new UserId(AdminPlane.json(firm).get("userId").textValue());
        OwnAnswer made =
                ask("POST", "/api/v1/users/me/sub-users", "{\"login\":\"under\",\"password\":\"first-password\"}");
        assertThat(made.status())
                .as(new String(made.content(), StandardCharsets.UTF_8))
                .isEqualTo(201);
        UserId sub = new UserId(json(made).get("id").textValue());
        signIn(sub, BROWSER);
        signIn(other, BROWSER);
        String sessions = "/api/v1/users/me/sub-users/" + sub + "/sessions";
        assertThat(json(ask("GET", sessions, "")).get("items")).hasSize(1);
        assertThat(ask("GET", "/api/v1/users/me/sub-users/" + other + "/sessions", "")
                        .status())
                .isEqualTo(404);
        assertThat(ask("DELETE", "/api/v1/users/me/sub-users/" + other + "/sessions/browser-1", "")
                        .status())
                .isEqualTo(404);
        assertThat(ask("DELETE", sessions + "/browser-1", "").status()).isEqualTo(204);
        assertThat(json(ask("GET", sessions, "")).get("items")).isEmpty();
        assertThat(plane.send("DELETE", sessions.replace("me", user.value()) + "/browser-1", "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void askOnlySoOften() {
        int refused = 0;
        for (int i = 0; i < 520; i++) {
            refused += ask("GET", "/api/v1/me", "").status() == 429 ? 1 : 0;
        }
        assertThat(refused).isBetween(1, 20);
    }

    @Test
    void areToldWhatIsWrongWithTheirRequest() {
        OwnRequest.Who who = new OwnRequest.Who.SignedIn(user, BROWSER, 1);
        assertThat(plane.own(new OwnRequest(
                                who,
                                "PUT",
                                "/api/v1/users/me/password",
                                Map.of(),
                                "no media type",
                                new byte[] {1},
                                InetAddress.getLoopbackAddress()))
                        .status())
                .isEqualTo(400);
        assertThat(ask(who, "BREW", "/api/v1/me", "").status()).isEqualTo(404);
        assertThat(ask("GET", "/api/v1/users/me/../../audit", "").status()).isEqualTo(404);
    }
}
