package io.sightline.api.edge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The web client's pages on the client plane's own port, and what they may ask of it. */
class ClientPagesTest {

    private static Plane plane;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void open() {
        plane = Plane.open();
    }

    @AfterAll
    static void close() {
        plane.close();
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(plane.address() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void areServedOneAfterTheOtherOnAConnection() throws Exception {
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> entry = send("GET", "/client/?from=mail", "", "Accept", "text/html");
            assertThat(entry.statusCode()).isEqualTo(200);
            assertThat(entry.body()).contains("<title>client</title>");
            assertThat(entry.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("frame-ancestors 'none'");
            String etag = entry.headers().firstValue("ETag").orElseThrow();
            assertThat(send("GET", "/client/", "", "If-None-Match", etag).statusCode())
                    .isEqualTo(304);
            assertThat(send("HEAD", "/client/", "").body()).isEmpty();
            assertThat(send("GET", "/client/assets/none.js", "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void leadNowhereElse() throws Exception {
        for (String path : new String[] {"/client/../secret.txt", "/client/%2e%2e/secret.txt"}) {
            assertThat(send("GET", path, "", "Accept", "text/html").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void mayAskThePlaneTheyComeFromAndPagesOfAnotherPortMayNot() throws Exception {
        plane.moveIn("paged");
        String body =
                "{\"login\":\"paged\",\"password\":\"" + Plane.PASSWORD + "\",\"env\":\"web\",\"inst\":\"browser-1\"}";
        String own = "http://127.0.0.1:" + plane.port();
        assertThat(send("POST", "/v1/token", body, "Content-Type", "application/json", "Origin", own)
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("POST", "/v1/token", body, "Content-Type", "application/json", "Origin", "http://127.0.0.1:1")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/v1/token", body, "Content-Type", "application/json", "Origin", "null")
                        .statusCode())
                .isEqualTo(403);
    }
}
