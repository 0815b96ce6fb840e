package io.sightline.api.admin;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConventionsTest {

    private AdminPlane plane;

    @BeforeAll
    void start() {
        plane = AdminPlane.start();
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    @Test
    void tellsAnyoneThatItLives() throws Exception {
        HttpResponse<String> live = plane.send(HttpRequest.newBuilder(plane.uri("/health/live")));
        assertThat(live.statusCode()).isEqualTo(200);
    }

    @Test
    void tellsWhatItsReadinessIsMadeOf() {
        HttpResponse<String> ready = plane.get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(AdminPlane.json(ready).at("/checks/store").booleanValue()).isTrue();
    }

    @Test
    void handsOutTheFigures() {
        HttpResponse<String> metrics = plane.get("/metrics");
        assertThat(metrics.body()).isEqualTo("up 1\n");
        assertThat(metrics.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    }

    @Test
    void answersAnUnknownPathWithAProblem() {
        HttpResponse<String> answer = plane.get("/api/v1/nothing");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(AdminPlane.json(answer).get("code").textValue()).isEqualTo("not_found");
    }

    @Test
    void namesTheMethodsOfAPath() {
        HttpResponse<String> answer = plane.send("PUT", "/api/v1/api-keys", "{}");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow())
                .contains("GET")
                .contains("POST");
    }

    @Test
    void keepsTheRequestIdOfTheCaller() {
        HttpResponse<String> answer =
                plane.send(plane.request("/api/v1/nothing").header("X-Request-Id", "abc-1"));
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("abc-1");
        assertThat(AdminPlane.json(answer).get("requestId").textValue()).isEqualTo("abc-1");
    }

    @Test
    void givesARequestAnIdOfItsOwnWhenTheCallersIsNone() {
        HttpResponse<String> answer = plane.send(plane.request("/health/live").header("X-Request-Id", "a b <c>"));
        assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
    }

    @Test
    void refusesAQueryParameterItDoesNotKnow() {
        assertThat(plane.get("/api/v1/api-keys?colour=red").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAKeyOfTheBodyGivenTwice() {
        HttpResponse<String> answer =
                plane.send("POST", "/api/v1/api-keys", "{\"name\":\"a\",\"name\":\"b\",\"scopes\":[\"sync:read\"]}");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void refusesWhatFollowsTheBody() {
        HttpResponse<String> answer =
                plane.send("POST", "/api/v1/api-keys", "{\"name\":\"a\",\"scopes\":[\"sync:read\"]} {}");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void refusesABodyNestedTooDeep() {
        HttpResponse<String> answer =
                plane.send("POST", "/api/v1/api-keys", "{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void pointsAtEveryFieldAtFaultAtOnce() {
        HttpResponse<String> answer =
                plane.send("POST", "/api/v1/api-keys", "{\"nane\":\"a\",\"scopes\":[\"sync:reed\"]}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(AdminPlane.json(answer).at("/errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/name", "/scopes", "/nane");
    }

    @Test
    void refusesABodyOfAnotherType() {
        HttpResponse<String> answer = plane.send(plane.request("/api/v1/api-keys")
                .header("Idempotency-Key", "k")
                .POST(HttpRequest.BodyPublishers.ofString("name=a"))
                .header("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void refusesABodyOverTheLimit() {
        HttpResponse<String> answer = plane.send(
                "POST", "/api/v1/api-keys", "{\"name\":\"" + "a".repeat(70_000) + "\",\"scopes\":[\"sync:read\"]}");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(AdminPlane.json(answer).get("code").textValue()).isEqualTo("too_large");
    }

    @Test
    void refusesABodyOverTheLimitThatDoesNotSayItsLength() {
        HttpResponse<String> answer = plane.send(plane.request("/api/v1/api-keys")
                .header("Idempotency-Key", "k")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(new byte[300_000]))));
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void holdsEachKeyToItsRate() {
        try (AdminPlane narrow = AdminPlane.start("sightline.admin.rate-limit { requests = 3, window = 3600 s }")) {
            HttpResponse<String> first = narrow.get("/metrics");
            assertThat(first.headers().firstValue("RateLimit-Policy")).contains("\"default\";q=3;w=3600");
            assertThat(first.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"default\";r=2;t=");
            narrow.get("/api/v1/nothing");
            assertThat(narrow.get("/metrics?colour=red").statusCode()).isEqualTo(400);
            assertThat(narrow.get("/metrics").statusCode()).isEqualTo(200);
            HttpResponse<String> tooMuch = narrow.get("/metrics");
            assertThat(tooMuch.statusCode()).isEqualTo(429);
            assertThat(Long.parseLong(
                            tooMuch.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1L, 1_200L);
            assertThat(tooMuch.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"default\";r=0;t=");
            String other = narrow.keyWith(Scope.METRICS_READ);
            assertThat(narrow.send(HttpRequest.newBuilder(narrow.uri("/metrics"))
                                    .header("Authorization", "Bearer " + other))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(narrow.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void keepsNothingOnTheWayThatIsAboutSomebody() {
        assertThat(plane.get("/api/v1/api-keys").headers().firstValue("Cache-Control"))
                .contains("no-store");
        assertThat(plane.get("/api/v1/nothing").headers().firstValue("Cache-Control"))
                .contains("no-store");
        assertThat(plane.get("/api/docs").headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @Test
    void answersWhatIsNoRequestInTheSameForm() throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nbroken header\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("X-Request-Id: ")
                .contains("application/problem+json");
        assertThat(raw("GET /" + "a".repeat(10_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 414")
                .contains("application/problem+json");
        assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + "a".repeat(10_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void answersRequestsUnderWayBeforeItStops() throws Exception {
        try (AdminPlane other = AdminPlane.start()) {
            assertThat(other.get("/health/live").statusCode()).isEqualTo(200);
            other.stop().get(5, TimeUnit.SECONDS);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> other.get("/health/live")))
                    .hasRootCauseInstanceOf(IOException.class);
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(plane.address().getAddress(), plane.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(400), StandardCharsets.US_ASCII);
        }
    }
}
