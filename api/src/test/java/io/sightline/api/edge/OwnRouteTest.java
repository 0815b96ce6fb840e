package io.sightline.api.edge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.sightline.api.own.OwnAnswer;
import io.sightline.api.own.OwnRequest;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the client plane hands on of a user's own requests, and what it does not. */
class OwnRouteTest {

    private final Plane plane = Plane.open();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicReference<@Nullable OwnRequest> asked = new AtomicReference<>();
    private String token = "";

    @BeforeEach
    void somebody() {
        UserId user = plane.moveIn("somebody");
        token = plane.token(user, "browser-1");
        plane.ownApi = request -> {
            asked.set(request);
            return CompletableFuture.completedStage(new OwnAnswer(
                    200,
                    "application/json",
                    Map.of("ETag", List.of("\"7\""), "Link", List.of("</a>", "</b>")),
                    "{}".getBytes(StandardCharsets.UTF_8)));
        };
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private HttpResponse<String> send(String method, String target, String body, String... headers)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(plane.address() + target))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .headers(headers)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private OwnRequest request() {
        OwnRequest request = asked.get();
        assertThat(request).isNotNull();
        return request;
    }

    @Test
    void handsOverWhoAsksAndWhat() throws Exception {
        HttpResponse<String> answer = send(
                "PATCH",
                "/api/v1/users/me/notifications?x=1",
                "{\"read\":true}",
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/merge-patch+json; charset=utf-8",
                "If-Match",
                "\"3\"",
                "Cookie",
                "__Host-sightline-session=stolen",
                "X-Forwarded-For",
                "10.0.0.1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Link")).containsExactly("</a>", "</b>");
        assertThat(answer.headers().firstValue("ETag")).contains("\"7\"");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        OwnRequest request = request();
        assertThat(request.who())
                .isEqualTo(new OwnRequest.Who.SignedIn(new UserId("somebody"), new InstallationId("browser-1"), 1));
        assertThat(request.method()).isEqualTo("PATCH");
        assertThat(request.target()).isEqualTo("/api/v1/users/me/notifications?x=1");
        assertThat(request.mediaType()).isEqualTo("application/merge-patch+json");
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("{\"read\":true}");
        assertThat(request.headers()).containsEntry("If-Match", "\"3\"").doesNotContainKeys("Cookie", "Authorization");
    }

    @Test
    void handsOverNobodyWithoutAGoodToken() throws Exception {
        assertThat(send("GET", "/api/v1/me", "", "Accept", "*/*").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/api/v1/me", "", "Authorization", "Bearer " + token + "x")
                        .statusCode())
                .isEqualTo(401);
        plane.clock.forward(java.time.Duration.ofMinutes(11));
        assertThat(send("GET", "/api/v1/me", "", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);
        assertThat(asked.get()).isNull();
        send("GET", "/api/v1/me", "", "Authorization", "Bearer sla_0123456789abcdef_secret");
        assertThat(request().who()).isEqualTo(new OwnRequest.Who.Acting("sla_0123456789abcdef_secret"));
    }

    @Test
    void isClosedToPagesOfOtherOrigins() throws Exception {
        for (String origin : List.of(Plane.ORIGIN, "http://127.0.0.1:1", "null")) {
            HttpResponse<String> refused =
                    send("GET", "/api/v1/me", "", "Authorization", "Bearer " + token, "Origin", origin);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
        assertThat(send("OPTIONS", "/api/v1/me", "", "Origin", Plane.ORIGIN).statusCode())
                .isEqualTo(403);
        assertThat(asked.get()).isNull();
        assertThat(send(
                                "GET",
                                "/api/v1/me",
                                "",
                                "Authorization",
                                "Bearer " + token,
                                "Origin",
                                "http://127.0.0.1:" + plane.port())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesNoEndlessBody() throws Exception {
        assertThat(send("PUT", "/api/v1/users/me/password", "x".repeat(70_000), "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(413);
        assertThat(asked.get()).isNull();
    }

    @Test
    void saysSoWhenNobodyAnswers() throws Exception {
        plane.ownApi = request -> CompletableFuture.failedStage(new IllegalStateException("not there"));
        assertThat(send("GET", "/api/v1/me", "", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(503);
    }
}
