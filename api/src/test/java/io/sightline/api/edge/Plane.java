package io.sightline.api.edge;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.crypto.spec.SecretKeySpec;

import com.typesafe.config.ConfigFactory;
import io.sightline.api.own.OwnApi;
import io.sightline.api.pages.LittlePages;
import io.sightline.api.signin.ThrottleSettings;
import io.sightline.engine.activation.ActivationLinks;
import io.sightline.engine.activation.ActivationSettings;
import io.sightline.engine.activation.Activations;
import io.sightline.engine.activation.Mail;
import io.sightline.engine.billing.PasswordSettings;
import io.sightline.engine.billing.Passwords;
import io.sightline.engine.billing.Secret;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.signin.Residents;
import io.sightline.engine.signin.SignIn;
import io.sightline.engine.sync.SyncLimits;

/** A client plane on a free port of loopback, with everything behind it in memory. */
final class Plane implements AutoCloseable {

    static final String PASSWORD = "Right-1234";
    static final String ORIGIN = "https://client.example";

    final TestClock clock = new TestClock();
    final Residents residents = new Residents();
    private final byte[] key = new byte[32];
    final ActingWatch watch = new ActingWatch(clock);
    final ActingWatch otherWatch = new ActingWatch(clock);
    /** Actings that go on, by their tokens. */
    final Map<String, ActingSignIn.Acting> actings = new ConcurrentHashMap<>();

    final SignedTokens tokens;
    final Quarter quarter;
    final EdgeServer server;
    final Activations activations;
    /** Answers users about themselves. */
    volatile OwnApi ownApi = request -> CompletableFuture.failedStage(new IllegalStateException("nobody"));

    final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final Passwords passwords = new Passwords(new PasswordSettings(64, 1, 1, 1, 8));
    private final EventLoops loops;
    private final String hash;

    private Plane(EdgeSettings settings, SyncLimits limits, EdgeMetrics metrics) {
        new SecureRandom().nextBytes(key);
        tokens = new SignedTokens(key, settings.tokenLifetime(), settings.signInLifetime(), watch);
        loops = EventLoops.open(settings.eventLoops());
        quarter = new Quarter(loops, limits, clock, tokens);
        hash = hash(PASSWORD);
        SignIn signIn = await(SignIn.prepare(passwords)).apply(residents);
        activations = new Activations(
                residents,
                mail -> {
                    mails.add(mail);
                    return CompletableFuture.completedStage(null);
                },
                new ActivationLinks(new SecretKeySpec(key, "HmacSHA256")),
                ActivationSettings.from(ConfigFactory.load()));
        server = await(EdgeServer.start(
                settings,
                loops,
                new Reception(
                        signIn,
                        Residents::login,
                        tokens,
                        token -> CompletableFuture.completedStage(Optional.ofNullable(actings.get(token))),
                        watch,
                        activations),
                new Sessions(quarter.lanes(), limits, clock, tokens),
                new Site(LittlePages.of("client"), request -> ownApi.answer(request)),
                metrics));
    }

    static Plane open() {
        return open(settings -> settings);
    }

    static Plane open(UnaryOperator<EdgeSettings> change) {
        return open(change, SyncLimits.standard(), EdgeMetrics.none());
    }

    static Plane open(UnaryOperator<EdgeSettings> change, SyncLimits limits, EdgeMetrics metrics) {
        return new Plane(change.apply(settings()), limits, metrics);
    }

    static EdgeSettings settings() {
        return new EdgeSettings(
                "127.0.0.1",
                0,
                2,
                Set.of(ORIGIN),
                10_000,
                5_000,
                Duration.ofSeconds(10),
                8_192,
                65_536,
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                Duration.ofDays(30),
                new ThrottleSettings(60, 60, 20, 80, 5, Duration.ofSeconds(60), 1_000));
    }

    String hash(String password) {
        return await(passwords.hash(new Secret(password))).phc();
    }

    int port() {
        return server.port();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The same tokens as they are checked where no acting was begun. */
    SignedTokens tokensOfAnotherNode() {
        EdgeSettings settings = settings();
        return new SignedTokens(key, settings.tokenLifetime(), settings.signInLifetime(), otherWatch);
    }

    /** A user with the id as login and {@link #PASSWORD}, known to sign-in and to the synchronisation. */
    UserId moveIn(String id) {
        UserId user = residents.moveIn(id, id, hash);
        quarter.grant(user);
        return user;
    }

    String token(UserId user, String installation) {
        return tokens.issue(user, "web", new InstallationId(installation), 1, clock.epochMillis())
                .text();
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        await(loops.close());
        quarter.close();
        passwords.close();
    }
}
