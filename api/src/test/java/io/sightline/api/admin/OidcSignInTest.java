package io.sightline.api.admin;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.api.oidc.Issuer;
import io.sightline.engine.access.InMemorySpentNonces;
import io.sightline.engine.audit.ChainedRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Administrators whom an issuer vouches for that is really there. */
@Timeout(120)
class OidcSignInTest {

    private static final String SIGN_IN = "/api/v1/session/oidc";

    private final Issuer issuer = new Issuer();
    private AdminPlane plane;
    private String ann;

    @BeforeEach
    void start() {
        plane = started("");
        ann = Browser.hire(plane, "ann", "\"permissions\":[\"users:read\"]");
    }

    @AfterEach
    void stop() {
        plane.close();
        issuer.close();
    }

    private AdminPlane started(String more) {
        return AdminPlane.start(
                "sightline.admin.oidc { issuer = \"%s\", client-id = \"%s\", keys = \"%s\", apart = 1 ms }\n%s"
                        .formatted(issuer.address(), Issuer.CLIENT, issuer.keys(), more));
    }

    /** What a browser has before it goes to the issuer. */
    private record Begun(String nonce, String cookie) {}

    private Begun begin() {
        HttpResponse<String> answer = plane.send(HttpRequest.newBuilder(plane.uri(SIGN_IN + "/nonce"))
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ObjectNode body = AdminPlane.json(answer);
        assertThat(body.get("issuer").textValue()).isEqualTo(issuer.address());
        assertThat(body.get("clientId").textValue()).isEqualTo(Issuer.CLIENT);
        return new Begun(
                body.get("nonce").textValue(),
                answer.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", ""));
    }

    private HttpResponse<String> finish(String token, String cookie, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(plane.uri(SIGN_IN))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"idToken\":\"" + token + "\"}"));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return plane.send(request);
    }

    private String token(String login, String nonce) {
        return issuer.token(Instant.now(), login, nonce);
    }

    @Test
    void areSignedInAsByAPassword() {
        Begun begun = begin();
        Browser browser = Browser.of(plane, finish(token("ann", begun.nonce), begun.cookie));
        ObjectNode me = AdminPlane.json(browser.get("/api/v1/me"));
        assertThat(me.get("id").textValue()).isEqualTo(ann);
        assertThat(browser.get("/api/v1/users").statusCode()).isEqualTo(200);
        assertThat(browser.send("DELETE", "/api/v1/session", "").statusCode()).isEqualTo(204);
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(plane.audited.from("0", 0, 1_000).toCompletableFuture().join().stream()
                        .map(ChainedRecord::record)
                        .filter(each -> each.operation().equals("POST " + SIGN_IN)))
                .hasSize(1)
                .allSatisfy(record -> assertThat(record.actor().id()).isEqualTo(ann));
    }

    @Test
    void areNotToldFromThoseNobodyKnows() {
        Browser.hire(plane, "gone", "\"permissions\":[]");
        String gone = AdminPlane.json(plane.get("/api/v1/administrators?q=gone"))
                .at("/items/0/id")
                .textValue();
        plane.send("POST", "/api/v1/administrators/" + gone + "/suspension", "{}");
        Begun good = begin();
        Begun other = begin();
        Begun late = begin();
        Instant now = Instant.now();
        List<HttpResponse<String>> refused = List.of(
                finish(token("nobody", good.nonce), good.cookie),
                finish(token("gone", late.nonce), late.cookie),
                finish(token("ann", other.nonce), begin().cookie),
                finish(token("ann", other.nonce), ""),
                finish(token("ann", other.nonce), other.cookie + "; " + good.cookie),
                finish(token("ann", other.nonce), other.cookie.replaceAll("\\.[0-9]+$", ".99999999999")),
                finish(token("ann", other.nonce), "__Host-sightline-oidc=" + other.nonce + ".99999999999"),
                finish("a.b.c", other.cookie),
                finish(forged(other.nonce), other.cookie),
                finish(issuer.token(now.minus(Duration.ofHours(1)), "ann", other.nonce), other.cookie));
        for (HttpResponse<String> each : refused) {
            assertThat(each.statusCode()).as(each.body()).isEqualTo(401);
            assertThat(told(each)).isEqualTo(told(refused.get(0)));
            assertThat(each.headers().firstValue("Set-Cookie")).isEmpty();
        }
        assertThat(finish(token("ann", other.nonce), other.cookie).statusCode())
                .as("what was refused has not spent it")
                .isEqualTo(200);
    }

    /** The same claims under the key of somebody else. */
    private String forged(String nonce) {
        try (Issuer impostor = new Issuer()) {
            String real = token("ann", nonce);
            String theirs = impostor.token(Instant.now(), "ann", nonce);
            return real.substring(0, real.lastIndexOf('.')) + theirs.substring(theirs.lastIndexOf('.'));
        }
    }

    private static String told(HttpResponse<String> answer) {
        ObjectNode problem = AdminPlane.json(answer);
        problem.remove("requestId");
        return problem.toString();
    }

    @Test
    void useATokenOnce() {
        Begun begun = begin();
        String token = token("ann", begun.nonce);
        assertThat(finish(token, begun.cookie).statusCode()).isEqualTo(200);
        assertThat(finish(token, begun.cookie).statusCode()).isEqualTo(401);
        assertThat(finish(token("ann", begun.nonce), begun.cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void comeFromAPageOfOurs() {
        Begun begun = begin();
        assertThat(finish(token("ann", begun.nonce), begun.cookie, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(finish(token("ann", begun.nonce), begun.cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void waitWhenTheirNetworkTriesTooFast() {
        plane.close();
        plane = started("sightline.admin.sessions.sign-in { network-burst = 2, network-per-minute = 1 }");
        Begun begun = begin();
        assertThat(finish("a.b.c", begun.cookie).statusCode()).isEqualTo(401);
        assertThat(finish("a.b.c", begun.cookie).statusCode()).isEqualTo(401);
        HttpResponse<String> third = finish("a.b.c", begun.cookie);
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void areMissingWhileNoIssuerIsNamed() {
        plane.close();
        plane = AdminPlane.start();
        assertThat(plane.send("POST", SIGN_IN + "/nonce", "").statusCode()).isEqualTo(404);
        assertThat(finish("a.b.c", "").statusCode()).isEqualTo(404);
    }

    @Test
    void areAskedToComeAgainWhenTheIssuersKeysCannotBeHad() {
        Begun begun = begin();
        String token = token("ann", begun.nonce);
        issuer.close();
        assertThat(finish(token, begun.cookie).statusCode()).isEqualTo(503);
    }

    @Test
    void haveANonceForTenMinutes() {
        Instant[] now = {AdminPlane.NOON};
        OidcNonces nonces = new OidcNonces(AdminPlane.SECRETS, new InMemorySpentNonces(() -> now[0]), () -> now[0]);
        OidcNonces.Nonce given = nonces.next();
        assertThat(nonces.of(given.cookie())).contains(given);
        now[0] = AdminPlane.NOON.plus(OidcNonces.GOOD).minusMillis(1);
        assertThat(nonces.of(given.cookie())).contains(given);
        assertThat(nonces.spend(given).toCompletableFuture().join()).isTrue();
        assertThat(nonces.spend(given).toCompletableFuture().join()).isFalse();
        now[0] = AdminPlane.NOON.plus(OidcNonces.GOOD);
        assertThat(nonces.of(given.cookie())).isEmpty();
        assertThat(nonces.next().text()).isNotEqualTo(given.text());
        assertThat(given.toString()).doesNotContain(given.text()).doesNotContain(given.cookie());
    }
}
