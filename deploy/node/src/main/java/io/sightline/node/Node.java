package io.sightline.node;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import io.sightline.api.admin.AdminSecrets;
import io.sightline.api.admin.AdminSettings;
import io.sightline.api.admin.ApiKeys;
import io.sightline.api.admin.Health;
import io.sightline.api.admin.HttpServer;
import io.sightline.api.admin.SessionSettings;
import io.sightline.api.admin.Wiring;
import io.sightline.api.edge.ActingSignIn;
import io.sightline.api.edge.ActingWatch;
import io.sightline.api.edge.EdgeServer;
import io.sightline.api.edge.EdgeSettings;
import io.sightline.api.edge.EventLoops;
import io.sightline.api.edge.Reception;
import io.sightline.api.edge.Sessions;
import io.sightline.api.edge.SignedTokens;
import io.sightline.api.edge.Site;
import io.sightline.api.oidc.IdTokens;
import io.sightline.api.oidc.OidcSettings;
import io.sightline.api.pages.Pages;
import io.sightline.engine.activation.ActivationLinks;
import io.sightline.engine.activation.ActivationSettings;
import io.sightline.engine.activation.Activations;
import io.sightline.engine.activation.Mailer;
import io.sightline.engine.audit.AuditRetention;
import io.sightline.engine.audit.AuditTrail;
import io.sightline.engine.audit.Auditor;
import io.sightline.engine.audit.Chain;
import io.sightline.engine.billing.Billing;
import io.sightline.engine.billing.BillingKeys;
import io.sightline.engine.billing.BillingSettings;
import io.sightline.engine.billing.LoggedRequests;
import io.sightline.engine.billing.Passwords;
import io.sightline.engine.billing.RequestReader;
import io.sightline.engine.billing.RetrySchedule;
import io.sightline.engine.directory.Directory;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.erasure.Erasures;
import io.sightline.engine.journal.MasterKey;
import io.sightline.engine.messages.Deliveries;
import io.sightline.engine.money.MoneySettings;
import io.sightline.engine.money.Payments;
import io.sightline.engine.pictures.Pictures;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.SyncNode;
import io.sightline.engine.service.CustomerSettings;
import io.sightline.engine.service.OperatorBilling;
import io.sightline.engine.service.ServiceSettings;
import io.sightline.engine.signin.SignIn;
import io.sightline.engine.sync.SyncClock;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.persistence.CassandraActingStore;
import io.sightline.persistence.CassandraAdminSessionStore;
import io.sightline.persistence.CassandraApiKeyStore;
import io.sightline.persistence.CassandraAuditStore;
import io.sightline.persistence.CassandraAuthorship;
import io.sightline.persistence.CassandraDataKeys;
import io.sightline.persistence.CassandraEnvironments;
import io.sightline.persistence.CassandraOutbox;
import io.sightline.persistence.CassandraPictureStore;
import io.sightline.persistence.CassandraPopulation;
import io.sightline.persistence.CassandraRemains;
import io.sightline.persistence.CassandraRequestLog;
import io.sightline.persistence.CassandraSpentNonces;
import io.sightline.persistence.Schema;
import io.sightline.persistence.Storage;
import io.sightline.persistence.StorageFacts;
import io.sightline.persistence.StorageSafety;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** A running node: everything in reading order, put together once. */
final class Node {

    /** How long a client has to leave by itself when the node goes. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    /** How long what an earlier run left unfinished may take before this one serves. */
    private static final Duration RESUME_WITHIN = Duration.ofMinutes(2);
    /** The first entity of a node that starts on a busy machine takes its time. */
    private static final Duration FOUNDED_WITHIN = Duration.ofMinutes(3);

    private final ActorSystem<Void> system;
    private final HttpServer.Bound admin;
    private final EdgeServer edge;
    private final Optional<Path> firstKey;

    private Node(ActorSystem<Void> system, HttpServer.Bound admin, EdgeServer edge, Optional<Path> firstKey) {
        this.system = system;
        this.admin = admin;
        this.edge = edge;
        this.firstKey = firstKey;
    }

    /**
     * Starts a node and waits until it serves.
     *
     * @throws StartException when it cannot, with one line that says what to do; nothing is left running then
     */
    static Node start(Config config) {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "sightline", NodeSettings.withStore(config));
        try {
            Cluster cluster = Cluster.get(system);
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
            return assemble(system, NodeSettings.from(config));
        } catch (RuntimeException failed) {
            system.terminate();
            throw failed;
        }
    }

    private static Node assemble(ActorSystem<Void> system, NodeSettings settings) {
        Config config = system.settings().config();
        CompletionStage<CqlSession> connecting = Storage.session(system);
        // The store may be starting too, so everything that can do without it is made meanwhile.
        HttpServer.prepare(system);
        Meters meters = new Meters();
        EdgeSettings edgeSettings = EdgeSettings.from(config);
        EventLoops loops = EventLoops.open(edgeSettings.eventLoops());
        Passwords passwords = new Passwords(settings.passwords());
        Passwords signInPasswords = new Passwords(settings.passwords());
        CompletionStage<Function<Engine, SignIn>> signIns = SignIn.prepare(signInPasswords);

        CqlSession store = openStore(connecting, system, settings);
        var population = new CassandraPopulation(store);
        boolean fresh = await("Cassandra", DRAIN, population.isEmpty());
        Secrets secrets = new Secrets(settings.home());
        MasterKey master = secrets.masterKey(fresh);

        ActingWatch watch = new ActingWatch(SyncClock.system());
        SignedTokens tokens = new SignedTokens(
                master.derive("client-tokens").getEncoded(),
                edgeSettings.tokenLifetime(),
                edgeSettings.signInLifetime(),
                watch);
        SyncLimits limits = SyncLimits.standard().withHellosPerSecond(settings.hellosPerSecond());

        SyncNode node = SyncNode.start(
                system,
                new SyncNode.Stores(
                        new CassandraDataKeys(store, master),
                        new CassandraOutbox(store),
                        new CassandraEnvironments(store),
                        population),
                new SyncNode.Clients(executors(loops), limits, tokens, meters.sync()));

        InstantSource clock = InstantSource.system();
        BillingKeys billingKeys = new BillingKeys(master.derive("billing").getEncoded());
        RequestReader reader = new RequestReader(billingKeys, passwords, clock);
        var log = CassandraRequestLog.open(store, settings.requestLogSlot(), settings.requestLogRetention(), clock);
        LoggedRequests logged = new LoggedRequests(log, billingKeys, reader, clock);
        Billing billing = new Billing(
                node.engine(),
                logged,
                billingKeys,
                Outside.csaDirectory(config),
                new BillingSettings(settings.autoProvisioning(), java.util.Map.of(), java.util.Set.of()),
                RetrySchedule.standard());

        await("what an earlier run left unfinished", RESUME_WITHIN, billing.resume());
        SignIn signIn = await("the sign-in's first hash", DRAIN.multipliedBy(4), signIns)
                .apply(node.engine());
        // Who acts for whom is the admin plane's to say, which starts later.
        CompletableFuture<HttpServer> plane = new CompletableFuture<>();
        Mailer mailer = Outside.mailer(config, settings, clock);
        Activations activations = new Activations(
                node.engine(),
                mailer,
                new ActivationLinks(master.derive("activation-links")),
                ActivationSettings.from(config));
        EdgeServer edge = await(
                "the client plane's port",
                DRAIN,
                EdgeServer.start(
                        edgeSettings,
                        loops,
                        new Reception(signIn, billingKeys::login, tokens, actingSignIn(plane), watch, activations),
                        new Sessions(node.lanes(), limits, SyncClock.system(), tokens),
                        new Site(
                                Pages.ofClassPath("client"),
                                request -> plane.thenCompose(server -> server.own(request))),
                        meters.edge()));

        Lists lists = Lists.open(system, settings.home(), node.engine(), store, new CassandraDataKeys(store, master));
        meters.directory(lists.directory());
        meters.passwords("sign-in", signInPasswords);
        meters.passwords("other", passwords);
        OperatorBilling operator = Outside.operatorBilling(node, config);
        var pictures = new Pictures(new CassandraPictureStore(store), new CassandraDataKeys(store, master));
        var erasures = new Erasures(
                node.engine(),
                new Erasures.Places(
                        new CassandraDataKeys(store, master),
                        lists.directory(),
                        new CassandraEnvironments(store),
                        logged,
                        new CassandraRemains(store, config),
                        pictures,
                        node::forget),
                clock);
        node.errands().serve(Kind.CUSTOMER, erasures::due);

        var deliveries = new Deliveries(node.engine(), population);
        node.errands().serve(Kind.NOTIFICATION, deliveries::due);

        CassandraAuditStore auditStore = new CassandraAuditStore(store);
        Chain chain = AuditCheck.chain(master);
        var retention = new AuditRetention(auditStore, chain, settings.auditRetention(), clock);
        AdminSecrets adminSecrets = new AdminSecrets(master.derive("admin-plane"));
        ApiKeys keys = new ApiKeys(new CassandraApiKeyStore(store), adminSecrets, clock);
        Optional<IdTokens> idTokens = OidcSettings.from(config).map(oidc -> new IdTokens(oidc, clock));
        Wiring wiring = new Wiring(
                keys,
                new CassandraSpentNonces(store),
                adminSecrets,
                node.engine(),
                lists.directory(),
                pictures,
                new Wiring.BillingDesk(reader, billing, log, logged),
                new Wiring.AuditDesk(
                        new Auditor(auditStore, chain, Integer.toString(settings.requestLogSlot())),
                        new AuditTrail(auditStore)),
                new Wiring.StaffDesk(
                        new CassandraAdminSessionStore(store, SessionSettings.LONGEST),
                        new CassandraActingStore(store),
                        new CassandraAuthorship(store),
                        signInPasswords,
                        idTokens),
                billingKeys,
                passwords,
                node.synchronizer(),
                node.status(),
                Wiring.ServiceDesk.of(node.engine(), operator, ServiceSettings.from(config), clock),
                new Wiring.PlatformDesk(new Payments(node.engine(), MoneySettings.from(config)), activations, clock),
                CustomerSettings.from(config),
                Pages.ofClassPath("console"),
                health(system, store, lists.directory()),
                meters::scrape);
        HttpServer.Bound admin =
                await("the admin plane's port", DRAIN, HttpServer.start(system, AdminSettings.from(config), wiring));
        plane.complete(admin.server());
        // Before the key, whose file tells that the first start is done.
        await(
                        "the first administrator",
                        FOUNDED_WITHIN,
                        new FirstAdministrator(system, node.engine(), billingKeys, signInPasswords).create())
                .ifPresent(secrets::keepAdminPassword);
        Optional<Path> firstKey = await("the first key", DRAIN, keys.first()).map(secrets::keepAdminKey);

        new Chores(billing, retention, admin.server(), watch).schedule(system);
        leaveInOrder(
                system,
                admin,
                edge,
                loops,
                List.of(
                        lists::close,
                        passwords::close,
                        signInPasswords::close,
                        () -> idTokens.ifPresent(IdTokens::close),
                        meters::close));
        return new Node(system, admin, edge, firstKey);
    }

    private static ActingSignIn actingSignIn(CompletionStage<HttpServer> plane) {
        return token -> plane.thenCompose(server -> server.acting(token))
                .thenApply(found ->
                        found.map(acting -> new ActingSignIn.Acting(acting.id(), acting.user(), acting.expiresAt())));
    }

    private static CqlSession openStore(
            CompletionStage<CqlSession> connecting, ActorSystem<?> system, NodeSettings settings) {
        CqlSession store = await("Cassandra", settings.storeWait(), connecting);
        if (settings.installSchema()) {
            Schema.install(store, 1);
        }
        StorageSafety.require(StorageFacts.read(store, system.settings().config()));
        return store;
    }

    private static List<Executor> executors(EventLoops loops) {
        List<Executor> executors = new ArrayList<>();
        for (int index = 0; index < loops.count(); index++) {
            executors.add(loops.executor(index));
        }
        return executors;
    }

    private static List<Health> health(ActorSystem<?> system, CqlSession store, Directory directory) {
        return List.of(
                new Health(
                        "cluster",
                        () -> CompletableFuture.completedStage(
                                Cluster.get(system).selfMember().status() == MemberStatus.up())),
                new Health("cassandra", () -> store.executeAsync("SELECT release_version FROM system.local")
                        .thenApply(answered -> true)),
                new Health(
                        "directory",
                        () -> CompletableFuture.completedStage(
                                directory.progress().ready())));
    }

    /** Clients go elsewhere first, then the admin plane ends what it is at, then the entities leave. */
    private static void leaveInOrder(
            ActorSystem<?> system, HttpServer.Bound admin, EdgeServer edge, EventLoops loops, List<Runnable> closing) {
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "drain-clients", () -> edge.stop(DRAIN)
                .thenApply(stopped -> Done.getInstance()));
        shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "drain-admin", admin::stop);
        shutdown.addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "close-loops", () -> loops.close()
                .thenApply(closed -> Done.getInstance()));
        shutdown.addTask(CoordinatedShutdown.PhaseActorSystemTerminate(), "close-pools", () -> {
            closing.forEach(Runnable::run);
            return CompletableFuture.completedStage(Done.getInstance());
        });
    }

    private static <T> T await(String what, Duration limit, CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new StartException(
                    what + " did not come within " + limit.toSeconds() + " s: see that it runs and can be reached",
                    late);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new StartException(what + ": " + cause.getMessage(), cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while waiting for " + what, interrupted);
        }
    }

    int adminPort() {
        return admin.address().getPort();
    }

    int clientPort() {
        return edge.port();
    }

    /** The file of the first administrator's key, at the very first start of this store alone. */
    Optional<Path> firstKey() {
        return firstKey;
    }

    /** Leaves the cluster, drains both planes and ends; completes when everything is closed. */
    CompletionStage<Done> stop() {
        return CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.jvmExitReason());
    }
}
