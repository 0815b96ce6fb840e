package io.sightline.api.edge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

import io.sightline.engine.activation.Activations;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.MailProof;
import io.sightline.engine.domain.MapProvider;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.Registration;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The page behind the link in a mail, as browsers and programs that look through mail ask for it. */
@Timeout(60)
class ActivationRouteTest {

    private static final UserId ADA = new UserId("ada");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Plane plane = Plane.open();
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void aUserWhoWasSentALink() {
        plane.residents.tell(
                ADA.ref(),
                new UserCommand.Create(
                        Epoch.of(7),
                        new LoginClaim(new LoginId("ada"), "claim", Personal.of("ada@example.org")),
                        new UserOrigin.Platform(Registration.of(MapProvider.OSM), MailProof.none()),
                        Profile.of("platform"),
                        plane.hash("Right-1234"),
                        Set.of(),
                        false));
        Plane.await(plane.activations.send(ADA));
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private String token() {
        String text = plane.mails.get(0).text();
        int at = text.indexOf("token=") + "token=".length();
        return text.substring(at, text.indexOf("\r\n", at));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(plane.address() + path)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> look(String token) throws IOException, InterruptedException {
        return send(to("/activate?token=" + token));
    }

    private HttpResponse<String> press(String token) throws IOException, InterruptedException {
        return send(to("/activate")
                .header("Content-Type", FORM)
                // What a browser sends for a page that gives no referrer.
                .header("Origin", "null")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + token)));
    }

    private boolean isVerified() {
        return ((UserOrigin.Platform) plane.residents.account(ADA).origin())
                .mail()
                .verified();
    }

    @Test
    void changesNothingWhenItIsLookedAt() throws Exception {
        HttpResponse<String> page = look(token());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; form-action 'self'");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.body()).contains("method=\"post\"").contains(token()).doesNotContain("example.org");
        look(token());
        assertThat(isVerified()).isFalse();
    }

    @Test
    void provesTheAddressOnceWhenTheButtonIsPressed() throws Exception {
        HttpResponse<String> first = press(token());
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("is confirmed");
        assertThat(isVerified()).isTrue();
        assertThat(press(token()).body()).contains("was confirmed before");
    }

    @Test
    void saysThatALinkIsVoid() throws Exception {
        plane.residents.tell(
                ADA.ref(),
                new UserCommand.ChangeLogin(
                        new LoginClaim(new LoginId("ada2"), "claim2", Personal.of("ada@example.com"))));
        assertThat(press(token()).statusCode()).isEqualTo(410);
        assertThat(isVerified()).isFalse();
    }

    @Test
    void repeatsNothingThatIsNotOurs() throws Exception {
        for (String wrong : new String[] {"", "a.b", "%3Cscript%3E", "x\"onload=\"", "A".repeat(300)}) {
            HttpResponse<String> shown = send(to(
                    "/activate?token=" + java.net.URLEncoder.encode(wrong, java.nio.charset.StandardCharsets.UTF_8)));
            assertThat(shown.statusCode()).isEqualTo(404);
            assertThat(shown.body())
                    .doesNotContain("script")
                    .doesNotContain("onload")
                    .doesNotContain("<form");
            assertThat(press(wrong).statusCode()).isEqualTo(404);
        }
        assertThat(send(to("/activate")).statusCode()).isEqualTo(404);
    }

    @Test
    void takesNothingButItsOwnForm() throws Exception {
        assertThat(send(to("/activate")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
        assertThat(send(to("/activate").DELETE()).statusCode()).isEqualTo(405);
        assertThat(send(to("/activated")).statusCode()).isEqualTo(404);
        assertThat(Plane.await(plane.activations.follow(token()))).isEqualTo(Activations.Verdict.VERIFIED);
    }
}
