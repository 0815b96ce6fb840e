package io.sightline.engine.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.synchronize.EnvironmentStatus;
import io.sightline.engine.synchronize.Environments;
import io.sightline.engine.synchronize.LastSeen;
import io.sightline.engine.synchronize.NodesStatus;
import io.sightline.engine.synchronize.SyncStatus;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/** How environments stand: those that are connected as their nodes see them, the others as they were last seen. */
final class ClusterStatus implements SyncStatus {

    /** How installations are named in which an administrator acts for the user. */
    private static final String ACTING = "acting-";

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
                .thenCombine(environments.of(user), (gathered, seen) -> statuses(gathered.user, gathered.live, seen));
    }

    @Override
    public CompletionStage<NodesStatus> nodes() {
        return nodes.figures();
    }

    private record Gathered(Versioned<User> user, List<SessionStatus> live) {}

    @Override
    public CompletionStage<List<EnvironmentStatus>> awaitApplied(UserId user, long revision, Duration limit) {
        return await(user, revision, System.nanoTime() + limit.toNanos());
    }

    private CompletionStage<List<EnvironmentStatus>> await(UserId user, long revision, long until) {
        return environments(user).thenCompose(now -> {
            boolean applied =
                    now.stream().filter(EnvironmentStatus::isOnline).allMatch(one -> one.applied() >= revision);
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

    private static List<EnvironmentStatus> statuses(Versioned<User> at, List<SessionStatus> live, List<LastSeen> seen) {
        Map<InstallationId, SessionStatus> connected = new TreeMap<>(Comparator.comparing(InstallationId::value));
        live.forEach(session -> connected.put(new InstallationId(session.installation()), session));
        List<EnvironmentStatus> statuses = new ArrayList<>();
        if (at.state() instanceof Account account) {
            account.clients().installations().forEach((installation, known) -> {
                SessionStatus session = connected.get(installation);
                LastSeen last = lastOf(installation, seen);
                statuses.add(
                        session != null
                                ? online(
                                        known.environment(),
                                        installation,
                                        session,
                                        applied(account, at.revision(), session),
                                        last)
                                : offline(known.environment(), installation, last));
            });
        }
        connected.forEach((installation, session) -> {
            // An administrator who acts for the user is no installation of the user's, and is shown all the same.
            if (at.state() instanceof Account account
                    && isActing(installation)
                    && !account.clients().installations().containsKey(installation)) {
                statuses.add(online(
                        Environment.valueOf(session.environment().toUpperCase(Locale.ROOT)),
                        installation,
                        session,
                        applied(account, at.revision(), session),
                        null));
            }
        });
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

    /** Whether an administrator acts for the user there. */
    static boolean isActing(InstallationId installation) {
        return installation.value().startsWith(ACTING);
    }

    /**
     * The revision of the user up to which a session has applied what concerns clients. Most events of a user do, and they move
     * the manifest or the user's own source, whose revisions are the user's; the others are applied with nothing to do.
     */
    static long applied(Account account, long revision, SessionStatus session) {
        long applied = revision;
        if (session.manifestRev() < account.manifest().rev()) {
            applied = session.manifestRev();
        }
        boolean shows = account.manifest().status() == Manifest.Status.ACTIVE
                && account.manifest().grants().containsKey(SourceId.of(account.id()));
        if (shows && session.ownRev() < account.source().rev()) {
            applied = Math.min(applied, session.ownRev());
        }
        return Math.max(0, applied);
    }

    /** The same as far as the session alone can tell: what it lacks, it may lack of either history. */
    static long appliedAlone(SessionStatus session) {
        return Math.max(
                0,
                session.lagRevisions() == 0
                        ? Math.max(session.manifestRev(), session.ownRev())
                        : Math.min(session.manifestRev(), session.ownRev()));
    }

    private static @Nullable LastSeen lastOf(InstallationId installation, List<LastSeen> seen) {
        return seen.stream()
                .filter(one -> one.installation().equals(installation))
                .findFirst()
                .orElse(null);
    }

    private static EnvironmentStatus online(
            Environment environment,
            InstallationId installation,
            SessionStatus session,
            long applied,
            @Nullable LastSeen last) {
        return new EnvironmentStatus(
                environment,
                installation,
                EnvironmentStatus.State.valueOf(session.state().name()),
                applied,
                session.lagRevisions(),
                Duration.ofMillis(session.lagMillis()),
                session.frontierAt() == 0 ? null : Instant.ofEpochMilli(session.frontierAt()),
                session.verifiedAt() == 0
                        ? (last == null ? null : last.verifiedAt())
                        : Instant.ofEpochMilli(session.verifiedAt()));
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
                last == null ? null : last.verifiedAt());
    }
}
