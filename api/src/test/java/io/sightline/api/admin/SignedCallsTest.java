package io.sightline.api.admin;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls that are signed instead of carrying a key. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignedCallsTest {

    private static final String LIST = "/api/v1/api-keys?limit=5&sort=-createdAt";
    private static final String CAMERA = "/api/v1/cameras/signed";
    private static final String BODY = "{\"name\":\"Door\"}";
    private static final String OTHER_BODY = "{\"name\":\"Gate\"}";

    private AdminPlane plane;
    private String id;
    private String secret;
    private String text;
    private int nonces;

    @BeforeAll
    void start() {
        plane = AdminPlane.start();
        var made = AdminPlane.json(
                plane.send(
                        "POST",
                        "/api/v1/api-keys",
                        "{\"name\":\"billing\",\"scopes\":[\"keys:read\",\"devices:write\",\"billing:write\"],\"signed\":true}"));
        id = made.get("id").textValue();
        secret = made.get("signingSecret").textValue();
        text = made.get("key").textValue();
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    private String nonce() {
        return String.format("nonce-%010d", nonces++);
    }

    private static String header(String key, Instant at, String nonce, String signature) {
        return SignedRequest.SCHEME + " key=" + key + ",at=" + at.getEpochSecond() + ",nonce=" + nonce + ",signature="
                + signature;
    }

    private String signature(Instant at, String nonce, String method, String target, String body) {
        return SignedRequest.sign(secret, at, nonce, method, target, body.getBytes(StandardCharsets.UTF_8));
    }

    private int status(String authorization, String method, String target, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(plane.uri(target))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", authorization);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return plane.send(request).statusCode();
    }

    private int put(Instant at, String nonce, String signature) {
        return status(header(id, at, nonce, signature), "PUT", CAMERA, BODY);
    }

    @Test
    void hearsWhatIsSigned() {
        String nonce = nonce();
        String list = signature(AdminPlane.NOON, nonce, "GET", LIST, "");
        assertThat(status(header(id, AdminPlane.NOON, nonce, list), "GET", LIST, ""))
                .isEqualTo(200);
        String next = nonce();
        assertThat(put(AdminPlane.NOON, next, signature(AdminPlane.NOON, next, "PUT", CAMERA, BODY)))
                .isLessThan(300);
    }

    @Test
    void hearsAStreamThatIsSigned() {
        String path = "/api/v1/billing/requests";
        String lines = "{\"requestId\":\"s-1\",\"type\":\"billing.pause_entity\",\"login\":\"nobody\","
                + "\"occurredAt\":\"2026-11-01T12:00:00Z\"}\n";
        String nonce = nonce();
        var answer = plane.send(HttpRequest.newBuilder(plane.uri(path))
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .header("Content-Type", "application/x-ndjson")
                .header(
                        "Authorization",
                        header(id, AdminPlane.NOON, nonce, signature(AdminPlane.NOON, nonce, "POST", path, lines))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("s-1");
    }

    @Test
    void refusesAnotherSignature() {
        String nonce = nonce();
        String right = signature(AdminPlane.NOON, nonce, "PUT", CAMERA, BODY);
        String wrong = (right.charAt(0) == '0' ? '1' : '0') + right.substring(1);
        assertThat(put(AdminPlane.NOON, nonce, wrong)).isEqualTo(401);
        // What was refused has spent nothing.
        assertThat(put(AdminPlane.NOON, nonce, right)).isLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -86_400, 86_400, -1_795_000_000L})
    void refusesACallOfAnotherTime(long off) {
        Instant at = AdminPlane.NOON.plusSeconds(off);
        String nonce = nonce();
        assertThat(put(at, nonce, signature(at, nonce, "PUT", CAMERA, BODY))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void bearsClocksThatAreALittleOff(long off) {
        Instant at = AdminPlane.NOON.plusSeconds(off);
        String nonce = nonce();
        assertThat(put(at, nonce, signature(at, nonce, "PUT", CAMERA, BODY))).isLessThan(300);
    }

    @Test
    void refusesANonceThatCameBefore() {
        String nonce = nonce();
        String signature = signature(AdminPlane.NOON, nonce, "PUT", CAMERA, BODY);
        assertThat(put(AdminPlane.NOON, nonce, signature)).isLessThan(300);
        assertThat(put(AdminPlane.NOON, nonce, signature)).isEqualTo(401);
        Instant later = AdminPlane.NOON.plusSeconds(1);
        assertThat(put(later, nonce, signature(later, nonce, "PUT", CAMERA, BODY)))
                .isEqualTo(401);
    }

    @Test
    void refusesAnythingOfACallThatWasSwapped() {
        for (List<String> swapped : List.of(
                List.of("PUT", CAMERA, OTHER_BODY),
                List.of("PUT", CAMERA + "2", BODY),
                List.of("PATCH", CAMERA, BODY),
                List.of("GET", "/api/v1/api-keys?limit=6&sort=-createdAt", ""),
                List.of("GET", "/api/v1/api-keys", ""))) {
            String nonce = nonce();
            String put = signature(AdminPlane.NOON, nonce, "PUT", CAMERA, BODY);
            String list = signature(AdminPlane.NOON, nonce, "GET", LIST, "");
            String signature = swapped.get(0).equals("GET") ? list : put;
            assertThat(status(
                            header(id, AdminPlane.NOON, nonce, signature),
                            swapped.get(0),
                            swapped.get(1),
                            swapped.get(2)))
                    .as(swapped.toString())
                    .isEqualTo(401);
        }
        String nonce = nonce();
        String signature = signature(AdminPlane.NOON, nonce, "PUT", CAMERA, BODY);
        assertThat(put(AdminPlane.NOON.plusSeconds(1), nonce, signature)).isEqualTo(401);
        assertThat(put(AdminPlane.NOON, nonce(), signature)).isEqualTo(401);
    }

    @Test
    void refusesTheSignatureOfAnotherKey() {
        ApiKeys.Issued other = plane.keys
                .issue("other", java.util.Set.of("devices:write"))
                .toCompletableFuture()
                .join();
        String nonce = nonce();
        String signature = signature(AdminPlane.NOON, nonce, "PUT", CAMERA, BODY);
        assertThat(status(header(other.key().id(), AdminPlane.NOON, nonce, signature), "PUT", CAMERA, BODY))
                .isEqualTo(401);
        assertThat(status(header("0123456789abcdef", AdminPlane.NOON, nonce, signature), "PUT", CAMERA, BODY))
                .isEqualTo(401);
    }

    @Test
    void refusesUnsignedCallsOfAKeyThatHasToSign() {
        assertThat(status("Bearer " + text, "GET", LIST, "")).isEqualTo(401);
        assertThat(status("Bearer " + secret, "GET", LIST, "")).isEqualTo(401);
    }

    @Test
    void letsAnyKeySign() {
        ApiKeys.Issued free = plane.keys
                .issue("free", java.util.Set.of("keys:read"))
                .toCompletableFuture()
                .join();
        String nonce = nonce();
        String signature = SignedRequest.sign(free.signingSecret(), AdminPlane.NOON, nonce, "GET", LIST, new byte[0]);
        assertThat(status(header(free.key().id(), AdminPlane.NOON, nonce, signature), "GET", LIST, ""))
                .isEqualTo(200);
        assertThat(status("Bearer " + free.text(), "GET", LIST, "")).isEqualTo(200);
    }

    @Test
    void asksForTheScopeAsOfEveryCall() {
        String nonce = nonce();
        String path = "/api/v1/audit";
        String signature = signature(AdminPlane.NOON, nonce, "GET", path, "");
        assertThat(status(header(id, AdminPlane.NOON, nonce, signature), "GET", path, ""))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SLK1-HMAC-SHA256",
                "SLK1-HMAC-SHA256 key=x,at=1,nonce=abcdefghijklmnop,signature=00",
                "SLK1-HMAC-SHA256 key=0123456789abcdef,at=-1,nonce=abcdefghijklmnop,signature=00",
                "SLK1-HMAC-SHA512 key=0123456789abcdef,at=1,nonce=abcdefghijklmnop,signature=00",
                "Basic c2xrOnNlY3JldA=="
            })
    void refusesWhatIsNoSignature(String authorization) {
        assertThat(status(authorization, "GET", LIST, "")).isEqualTo(401);
    }

    @Test
    void refusesABodyTooLargeToBeBelieved() {
        String body = "{\"name\":\"" + "x".repeat(Signatures.BODY) + "\"}";
        String nonce = nonce();
        assertThat(status(
                        header(id, AdminPlane.NOON, nonce, signature(AdminPlane.NOON, nonce, "PUT", CAMERA, body)),
                        "PUT",
                        CAMERA,
                        body))
                .isEqualTo(401);
    }
}
