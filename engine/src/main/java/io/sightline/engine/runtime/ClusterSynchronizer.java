package io.sightline.engine.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressPlace;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Folder;
import io.sightline.engine.domain.FolderPlace;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Operation;
import io.sightline.engine.domain.OperationCommand;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.OperationResult;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.SyncMetrics;
import io.sightline.engine.sync.node.Verification;
import io.sightline.engine.synchronize.Population;
import io.sightline.engine.synchronize.Synchronizer;
import io.sightline.engine.synchronize.Target;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies users' environments wherever their sessions are. An operation that its node does not live to finish is taken up
 * again by the next start, through the outbox.
 */
final class ClusterSynchronizer implements Synchronizer {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterSynchronizer.class);

    /** Users verified at a time; with the second they bound what a synchronisation of everyone costs the others. */
    private static final int AT_ONCE = 32;

    private static final int USERS_PER_SECOND = 200;

    private final ActorSystem<?> system;
    private final Engine engine;
    private final SyncNodes nodes;
    private final Outbox outbox;
    private final Population population;
    private final SyncMetrics metrics;
    private final AtomicInteger underWay = new AtomicInteger();

    ClusterSynchronizer(
            ActorSystem<?> system,
            Engine engine,
            SyncNodes nodes,
            Outbox outbox,
            Population population,
            SyncMetrics metrics) {
        this.system = system;
        this.engine = engine;
        this.nodes = nodes;
        this.outbox = outbox;
        this.population = population;
        this.metrics = metrics;
    }

    @Override
    public CompletionStage<OperationId> synchronize(Target target) {
        OperationId operation = new OperationId("op-" + UUID.randomUUID());
        EntityRef aim = aimOf(target);
        return outbox.open(operation.ref())
                .thenCompose(open -> engine.send(operation.ref(), new OperationCommand.Begin(aim), Assurance.PERSISTED))
                .thenApply(begun -> {
                    run(operation, aim);
                    return operation;
                });
    }

    /** Takes up an operation that an earlier process began. */
    void resume(OperationId operation) {
        engine.read(operation.ref(), Operation.class).thenAccept(found -> {
            Operation.Begun begun = found.state().begun();
            if (begun == null || found.state().finishedAt() != null) {
                outbox.close(operation.ref());
            } else {
                run(operation, begun.target());
            }
        });
    }

    private void run(OperationId operation, @Nullable EntityRef aim) {
        metrics.operations(underWay.incrementAndGet());
        usersOf(aim)
                .thenCompose(users -> verifyAll(operation, users, aim == null))
                .thenCompose(done -> engine.send(operation.ref(), new OperationCommand.Finish(), Assurance.PERSISTED))
                .thenCompose(finished -> outbox.close(operation.ref()))
                .whenComplete((done, failure) -> {
                    metrics.operations(underWay.decrementAndGet());
                    if (failure != null) {
                        LOG.warn("Operation {} stopped before its end; the next start takes it up", operation, failure);
                    }
                });
    }

    private static @Nullable EntityRef aimOf(Target target) {
        if (target instanceof Target.OfUser of) {
            return of.user().ref();
        }
        if (target instanceof Target.OfAddress of) {
            return of.address().ref();
        }
        if (target instanceof Target.OfFolder of) {
            return of.folder().ref();
        }
        return null;
    }

    private CompletionStage<List<UserId>> usersOf(@Nullable EntityRef aim) {
        if (aim == null) {
            List<UserId> everyone = new ArrayList<>();
            return population.users(everyone::add).thenApply(named -> everyone);
        }
        if (aim.kind() == Kind.USER) {
            return CompletableFuture.completedStage(List.of(new UserId(aim.id())));
        }
        if (aim.kind() == Kind.ADDRESS) {
            return engine.read(aim, Address.class)
                    .thenApply(found -> found.state() instanceof AddressPlace place
                            ? List.copyOf(place.members().present().keySet())
                            : List.of());
        }
        return engine.read(aim, Folder.class)
                .thenApply(found -> found.state() instanceof FolderPlace place
                        ? List.copyOf(place.members().present().keySet())
                        : List.of());
    }

    private CompletionStage<Done> verifyAll(OperationId operation, List<UserId> users, boolean paced) {
        Source<UserId, ?> each = Source.from(users);
        if (paced) {
            each = each.throttle(USERS_PER_SECOND, java.time.Duration.ofSeconds(1));
        }
        return each.mapAsyncUnordered(AT_ONCE, user -> verify(operation, user)).runWith(Sink.ignore(), system);
    }

    private CompletionStage<Done> verify(OperationId operation, UserId user) {
        return engine.send(user.ref(), new UserCommand.Synchronize(operation), Assurance.PERSISTED)
                .thenCompose(owed -> nodes.verify(user, operation))
                .thenCompose(results -> reportAbsent(operation, user, results));
    }

    /** The nodes report those they have verified; here the others are, as far as the user has ever signed in with them. */
    private CompletionStage<Done> reportAbsent(OperationId operation, UserId user, List<Verification.Result> results) {
        Set<InstallationId> heard = new HashSet<>();
        results.forEach(result -> heard.add(new InstallationId(result.installation())));
        return engine.read(user.ref(), User.class).thenCompose(found -> {
            List<OperationResult> absent = new ArrayList<>();
            if (found.state() instanceof Account account) {
                account.clients().installations().forEach((installation, known) -> {
                    if (!heard.contains(installation)) {
                        absent.add(OperationResult.unreachable(user, known.environment(), installation));
                    }
                });
            }
            return absent.isEmpty()
                    ? CompletableFuture.completedStage(Done.getInstance())
                    : engine.send(operation.ref(), new OperationCommand.Report(absent), Assurance.PERSISTED)
                            .thenApply(reported -> Done.getInstance());
        });
    }
}
