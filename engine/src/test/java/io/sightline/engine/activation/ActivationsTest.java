package io.sightline.engine.activation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.sightline.engine.activation.Activations.Verdict;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.MailProof;
import io.sightline.engine.domain.MailRules;
import io.sightline.engine.domain.MapProvider;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.Registration;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.DirectEngine;
import io.sightline.engine.runtime.Reply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From the mail to the proved address. */
class ActivationsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UserId ADA = new UserId("ada");
    private static final String HASH = "$argon2id$v=19$m=16,t=2,p=1$MTIzNDU2Nzg$AAAA";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final DirectEngine engine = new DirectEngine(now::get);
    private final List<Mail> sent = new ArrayList<>();
    private final ActivationLinks links = links(1);
    private final Activations activations = new Activations(
            engine,
            mail -> {
                sent.add(mail);
                return CompletableFuture.completedStage(null);
            },
            links,
            ActivationSettings.from(ConfigFactory.load()));

    ActivationsTest() {
        var create = new UserCommand.Create(
                Epoch.of(7),
                new LoginClaim(new LoginId("ada"), "claim", Personal.of("ada@example.org")),
                new UserOrigin.Platform(Registration.of(MapProvider.OSM), MailProof.none()),
                Profile.of("platform"),
                HASH,
                Set.of(),
                false);
        assertThat(now(engine.send(ADA.ref(), create, Assurance.PERSISTED))).isInstanceOf(Reply.Done.class);
    }

    private static ActivationLinks links(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return new ActivationLinks(new SecretKeySpec(key, "HmacSHA256"));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private boolean isVerified() {
        return engine.state(ADA.ref(), User.class)
                .account()
                .map(account -> (UserOrigin.Platform) account.origin())
                .orElseThrow()
                .mail()
                .verified();
    }

    private String token(int mail) {
        String text = sent.get(mail).text();
        int at = text.indexOf("http://127.0.0.1:8081/activate?token=");
        return text.substring(text.indexOf('=', at) + 1, text.indexOf("\r\n", at));
    }

    @Test
    void provesAnAddressByALinkThatIsFollowedOnce() {
        assertThat(now(activations.send(ADA))).isInstanceOf(Reply.Done.class);
        assertThat(sent.get(0).to().text()).isEqualTo("ada@example.org");
        assertThat(sent.get(0)).hasToString("Mail[***]");
        assertThat(token(0)).doesNotContain("example");
        assertThat(activations.isOurs(token(0))).isTrue();
        assertThat(isVerified()).isFalse();

        assertThat(now(activations.follow(token(0)))).isEqualTo(Verdict.VERIFIED);
        assertThat(isVerified()).isTrue();
        assertThat(now(activations.follow(token(0)))).isEqualTo(Verdict.USED);
        assertThat(now(activations.send(ADA)))
                .isInstanceOfSatisfying(Reply.Refused.class, refused -> assertThat(refused.refusal())
                        .isEqualTo(Refusal.CONFLICT));
    }

    @Test
    void takesTheLatestLinkAloneAndNotForEver() {
        now(activations.send(ADA));
        now.set(NOON.plus(Duration.ofMinutes(1)));
        now(activations.send(ADA));
        assertThat(now(activations.follow(token(0)))).isEqualTo(Verdict.VOID);
        now.set(NOON.plus(Duration.ofDays(2)).plusSeconds(60));
        assertThat(now(activations.follow(token(1)))).isEqualTo(Verdict.VOID);
        assertThat(isVerified()).isFalse();

        now(activations.send(ADA));
        assertThat(now(activations.follow(token(2)))).isEqualTo(Verdict.VERIFIED);
    }

    @Test
    void sendsNoMoreThanTheRulesAllow() {
        now(activations.send(ADA));
        assertThat(now(activations.send(ADA)))
                .isInstanceOfSatisfying(Reply.Refused.class, refused -> assertThat(refused.refusal())
                        .isEqualTo(Refusal.LIMIT_EXCEEDED));
        assertThat(sent).hasSize(1);
        assertThat(now(activations.send(new UserId("nobody")))).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void knowsItsOwnLinksFromAllOthers() {
        now(activations.send(ADA));
        String token = token(0);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String altered = token.substring(0, i) + other + token.substring(i + 1);
            // The last character of either part has bits that no byte is made of.
            if (i != token.length() - 1 && i != token.indexOf('.') - 1) {
                assertThat(activations.isOurs(altered)).as(altered).isFalse();
            }
        }
        for (String wrong : List.of("", ".", "a.b", token + "x", token.replace(".", ""), "A".repeat(5_000))) {
            assertThat(now(activations.follow(wrong))).isEqualTo(Verdict.UNKNOWN);
        }
        ActivationLinks foreign = links(2);
        String forged = foreign.text(new ActivationLinks.Link(ADA, 1, NOON.plusSeconds(60)));
        assertThat(now(activations.follow(forged))).isEqualTo(Verdict.UNKNOWN);
        assertThat(isVerified()).isFalse();
    }

    @Test
    void tellsWhenAMailWasNotTaken() {
        Activations broken = new Activations(
                engine,
                mail -> CompletableFuture.failedStage(new Mailer.NotSentException("no server")),
                links,
                ActivationSettings.from(ConfigFactory.load()));
        assertThatThrownBy(() -> now(broken.send(ADA))).hasCauseInstanceOf(Mailer.NotSentException.class);
    }

    @Test
    void readsItsSettingsAndNamesWhatIsWrong() {
        ActivationSettings defaults = ActivationSettings.from(ConfigFactory.load());
        assertThat(defaults.rules()).isEqualTo(new MailRules(Duration.ofMinutes(1), 5, Duration.ofDays(2)));
        ActivationSettings full = with("links-at = \"https://video.example\", product = Town, mails-a-day = 2,"
                + " mails-apart = 5m, links-good-for = 1h");
        assertThat(full.linksAt()).hasToString("https://video.example");
        assertThat(full.rules()).isEqualTo(new MailRules(Duration.ofMinutes(5), 2, Duration.ofHours(1)));
        for (String wrong : List.of(
                "links-at = nowhere",
                "links-at = \"https://a/\"",
                "mails-a-day = 0",
                "mails-apart = 0s",
                "links-good-for = 0s")) {
            assertThatThrownBy(() -> with(wrong))
                    .isInstanceOf(ConfigException.BadValue.class)
                    .hasMessageContaining(wrong.substring(0, wrong.indexOf(' ')));
        }
    }

    private static ActivationSettings with(String values) {
        return ActivationSettings.from(ConfigFactory.parseString("sightline.activation {" + values + "}")
                .withFallback(ConfigFactory.load()));
    }
}
