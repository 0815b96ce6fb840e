package io.sightline.api.admin;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.sightline.engine.access.Acting;
import io.sightline.engine.audit.AuditRecord;
import io.sightline.engine.audit.ChainedRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Administrators who act for users, at the admin plane. */
@Timeout(120)
class ActingTest {

    private static final String WISH = "{\"reason\":\"called, cannot see the yard\",\"purpose\":\"connect\"}";

    private final AdminPlane plane = AdminPlane.start();
    private final Town town = new Town(plane);
    private String user;
    private String other;
    private Browser ann;
    private String annId;

    @BeforeEach
    void people() {
        user = town.user("acting-user");
        other = town.user("acting-other");
        annId = Browser.hire(plane, "ann", "\"permissions\":[\"*\"]");
        ann = Browser.signIn(plane, "ann");
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private JsonNode begin() {
        HttpResponse<String> begun = ann.send("POST", path(user), WISH);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        return AdminPlane.json(begun);
    }

    private static String path(String user) {
        return "/api/v1/users/" + user + "/acting";
    }

    private HttpResponse<String> as(String token, String method, String path, String json) {
        return plane.send(HttpRequest.newBuilder(plane.uri(path))
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .header("Idempotency-Key", java.util.UUID.randomUUID().toString())
                .header("Authorization", "Bearer " + token));
    }

    private List<AuditRecord> records(String operation) {
        return plane.audited.from("0", 0, 1_000).toCompletableFuture().join().stream()
                .map(ChainedRecord::record)
                .filter(each -> each.operation().startsWith(operation))
                .toList();
    }

    @Test
    void makesATokenWithWhichTheUsersOwnRoutesAreCalled() {
        JsonNode begun = begin();
        String token = begun.get("token").textValue();
        assertThat(begun.get("administrator").textValue()).isEqualTo(annId);
        assertThat(begun.get("administratorLogin").textValue()).isEqualTo("ann");
        assertThat(Duration.between(
                        Instant.now(), Instant.parse(begun.get("expiresAt").textValue())))
                .isLessThanOrEqualTo(Acting.LONGEST);
        assertThat(as(token, "GET", "/api/v1/users/me/trackers", "").statusCode())
                .isEqualTo(200);
        assertThat(as(token, "GET", "/api/v1/users/" + user + "/trackers", "").statusCode())
                .isEqualTo(200);
        assertThat(as(token, "GET", "/api/v1/users/" + other + "/trackers", "").statusCode())
                .isEqualTo(404);
        assertThat(as(token, "GET", "/api/v1/users/" + user, "").statusCode()).isEqualTo(404);
        assertThat(as(token, "POST", path(user), WISH).statusCode()).isEqualTo(404);
        assertThat(as(token, "GET", "/api/v1/audit", "").statusCode()).isEqualTo(404);
        assertThat(as(token, "GET", "/api/v1/session", "").statusCode()).isEqualTo(404);
    }

    @Test
    void recordsBothOfThemAndWhy() {
        JsonNode begun = begin();
        String token = begun.get("token").textValue();
        as(token, "DELETE", "/api/v1/users/me/trackers/none", "");
        as(token, "DELETE", "/api/v1/users/me/acting/" + begun.get("id").textValue(), "");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !records("acting.end").isEmpty());
        for (String operation : List.of(
                "acting.start",
                "DELETE /api/v1/users/{id}/trackers",
                "DELETE /api/v1/users/{id}/acting/{acting}",
                "acting.end")) {
            assertThat(records(operation)).as(operation).hasSize(1).allSatisfy(record -> {
                assertThat(record.actor().id()).isEqualTo(annId);
                assertThat(record.onBehalfOf()).isEqualTo(user);
                assertThat(record.reason()).isEqualTo("called, cannot see the yard");
            });
        }
        assertThat(plane.get("/api/v1/audit?onBehalfOf=" + user).body()).contains("acting.start", "acting.end");
        assertThat(plane.get("/api/v1/audit").body()).doesNotContain(token);
    }

    @Test
    void endsWhenSomebodyEndsIt() {
        JsonNode begun = begin();
        String id = begun.get("id").textValue();
        assertThat(ann.get(path(user)).body()).contains(id);
        assertThat(ann.get("/api/v1/acting").body()).contains(id).doesNotContain("sla_");
        assertThat(ann.send("DELETE", path(user) + "/" + id, "").statusCode()).isEqualTo(204);
        assertThat(as(begun.get("token").textValue(), "GET", "/api/v1/users/me/trackers", "")
                        .statusCode())
                .isEqualTo(401);
        assertThat(ann.send("DELETE", path(user) + "/" + id, "").statusCode()).isEqualTo(404);
        assertThat(ann.get("/api/v1/acting").body()).doesNotContain(id);
    }

    @Test
    void endsWithTheAdministratorsSession() {
        String token = begin().get("token").textValue();
        ann.send("DELETE", "/api/v1/session", "");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> as(token, "GET", "/api/v1/users/me/trackers", "").statusCode() == 401);
    }

    @Test
    void endsWhenTheAdministratorIsDisabled() {
        String token = begin().get("token").textValue();
        Browser.hire(plane, "another", "\"permissions\":[\"*\"]");
        HttpResponse<String> disabled = plane.send("POST", "/api/v1/administrators/" + annId + "/suspension", "{}");
        assertThat(disabled.statusCode()).as(disabled.body()).isLessThan(300);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> as(token, "GET", "/api/v1/users/me/trackers", "").statusCode() == 401);
    }

    @Test
    void isForPeopleWhoSayWhy() {
        for (String wish : List.of(
                "{}",
                "{\"reason\":\"x\"}",
                "{\"purpose\":\"connect\"}",
                "{\"reason\":\"  \",\"purpose\":\"connect\"}",
                "{\"reason\":\"x\",\"purpose\":\"fun\"}",
                "{\"reason\":\"x\",\"purpose\":\"connect\",\"minutes\":31}",
                "{\"reason\":\"x\",\"purpose\":\"connect\",\"minutes\":0}",
                "{\"reason\":\"" + "x".repeat(501) + "\",\"purpose\":\"connect\"}")) {
            assertThat(ann.send("POST", path(user), wish).statusCode()).as(wish).isEqualTo(422);
        }
        assertThat(plane.send("POST", path(user), WISH).statusCode())
                .as("a machine")
                .isEqualTo(403);
        Browser.hire(plane, "bob", "\"permissions\":[\"users:read\"]");
        assertThat(Browser.signIn(plane, "bob").send("POST", path(user), WISH).statusCode())
                .as("without the permission")
                .isEqualTo(403);
    }

    @Test
    void isForUsersWhoAreThere() {
        assertThat(ann.send("POST", path("nobody"), WISH).statusCode()).isEqualTo(404);
        assertThat(ann.send("POST", path(annId), WISH).statusCode())
                .as("an administrator")
                .isEqualTo(404);
        plane.send("DELETE", "/api/v1/users/" + other, "", "If-Match", "*");
        assertThat(ann.send("POST", path(other), WISH).statusCode()).isEqualTo(410);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sla_",
                "sla_0123456789abcdef_",
                "sla_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void knowsNoOtherTokens(String token) {
        assertThat(as(token, "GET", "/api/v1/users/me/trackers", "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void knowsTheTokenAlone() {
        String token = begin().get("token").textValue();
        String altered = token.substring(0, token.length() - 2) + (token.endsWith("A") ? "BA" : "AA");
        if (!altered.equals(token)) {
            assertThat(as(altered, "GET", "/api/v1/users/me/trackers", "").statusCode())
                    .isEqualTo(401);
        }
        assertThat(plane.actings.all().toCompletableFuture().join().toString()).doesNotContain(token.substring(21));
    }

    @Test
    void isGivenOnceForACallThatIsSentAgain() {
        HttpResponse<String> first = ann.send("POST", path(user), WISH.replace("connect", "login_as"));
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(plane.actings.all().toCompletableFuture().join()).hasSize(1);
        assertThat(records("acting.start")).hasSize(1);
    }

    @Test
    void meansNothingToOneWhoActsForSomebodyElse() {
        JsonNode mine = begin();
        HttpResponse<String> theirs = ann.send("POST", path(user), WISH);
        String id = AdminPlane.json(theirs).get("id").textValue();
        String token = mine.get("token").textValue();
        assertThat(as(token, "GET", "/api/v1/users/me/acting/" + id, "").statusCode())
                .isEqualTo(404);
        assertThat(as(token, "DELETE", "/api/v1/users/me/acting/" + id, "").statusCode())
                .isEqualTo(404);
        HttpResponse<String> own =
                as(token, "GET", "/api/v1/users/me/acting/" + mine.get("id").textValue(), "");
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(AdminPlane.json(own).get("administratorLogin").textValue())
                .as("who is there, for the banner")
                .isEqualTo("ann");
    }

    /** Every route there is, called by one who acts for a user: about that user, another one, and nobody. */
    @Test
    void letsOneWhoActsCallTheUsersOwnRoutesAndNothingElse() {
        List<String> wrong = new ArrayList<>();
        int cases = 0;
        for (Route route : plane.routes) {
            if (route.access() instanceof Access.Anyone) {
                continue;
            }
            String token = begin().get("token").textValue();
            boolean perUser = route.path().isOfAUser();
            for (String whom : perUser ? List.of("me", user, other, "nobody") : List.of("-")) {
                boolean self = whom.equals("me") || whom.equals(user);
                int status = as(token, route.method().name(), filled(route, whom), "{}")
                        .statusCode();
                boolean right;
                if (!perUser && route.users()) {
                    right = status != 401 && status < 500;
                } else if (route.users() && self) {
                    right = Own.isInPerson(route) ? status == 403 : status != 401 && status < 500;
                } else {
                    right = status == 404;
                }
                if (!right) {
                    wrong.add(route + " for " + whom + ": " + status);
                }
                cases++;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).isGreaterThan(200);
    }

    private static String filled(Route route, String whom) {
        String path = route.path()
                .text()
                .replaceFirst("/users/\\{id}", "/users/" + whom)
                .replace("{place}", "A:1")
                .replace("{file}", "start.js")
                .replaceAll("\\{[a-zA-Z]+}", "cam-1");
        return path.contains("/addresses/A:1") || path.contains("/folders/A:1") ? path.replace("A:1", "1") : path;
    }
}
