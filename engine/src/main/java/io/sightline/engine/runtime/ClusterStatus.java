package io.sightline.engine.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.synchronize.EnvironmentStatus;
import io.sightline.engine.synchronize.Environments;
import io.sightline.engine.synchronize.LastSeen;
import io.sightline.engine.synchronize.SyncStatus;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/** How environments stand: those that are connected as their nodes see them, the others as they were last seen. */
final class ClusterStatus implements SyncStatus {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    private final ActorSystem<?> system;
    private final Engine engine;
    private final SyncNodes nodes;
    private final Environments environments;

    ClusterStatus(ActorSystem<?> system, Engine engine, SyncNodes nodes, Environments environments) {
        this.system = system;
        this.engine = engine;
        this.nodes = nodes;
        this.environments = environments;
    }

    @Override
    public CompletionStage<List<EnvironmentStatus>> environments(UserId user) {
        return engine.read(user.ref(), User.class)
                .thenCombine(nodes.statuses(user), Gathered::new)
                .thenCombine(
                        environments.of(user),
                        (gathered, seen) -> statuses(gathered.user.state(), gathered.live, seen));
    }

    private record Gathered(Versioned<User> user, List<SessionStatus> live) {}

    @Override
    public CompletionStage<List<EnvironmentStatus>> awaitApplied(UserId user, long revision, Duration limit) {
        return await(user, revision, System.nanoTime() + limit.toNanos());
    }

    private CompletionStage<List<EnvironmentStatus>> await(UserId user, long revision, long until) {
        return environments(user).thenCompose(now -> {
            boolean applied = now.stream()
                    .filter(EnvironmentStatus::isOnline)
                    .allMatch(one -> one.applied() >= revision || one.state() == EnvironmentStatus.State.IN_STEP);
            if (applied || until - System.nanoTime() <= 0) {
                return CompletableFuture.completedStage(now);
            }
            CompletableFuture<List<EnvironmentStatus>> later = new CompletableFuture<>();
            system.scheduler()
                    .scheduleOnce(
                            LOOK_AGAIN,
                            () -> await(user, revision, until).whenComplete((found, failure) -> {
                                if (failure == null) {
                                    later.complete(found);
                                } else {
                                    later.completeExceptionally(failure);
                                }
                            }),
                            system.executionContext());
            return later;
        });
    }

    private static List<EnvironmentStatus> statuses(User user, List<SessionStatus> live, List<LastSeen> seen) {
        Map<InstallationId, SessionStatus> connected = new TreeMap<>(Comparator.comparing(InstallationId::value));
        live.forEach(session -> connected.put(new InstallationId(session.installation()), session));
        List<EnvironmentStatus> statuses = new ArrayList<>();
        if (user instanceof Account account) {
            account.clients().installations().forEach((installation, known) -> {
                SessionStatus session = connected.get(installation);
                statuses.add(
                        session != null
                                ? online(known.environment(), installation, session)
                                : offline(known.environment(), installation, lastOf(installation, seen)));
            });
        }
        for (Environment environment : Environment.values()) {
            if (statuses.stream().noneMatch(one -> one.environment() == environment)) {
                statuses.add(new EnvironmentStatus(
                        environment, null, EnvironmentStatus.State.NEVER_SEEN, 0, 0, Duration.ZERO, null, null));
            }
        }
        statuses.sort(Comparator.comparing(EnvironmentStatus::environment)
                .thenComparing(one ->
                        one.installation() == null ? "" : one.installation().value()));
        return statuses;
    }

    private static @Nullable LastSeen lastOf(InstallationId installation, List<LastSeen> seen) {
        return seen.stream()
                .filter(one -> one.installation().equals(installation))
                .findFirst()
                .orElse(null);
    }

    private static EnvironmentStatus online(
            Environment environment, InstallationId installation, SessionStatus session) {
        return new EnvironmentStatus(
                environment,
                installation,
                EnvironmentStatus.State.valueOf(session.state().name()),
                Math.max(0, session.manifestRev()),
                session.lagRevisions(),
                Duration.ofMillis(session.lagMillis()),
                session.frontierAt() == 0 ? null : Instant.ofEpochMilli(session.frontierAt()),
                null);
    }

    private static EnvironmentStatus offline(
            Environment environment, InstallationId installation, @Nullable LastSeen last) {
        return new EnvironmentStatus(
                environment,
                installation,
                EnvironmentStatus.State.OFFLINE,
                last == null ? 0 : last.manifestRevision(),
                0,
                Duration.ZERO,
                last == null ? null : last.at(),
                null);
    }
}
