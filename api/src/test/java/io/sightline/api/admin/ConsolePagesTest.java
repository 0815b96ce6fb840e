package io.sightline.api.admin;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The admin console's pages on the admin plane's own port, for whoever has yet to sign in. */
class ConsolePagesTest {

    private static AdminPlane plane;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        plane = AdminPlane.start();
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(plane.uri(path)).GET(), headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void areServedWithTheirHeaders() throws Exception {
        HttpResponse<String> entry = get("/console/users?filter=x", "Accept", "text/html");
        assertThat(entry.statusCode()).isEqualTo(200);
        assertThat(entry.body()).contains("<title>console</title>");
        assertThat(entry.headers().allValues("Content-Type")).containsExactly("text/html; charset=UTF-8");
        assertThat(entry.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors 'none'");
        assertThat(entry.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(entry.headers().allValues("Cache-Control")).containsExactly("no-cache");
        String etag = entry.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = get("/console/", "If-None-Match", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.headers().allValues("ETag")).containsExactly(etag);
    }

    @Test
    void areSentCompressedToWhoeverTakesThat() throws Exception {
        HttpResponse<String> script = get("/console/assets/main-0a1b2c3d.js", "Accept-Encoding", "gzip, br");
        assertThat(script.headers().allValues("Content-Encoding")).containsExactly("gzip");
        assertThat(script.body()).isEqualTo("gz of the script");
        assertThat(script.headers().allValues("Cache-Control")).containsExactly("public, max-age=31536000, immutable");
    }

    @Test
    void leadToTheWebClientWhereUsersReachIt() throws Exception {
        HttpResponse<String> sent = get("/client/anything?x=//elsewhere.example", "Accept", "text/html");
        assertThat(sent.statusCode()).isEqualTo(307);
        assertThat(sent.headers().allValues("Location")).containsExactly("http://127.0.0.1:8081/client/");
        assertThat(sent.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(get("/clients/").statusCode()).isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(plane.uri("/client/")).POST(HttpRequest.BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void areNoWayToAnythingElse() throws Exception {
        assertThat(get("/console/none.js").statusCode()).isEqualTo(404);
        assertThat(get("/console/%2e%2e/secret.txt", "Accept", "text/html").statusCode())
                .isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(plane.uri("/console/")).POST(HttpRequest.BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(405);
        assertThat(send(HttpRequest.newBuilder(plane.uri("/console/"))
                                .method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .body())
                .isEmpty();
    }
}
