package io.sightline.api.admin;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(120)
class SessionsTest {

    private static final Duration EVERYWHERE = Duration.ofSeconds(5);
    private static final String NEW_ROLE = "{\"name\":\"Desk\"}";

    private AdminPlane plane;

    @BeforeEach
    void start() {
        plane = AdminPlane.start();
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    private Browser ann(String... permissions) {
        return Browser.of(plane, "ann", "\"permissions\":[\"" + String.join("\",\"", permissions) + "\"]");
    }

    private static String code(HttpResponse<String> answer) {
        return AdminPlane.json(answer).get("code").textValue();
    }

    @Test
    void signsInWithACookieThatNoScriptAndNoOtherSiteCanUse() {
        Browser.hire(plane, "ann", "\"permissions\":[\"users:read\"]");
        var answer = Browser.attempt(plane, "ann", Browser.PASSWORD);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("__Host-sightline-session=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict");
        Browser ann = Browser.of(plane, answer);
        ObjectNode me = AdminPlane.json(ann.get("/api/v1/me"));
        assertThat(me.get("kind").textValue()).isEqualTo("administrator");
        assertThat(me.get("scopes")).extracting(each -> each.textValue()).containsExactly("users:read");
        assertThat(me.at("/administrator/login").textValue()).isEqualTo("ann");
        assertThat(ann.get("/api/v1/cameras/1").statusCode())
                .as("another scope")
                .isEqualTo(403);
        assertThat(ann.get("/api/v1/users?login=nobody").statusCode()).isEqualTo(200);
    }

    @Test
    void takesChangesFromOurOwnPageAlone() {
        Browser ann = ann("*");
        assertThat(ann.send("POST", "/api/v1/roles", NEW_ROLE).statusCode()).isEqualTo(201);
        String right = ann.csrf;
        for (String wrong : List.of("", "AAAAAAAAAAAAAAAAAAAAAA", right + "A")) {
            ann.csrf = wrong;
            assertThat(code(ann.send("POST", "/api/v1/roles", NEW_ROLE))).isEqualTo("csrf");
        }
        ann.csrf = right;
        String host = "127.0.0.1:" + plane.address().getPort();
        for (String[] foreign : new String[][] {
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
            {"Sec-Fetch-Site", "none"},
            {"Origin", "https://evil.example"},
            {"Origin", "null"},
            {"Origin", "http://" + host + ".evil.example"}
        }) {
            HttpRequest.Builder request = HttpRequest.newBuilder(plane.uri("/api/v1/roles"))
                    .header("Cookie", ann.cookie)
                    .header("X-CSRF-Token", right)
                    .header("Idempotency-Key", "k")
                    .header("Content-Type", "application/json")
                    .headers(foreign)
                    .POST(HttpRequest.BodyPublishers.ofString(NEW_ROLE));
            assertThat(code(plane.send(request))).as(String.join(" ", foreign)).isEqualTo("csrf");
            assertThat(code(Browser.attempt(plane, "ann", Browser.PASSWORD, foreign)))
                    .as("sign-in from " + String.join(" ", foreign))
                    .isEqualTo("csrf");
        }
        assertThat(ann.send("POST", "/api/v1/roles", NEW_ROLE, "Origin", "http://" + host)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void tellsNobodyWhetherALoginExists() {
        String id = Browser.hire(plane, "ann", "");
        Browser.hire(plane, "ben", "");
        var wrong = AdminPlane.json(Browser.attempt(plane, "ann", "wrong password"));
        var unknown = AdminPlane.json(Browser.attempt(plane, "nobody", "wrong password"));
        plane.send("POST", "/api/v1/administrators/" + id + "/suspension", "");
        var disabled = AdminPlane.json(Browser.attempt(plane, "ann", Browser.PASSWORD));
        for (ObjectNode each : List.of(wrong, unknown, disabled)) {
            each.remove("requestId");
        }
        assertThat(wrong).isEqualTo(unknown).isEqualTo(disabled);
        assertThat(wrong.get("code").textValue()).isEqualTo("credentials");
    }

    @Test
    void costsOnePasswordsHashWhoeverItIs() {
        String gone = Browser.hire(plane, "gone", "");
        Browser.hire(plane, "ann", "");
        plane.send("POST", "/api/v1/administrators/" + gone + "/suspension", "");
        Browser.attempt(plane, "first", "wrong password");
        for (String[] each : new String[][] {
            {"ann", "wrong password"},
            {"nobody", "wrong password"},
            {"gone", Browser.PASSWORD},
            {"ann", Browser.PASSWORD}
        }) {
            long before = plane.passwords.hashings();
            Browser.attempt(plane, each[0], each[1]);
            assertThat(plane.passwords.hashings() - before).as(each[0]).isEqualTo(1);
        }
    }

    @Test
    void slowsGuessingDownAndLocksNobodyOut() {
        Browser.hire(plane, "ann", "");
        Browser.hire(plane, "ben", "");
        HttpResponse<String> answer = Browser.attempt(plane, "ann", "wrong password");
        for (int i = 0; i < 5 && answer.statusCode() == 401; i++) {
            answer = Browser.attempt(plane, "ann", "wrong password");
        }
        assertThat(code(answer)).isEqualTo("rate_limited");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 2L);
        assertThat(Browser.attempt(plane, "ben", Browser.PASSWORD).statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Browser.attempt(plane, "ann", Browser.PASSWORD).statusCode() == 200);
    }

    @Test
    void hasANewReferenceAfterEachSignIn() {
        Browser ann = ann("users:read");
        var again = Browser.attempt(plane, "ann", Browser.PASSWORD, "Cookie", ann.cookie);
        assertThat(Browser.of(plane, again).cookie).isNotEqualTo(ann.cookie);
        assertThat(ann.get("/api/v1/me").statusCode()).as("the old one").isEqualTo(401);
        assertThat(plane.sessions.find(ann.cookie).toCompletableFuture().join())
                .as("is kept nowhere")
                .isEmpty();
    }

    @Test
    void signsOut() {
        Browser ann = ann("users:read");
        var answer = ann.send("DELETE", "/api/v1/session", "");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(ann.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void listsSessionsAndEndsThem() {
        Browser here = ann("users:read");
        Browser there = Browser.signIn(plane, "ann");
        var mine = AdminPlane.json(here.get("/api/v1/sessions")).get("items");
        assertThat(mine).hasSize(2);
        assertThat(mine).filteredOn(each -> each.get("current").booleanValue()).hasSize(1);
        assertThat(here.send("DELETE", "/api/v1/sessions/" + there.session, "").statusCode())
                .isEqualTo(204);
        assertThat(there.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(here.send("DELETE", "/api/v1/sessions/" + there.session, "").statusCode())
                .isEqualTo(404);
        Browser ben = Browser.of(plane, "ben", "\"permissions\":[\"sessions:read\",\"users:read\"]");
        assertThat(ben.send("DELETE", "/api/v1/sessions/" + here.session, "").statusCode())
                .as("somebody else's")
                .isEqualTo(404);
        String id = AdminPlane.json(here.get("/api/v1/me")).get("id").textValue();
        assertThat(AdminPlane.json(ben.get("/api/v1/administrators/" + id + "/sessions"))
                        .get("items"))
                .hasSize(1);
        String path = "/api/v1/administrators/" + id + "/sessions/" + here.session;
        assertThat(ben.send("DELETE", path, "").statusCode())
                .as("without the permission")
                .isEqualTo(403);
        assertThat(plane.send("DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(here.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void whateverChangesCredentialsEndsEverySession() {
        String[][] changes = {
            {"POST", "/suspension", ""},
            {"PUT", "/password", "{\"password\":\"another staple entirely\"}"},
            {"DELETE", "", ""}
        };
        for (int i = 0; i < changes.length; i++) {
            String login = "ann" + i;
            String id = Browser.hire(plane, login, "\"permissions\":[\"users:read\"]");
            Browser one = Browser.signIn(plane, login);
            Browser other = Browser.signIn(plane, login);
            assertThat(one.get("/api/v1/me").statusCode()).isEqualTo(200);
            String path = "/api/v1/administrators/" + id + changes[i][1];
            assertThat(plane.send(changes[i][0], path, changes[i][2], "If-Match", "*")
                            .statusCode())
                    .as(path)
                    .isEqualTo(204);
            await().atMost(EVERYWHERE)
                    .until(() -> one.get("/api/v1/me").statusCode() == 401
                            && other.get("/api/v1/me").statusCode() == 401);
        }
    }

    @Test
    void afterAResetNothingMayBeDoneButSetANewPassword() {
        Browser root = Browser.of(plane, "root", "\"permissions\":[\"*\"]");
        Browser ann = Browser.of(plane, "ann", "\"permissions\":[\"users:read\"]");
        assertThat(root.send("POST", "/api/v1/administrators/password-reset", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(root.get("/api/v1/users?login=x").statusCode())
                .as("the initiator")
                .isEqualTo(200);
        await().atMost(EVERYWHERE).until(() -> ann.get("/api/v1/me").statusCode() == 401);

        Browser again = Browser.signIn(plane, "ann");
        assertThat(code(again.get("/api/v1/users?login=x"))).isEqualTo("password_needed");
        assertThat(AdminPlane.json(again.get("/api/v1/me"))
                        .get("mustChangePassword")
                        .booleanValue())
                .isTrue();
        String path = "/api/v1/me/password";
        String body = "{\"current\":\"%s\",\"password\":\"%s\"}";
        assertThat(again.send("PUT", path, body.formatted("not the present one", "another staple entirely"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(again.send("PUT", path, body.formatted(Browser.PASSWORD, Browser.PASSWORD))
                        .statusCode())
                .isEqualTo(422);
        assertThat(again.send("PUT", path, body.formatted(Browser.PASSWORD, "short"))
                        .statusCode())
                .isEqualTo(422);
        Browser changed =
                Browser.of(plane, again.send("PUT", path, body.formatted(Browser.PASSWORD, "another staple entirely")));
        assertThat(changed.get("/api/v1/users?login=x").statusCode()).isEqualTo(200);
        await().atMost(EVERYWHERE).until(() -> again.get("/api/v1/me").statusCode() == 401);
    }

    @Test
    void aSignInStandsInTheAudit() {
        Browser ann = ann("users:read");
        String id = AdminPlane.json(ann.get("/api/v1/me")).get("id").textValue();
        var records = AdminPlane.json(plane.get("/api/v1/audit?operation=POST%20/api/v1/session"))
                .get("items");
        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.at("/actor/kind").textValue()).isEqualTo("administrator");
            assertThat(record.at("/actor/id").textValue()).isEqualTo(id);
        });
        assertThat(records.toString()).doesNotContain("ann\"").doesNotContain(Browser.PASSWORD);
    }

    @Test
    void aKeyHasNoSession() {
        assertThat(plane.get("/api/v1/session").statusCode()).isEqualTo(404);
        assertThat(plane.get("/api/v1/sessions").statusCode()).isEqualTo(404);
        ObjectNode me = AdminPlane.json(plane.get("/api/v1/me"));
        assertThat(me.get("kind").textValue()).isEqualTo("key");
        assertThat(me.get("seesEverything").booleanValue()).isTrue();
    }
}
