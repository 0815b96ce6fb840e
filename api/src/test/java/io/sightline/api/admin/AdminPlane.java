package io.sightline.api.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sightline.api.oidc.IdTokens;
import io.sightline.api.oidc.OidcSettings;
import io.sightline.api.operator.HttpOperatorBilling;
import io.sightline.api.operator.OperatorSettings;
import io.sightline.api.own.OwnAnswer;
import io.sightline.api.own.OwnRequest;
import io.sightline.api.pages.LittlePages;
import io.sightline.engine.access.ActingStore;
import io.sightline.engine.access.AdminSessionStore;
import io.sightline.engine.access.Authorship;
import io.sightline.engine.access.InMemoryActingStore;
import io.sightline.engine.access.InMemoryAdminSessionStore;
import io.sightline.engine.access.InMemoryApiKeyStore;
import io.sightline.engine.access.InMemoryAuthorship;
import io.sightline.engine.access.InMemorySpentNonces;
import io.sightline.engine.activation.ActivationLinks;
import io.sightline.engine.activation.ActivationSettings;
import io.sightline.engine.activation.Activations;
import io.sightline.engine.activation.Mail;
import io.sightline.engine.activation.Mailer;
import io.sightline.engine.audit.AuditStore;
import io.sightline.engine.audit.AuditTrail;
import io.sightline.engine.audit.Auditor;
import io.sightline.engine.audit.Chain;
import io.sightline.engine.audit.InMemoryAuditStore;
import io.sightline.engine.billing.Billing;
import io.sightline.engine.billing.BillingKeys;
import io.sightline.engine.billing.BillingSettings;
import io.sightline.engine.billing.InMemoryRequestLog;
import io.sightline.engine.billing.ListedCsaDirectory;
import io.sightline.engine.billing.LoggedRequests;
import io.sightline.engine.billing.PasswordSettings;
import io.sightline.engine.billing.Passwords;
import io.sightline.engine.billing.RequestReader;
import io.sightline.engine.billing.RetrySchedule;
import io.sightline.engine.directory.Directory;
import io.sightline.engine.directory.listed.Everything;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.OperationCommand;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.journal.InMemoryDataKeys;
import io.sightline.engine.money.MoneySettings;
import io.sightline.engine.money.Payments;
import io.sightline.engine.pictures.InMemoryPictureStore;
import io.sightline.engine.pictures.Pictures;
import io.sightline.engine.projection.DirectDirectory;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.DirectEngine;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.service.CustomerSettings;
import io.sightline.engine.service.OperatorBilling;
import io.sightline.engine.service.ServicePolls;
import io.sightline.engine.service.ServiceSettings;
import io.sightline.engine.sync.NodeFigures;
import io.sightline.engine.sync.Standings;
import io.sightline.engine.synchronize.EnvironmentStatus;
import io.sightline.engine.synchronize.NodesStatus;
import io.sightline.engine.synchronize.SyncStatus;
import io.sightline.engine.synchronize.Synchronizer;
import io.sightline.engine.synchronize.Target;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.jspecify.annotations.Nullable;

/** A real admin plane on a free port of loopback, with everything it stands on held in memory. */
final class AdminPlane implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** So cheap that thousands of users can be made. */
    private static final PasswordSettings CHEAP = new PasswordSettings(8, 1, 1, 1, 10_000);

    static final AdminSecrets SECRETS = new AdminSecrets(new SecretKeySpec(new byte[32], "HmacSHA256"));

    final ApiKeys keys = new ApiKeys(new InMemoryApiKeyStore(), SECRETS, InstantSource.fixed(NOON));
    final String key = keys.first().toCompletableFuture().join().orElseThrow();
    final AuditStore audited;
    final Chain chain = new Chain(new SecretKeySpec(new byte[32], "HmacSHA256"));
    final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    final DirectEngine entities = new DirectEngine(now::get);
    private final Directory directory;
    final ActingStore actings = new InMemoryActingStore();
    final List<Mail> mails = new CopyOnWriteArrayList<>();
    volatile boolean unreachable;
    final AdminSessionStore sessions = new InMemoryAdminSessionStore();
    final Authorship authorship = new InMemoryAuthorship();
    final List<Route> routes;
    private final RouteTable table;

    private ServicePolls polls;
    final Passwords passwords = new Passwords(CHEAP);
    private final ActorTestKit kit;
    private final HttpServer.Bound bound;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private AdminPlane(
            String overrides,
            UnaryOperator<Engine> around,
            AuditStore audited,
            UnaryOperator<Directory> aroundDirectory) {
        this.audited = audited;
        this.directory = aroundDirectory.apply(new DirectDirectory(entities, Everything.catalogue()));
        Config config = ConfigFactory.parseString(overrides)
                .withFallback(ConfigFactory.parseString("sightline.admin.port = 0, pekko.loglevel = WARNING"))
                .withFallback(ConfigFactory.load());
        kit = ActorTestKit.create("admin", config);
        AdminSettings settings = AdminSettings.from(config);
        Wiring wiring = wiring(around.apply(entities), config);
        routes = Routes.of(wiring, settings, Gate.of(wiring, settings));
        table = new RouteTable(routes);
        bound = HttpServer.start(kit.system(), settings, wiring)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    static AdminPlane start() {
        return start("");
    }

    static AdminPlane start(String overrides) {
        return start(overrides, engine -> engine);
    }

    /** @param around stands between the plane and its entities */
    static AdminPlane start(String overrides, UnaryOperator<Engine> around) {
        return new AdminPlane(overrides, around, new InMemoryAuditStore(), directory -> directory);
    }

    static AdminPlane start(AuditStore audited) {
        return new AdminPlane("", engine -> engine, audited, directory -> directory);
    }

    /** @param around stands between the plane and its lists */
    static AdminPlane startListing(UnaryOperator<Directory> around) {
        return new AdminPlane("", engine -> engine, new InMemoryAuditStore(), around);
    }

    private Wiring wiring(Engine engine, Config config) {
        InstantSource clock = now::get;
        ServiceSettings service = ServiceSettings.from(config);
        OperatorBilling operator = OperatorSettings.from(config)
                .<OperatorBilling>map(settings -> new HttpOperatorBilling(settings, new Random(1)))
                .orElse(OperatorBilling.none());
        polls = new ServicePolls(engine, operator, service);
        BillingKeys secrets = new BillingKeys("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        RequestReader reader = new RequestReader(secrets, passwords, clock);
        InMemoryRequestLog log = new InMemoryRequestLog(Duration.ofDays(90), clock);
        LoggedRequests logged = new LoggedRequests(log, secrets, reader, clock);
        Billing billing = new Billing(
                engine,
                logged,
                secrets,
                new ListedCsaDirectory(List.of()),
                BillingSettings.open(),
                RetrySchedule.standard());
        return new Wiring(
                keys,
                new InMemorySpentNonces(InstantSource.fixed(NOON)),
                SECRETS,
                engine,
                directory,
                new Pictures(new InMemoryPictureStore(), new InMemoryDataKeys()),
                new Wiring.BillingDesk(reader, billing, log, logged),
                new Wiring.AuditDesk(new Auditor(audited, chain, "0"), new AuditTrail(audited)),
                new Wiring.StaffDesk(
                        sessions,
                        actings,
                        authorship,
                        passwords,
                        OidcSettings.from(config).map(oidc -> new IdTokens(oidc, InstantSource.system()))),
                secrets,
                passwords,
                new DirectSynchronizer(engine),
                new SteadyStatus(),
                Wiring.ServiceDesk.of(engine, operator, service, clock),
                platform(engine, clock),
                CustomerSettings.from(kit.system().settings().config()),
                LittlePages.of("console"),
                List.of(
                        new Health("store", () -> CompletableFuture.completedStage(true)),
                        new Health("cluster", () -> CompletableFuture.completedStage(true))),
                () -> "up 1\n");
    }

    private Wiring.PlatformDesk platform(Engine engine, InstantSource clock) {
        Activations activations = new Activations(
                engine,
                mail -> {
                    if (unreachable) {
                        return CompletableFuture.failedStage(new Mailer.NotSentException("unreachable"));
                    }
                    mails.add(mail);
                    return CompletableFuture.completedStage(null);
                },
                new ActivationLinks(new SecretKeySpec(new byte[32], "HmacSHA256")),
                ActivationSettings.from(ConfigFactory.load()));
        return new Wiring.PlatformDesk(
                new Payments(engine, MoneySettings.from(ConfigFactory.load())), activations, clock);
    }

    /** Begins operations and leaves it to the test to go on with them. */
    private record DirectSynchronizer(Engine engine) implements Synchronizer {

        @Override
        public CompletionStage<OperationId> synchronize(Target target) {
            OperationId id = new OperationId("op-1");
            EntityRef whom = target instanceof Target.OfUser user ? user.user().ref() : null;
            return engine.send(id.ref(), new OperationCommand.Begin(whom), Assurance.PERSISTED)
                    .thenApply(done -> id);
        }
    }

    /** One desktop that has applied everything there is, and a phone that is away. */
    private static final class SteadyStatus implements SyncStatus {

        @Override
        public CompletionStage<List<EnvironmentStatus>> environments(UserId user) {
            return awaitApplied(user, 1_000_000, Duration.ZERO);
        }

        @Override
        public CompletionStage<List<EnvironmentStatus>> awaitApplied(UserId user, long revision, Duration limit) {
            return CompletableFuture.completedStage(List.of(
                    status(Environment.DESKTOP, EnvironmentStatus.State.IN_STEP, revision),
                    status(Environment.MOBILE, EnvironmentStatus.State.OFFLINE, 1)));
        }

        /** One that has answered, before anything was applied there, and one that has not. */
        @Override
        public CompletionStage<NodesStatus> nodes() {
            var standings = new Standings(3, 2, 1, 0, 4);
            var busy = new NodeFigures(standings, 1, new NodeFigures.Propagation(12, 45), 7);
            return CompletableFuture.completedStage(new NodesStatus(
                    List.of(
                            new NodesStatus.Of("10.0.0.1:25520", busy),
                            new NodesStatus.Of("10.0.0.2:25520", NodeFigures.none())),
                    1));
        }

        private static EnvironmentStatus status(Environment where, EnvironmentStatus.State state, long applied) {
            return new EnvironmentStatus(
                    where, new InstallationId("installation"), state, applied, 0, Duration.ZERO, NOON, null);
        }
    }

    /** Lets time pass, and has everything begin that is then due. */
    void at(Instant time) {
        now.set(time);
        entities.keepAppointments(polls::due);
    }

    InetSocketAddress address() {
        return bound.address();
    }

    String keyWith(Scope... scopes) {
        Set<String> codes = Arrays.stream(scopes).map(Scope::code).collect(Collectors.toSet());
        return keys.issue("test", codes).toCompletableFuture().join().text();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + address().getPort() + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + key);
    }

    /** Sends it and holds what comes back to the description. */
    HttpResponse<String> send(HttpRequest.Builder request) {
        HttpRequest built = request.build();
        HttpResponse<String> answer = exchange(built, HttpResponse.BodyHandlers.ofString());
        check(built, answer, answer.body());
        return answer;
    }

    /** The same of an answer that is read as it comes. */
    HttpResponse<InputStream> follow(HttpRequest.Builder request) {
        HttpRequest built = request.build();
        HttpResponse<InputStream> answer = exchange(built, HttpResponse.BodyHandlers.ofInputStream());
        check(built, answer, null);
        return answer;
    }

    private void check(HttpRequest request, HttpResponse<?> answer, @Nullable String got) {
        Contract.bundled().check(table, new Contract.Exchange(request, SentBody.of(request), answer, got));
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> reader) {
        try {
            return http.send(request, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> send(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = request(path)
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json");
        boolean keyed = Arrays.asList(headers).contains("Idempotency-Key");
        if (method.equals("POST") && !keyed && !path.contains("/billing/")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    static ObjectNode json(HttpResponse<String> response) {
        return Json.read(response.body().getBytes(StandardCharsets.UTF_8));
    }

    /** What a user who asks through the client plane is answered. */
    OwnAnswer own(OwnRequest request) {
        return bound.server()
                .own(request)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    CompletableFuture<?> stop() {
        return bound.stop().toCompletableFuture();
    }

    @Override
    public void close() {
        stop().orTimeout(20, TimeUnit.SECONDS).join();
        kit.shutdownTestKit();
        passwords.close();
    }
}
