package io.sightline.api.edge;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.node.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class TokenRouteTest {

    private final Plane plane = Plane.open();
    private final HttpClient http = HttpClient.newHttpClient();
    private final UserId ada = plane.moveIn("ada");

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void givesATokenForTheRightPassword() throws Exception {
        HttpResponse<String> answer = ask("ada", Plane.PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode body = json(answer);
        assertThat(body.path("user").asText()).isEqualTo("ada");
        assertThat(Instant.parse(body.path("expiresAt").asText()))
                .isBetween(Instant.now().plusSeconds(500), Instant.now().plusSeconds(601));
        assertThat(plane.tokens.verify(body.path("token").asText(), System.currentTimeMillis()))
                .isInstanceOfSatisfying(Tokens.Verified.class, verified -> {
                    assertThat(verified.user()).isEqualTo(ada);
                    assertThat(verified.environment()).isEqualTo("mobile");
                    assertThat(verified.installation()).isEqualTo("phone-0001");
                });
        assertThat(plane.residents.account(ada).clients().installations())
                .containsOnlyKeys(new InstallationId("phone-0001"));
    }

    @Test
    void renewsATokenWithoutThePassword() throws Exception {
        String first = json(ask("ada", Plane.PASSWORD)).path("token").asText();
        plane.clock.forward(Duration.ofMinutes(9));
        HttpResponse<String> answer = renew(first);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("user").asText()).isEqualTo("ada");
        plane.clock.forward(Duration.ofMinutes(9));
        assertThat(renew(first).statusCode()).isEqualTo(401);
        assertThat(renew(json(answer).path("token").asText()).statusCode()).isEqualTo(200);
    }

    @Test
    void renewsNothingOnceThePasswordHasChanged() throws Exception {
        String token = json(ask("ada", Plane.PASSWORD)).path("token").asText();
        plane.residents.tell(ada.ref(), new UserCommand.ChangePassword(plane.hash("Other-1234")));
        HttpResponse<String> answer = renew(token);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("code").asText()).isEqualTo("token");
    }

    @Test
    void renewsNothingForASuspendedUserUntilTheSuspensionEnds() throws Exception {
        String token = json(ask("ada", Plane.PASSWORD)).path("token").asText();
        plane.residents.tell(ada.ref(), new UserCommand.Suspend(SuspensionCause.BILLING_PAUSE));
        assertThat(renew(token).statusCode()).isEqualTo(403);
        plane.residents.tell(ada.ref(), new UserCommand.Resume(SuspensionCause.BILLING_PAUSE));
        assertThat(renew(token).statusCode()).isEqualTo(200);
        plane.residents.tell(ada.ref(), new UserCommand.Terminate());
        assertThat(renew(token).statusCode()).isEqualTo(401);
    }

    @Test
    void renewsNothingForAnInstallationThatNeverSignedIn() throws Exception {
        assertThat(renew(plane.token(ada, "never-0001")).statusCode()).isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(plane.address().resolve("/v1/token/renew"))
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void saysTheSameForAWrongPasswordAndAnUnknownLogin() throws Exception {
        HttpResponse<String> wrong = ask("ada", "Wrong-1234");
        HttpResponse<String> unknown = ask("nobody", Plane.PASSWORD);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(unknown.headers().map()).isEqualTo(wrong.headers().map());
    }

    @Test
    void tellsASuspendedUser() throws Exception {
        plane.residents.tell(ada.ref(), new UserCommand.Suspend(SuspensionCause.BILLING_PAUSE));
        HttpResponse<String> answer = ask("ada", Plane.PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).path("code").asText()).isEqualTo("suspended");
        assertThat(ask("ada", "Wrong-1234").statusCode()).isEqualTo(401);
    }

    @Test
    void delaysTheNextTryAfterFiveWrongOnesAndForgivesWithTime() throws Exception {
        plane.clock.stop();
        for (int i = 0; i < 5; i++) {
            assertThat(ask("ada", "Wrong-1234").statusCode()).isEqualTo(401);
        }
        HttpResponse<String> throttled = ask("ada", Plane.PASSWORD);
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(throttled).path("code").asText()).isEqualTo("throttled");
        plane.clock.forward(Duration.ofSeconds(1));
        assertThat(ask("ada", Plane.PASSWORD).statusCode()).isEqualTo(200);
        assertThat(ask("ada", "Wrong-1234").statusCode()).isEqualTo(401);
    }

    @Test
    void takesNothingThatIsNoTokenRequest() throws Exception {
        String good =
                "{\"login\":\"ada\",\"password\":\"" + Plane.PASSWORD + "\",\"env\":\"web\",\"inst\":\"abcd-1234\"}";
        assertThat(post(good, "application/json; charset=utf-8").statusCode()).isEqualTo(200);
        assertThat(post(good.replace("}", ",\"app\":\"1.0\",\"more\":[{}]}"), "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(good, "text/plain").statusCode()).isEqualTo(415);
        for (String bad : new String[] {
            "",
            "{",
            "[]",
            "null",
            good + good,
            good.replace("web", "tv"),
            good.replace("abcd-1234", "short"),
            good.replace("abcd-1234", "abcd.1234"),
            good.replace("\"ada\"", "7"),
            good.replace("ada", ""),
            good.replace("ada", "a".repeat(129)),
            good.replace(Plane.PASSWORD, "p".repeat(257)),
            good.replace("\"login\"", "\"password\":\"x\",\"login\""),
            "{\"login\":" + "[".repeat(500) + "}"
        }) {
            assertThat(post(bad, "application/json").statusCode()).as(bad).isEqualTo(400);
        }
    }

    @Test
    void refusesABodyPastTheLimit() throws Exception {
        assertThat(post("x".repeat(70_000), "application/json").statusCode()).isEqualTo(413);
    }

    @Test
    void answersPagesOfListedOriginsAlone() throws Exception {
        HttpResponse<String> preflight =
                send(HttpRequest.newBuilder(plane.address().resolve("/v1/token"))
                        .method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", Plane.ORIGIN)
                        .header("Access-Control-Request-Method", "POST"));
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains(Plane.ORIGIN);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("Authorization, Content-Type");
        HttpResponse<String> other = send(HttpRequest.newBuilder(plane.address().resolve("/v1/token"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://evil.example"));
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void hasNothingElsewhere() throws Exception {
        HttpResponse<String> nowhere =
                send(HttpRequest.newBuilder(plane.address().resolve("/v2/token")));
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(nowhere).path("code").asText()).isEqualTo("unknown");
        HttpResponse<String> method =
                send(HttpRequest.newBuilder(plane.address().resolve("/v1/token")));
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("POST, OPTIONS");
        assertThat(send(HttpRequest.newBuilder(plane.address().resolve("/v1/sync?token=abc")))
                        .statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> ask(String login, String password) throws IOException, InterruptedException {
        return post(
                "{\"login\":\"" + login + "\",\"password\":\"" + password
                        + "\",\"env\":\"mobile\",\"inst\":\"phone-0001\"}",
                "application/json");
    }

    private HttpResponse<String> renew(String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(plane.address().resolve("/v1/token/renew"))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()));
    }

    private HttpResponse<String> post(String body, String type) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(plane.address().resolve("/v1/token"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
