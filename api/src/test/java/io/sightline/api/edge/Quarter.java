package io.sightline.api.edge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.sightline.engine.domain.DeviceFacts.CameraFacts;
import io.sightline.engine.domain.DeviceFacts.Stream;
import io.sightline.engine.domain.DeviceFacts.StreamStatus;
import io.sightline.engine.domain.DeviceFacts.StreamType;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Selection;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.SyncClock;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.SyncMetrics;
import io.sightline.engine.sync.feed.Confirm;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.Head;
import io.sightline.engine.sync.feed.ManifestChange;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.feed.SourceChange;
import io.sightline.engine.sync.feed.Unwatch;
import io.sightline.engine.sync.feed.Watch;
import io.sightline.engine.sync.node.Admission;
import io.sightline.engine.sync.node.Connection;
import io.sightline.engine.sync.node.Lane;
import io.sightline.engine.sync.node.LaneEvents;
import io.sightline.engine.sync.node.NodeEffects;
import io.sightline.engine.sync.node.NodeSync;
import io.sightline.engine.sync.node.Parked;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.sync.node.Tokens;
import io.sightline.engine.sync.node.Verification;
import org.jspecify.annotations.Nullable;

/**
 * Sources and manifests in memory, with a real node's synchronisation before them: what entities and the cluster are in the
 * product is one map and one thread here.
 */
final class Quarter implements NodeEffects, LaneEvents, AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread node = new Thread(work, "quarter");
        node.setDaemon(true);
        return node;
    });
    private final Map<SourceId, Source> sources = new HashMap<>();
    private final Map<UserId, Manifest> manifests = new HashMap<>();
    private final EventLoops loops;
    private final List<Lane> lanes;
    private final NodeSync node;
    private final SyncClock clock;
    private long epochs;

    Quarter(EventLoops loops, SyncLimits limits, SyncClock clock, Tokens tokens) {
        this.loops = loops;
        this.clock = clock;
        Admission admission = new Admission(limits.hellosPerSecond(), clock.nanos());
        lanes = new java.util.ArrayList<>();
        for (int index = 0; index < loops.count(); index++) {
            lanes.add(new Lane(
                    index,
                    new Lane.Surroundings(
                            limits,
                            clock,
                            new java.util.SplittableRandom(index),
                            tokens,
                            admission,
                            this,
                            SyncMetrics.none(),
                            loops.executor(index))));
        }
        node = new NodeSync(new NodeId("quarter"), loops.count(), limits, clock, SyncMetrics.none(), this);
        var ticking = thread.scheduleAtFixedRate(node::tick, 50, 50, TimeUnit.MILLISECONDS);
        java.util.Objects.requireNonNull(ticking);
    }

    List<Lane> lanes() {
        return lanes;
    }

    // What a test does.

    /** Grants a user exactly these sources. */
    void grant(UserId user, SourceId... granted) {
        change(user, before -> {
            TreeMap<SourceId, Grant> grants = new TreeMap<>();
            for (SourceId source : granted) {
                Grant held = before.grants().get(source);
                grants.put(
                        source,
                        held == null
                                ? new Grant(source, before.rev() + 1, ViewClass.ARCHIVE, Selection.all(), null)
                                : held);
            }
            return new Manifest(before.epoch(), before.rev() + 1, before.status(), grants, before.credentials());
        });
    }

    /** Voids every sign-in of a user. */
    void changePassword(UserId user) {
        change(
                user,
                before -> new Manifest(
                        before.epoch(), before.rev() + 1, before.status(), before.grants(), before.credentials() + 1));
    }

    /** Puts a camera of this name. */
    void put(SourceId source, String key, String name) {
        run(() -> {
            Source before = source(source);
            Source after = before.put(
                    key,
                    before.rev() + 1,
                    new CameraFacts(name, List.of(new Stream(StreamType.HIGH, StreamStatus.ACTIVE)), true, 7, null),
                    before.rev() + 1);
            sources.put(source, after);
            node.changed(SourceChange.between(source, before, after, clock.epochMillis(), null));
        });
    }

    private void change(UserId user, UnaryOperator<Manifest> change) {
        run(() -> {
            Manifest after = change.apply(manifest(user));
            manifests.put(user, after);
            node.changed(new ManifestChange(user, after, clock.epochMillis()));
        });
    }

    private Source source(SourceId id) {
        return sources.computeIfAbsent(id, fresh -> Source.empty(Epoch.of(++epochs)));
    }

    private Manifest manifest(UserId id) {
        return manifests.computeIfAbsent(
                id, fresh -> new Manifest(Epoch.of(++epochs), 1, Manifest.Status.ACTIVE, new TreeMap<>(), 1));
    }

    private void run(Runnable task) {
        try {
            thread.submit(task).get(10, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    // What the node wants of the owners.

    @Override
    public void watch(Watch watch) {
        thread.execute(() -> node.answered(new Head(watch.feed(), watch.round(), head(watch.feed()), true)));
    }

    private @Nullable Mark head(Feed feed) {
        if (feed instanceof Feed.OfSource of) {
            return Mark.of(source(of.source()));
        }
        Manifest manifest = manifests.get(((Feed.OfManifest) feed).user());
        return manifest == null ? null : Mark.of(manifest);
    }

    @Override
    public void load(Feed feed) {
        thread.execute(() -> {
            if (feed instanceof Feed.OfSource of) {
                node.loaded(of.source(), source(of.source()));
            } else if (feed instanceof Feed.OfManifest of) {
                Manifest manifest = manifests.get(of.user());
                if (manifest == null) {
                    node.missing(feed);
                } else {
                    node.loaded(of.user(), manifest);
                }
            }
        });
    }

    @Override
    public void unwatch(Unwatch unwatch) {}

    @Override
    public void confirm(Confirm confirm) {}

    @Override
    public void onLane(int lane, Consumer<Lane> task) {
        loops.executor(lane).execute(() -> task.accept(lanes.get(lane)));
    }

    // What the lanes tell, brought to the node's thread.

    @Override
    public void joined(int lane, Connection session, Tokens.Verified identity, @Nullable String resume) {
        thread.execute(() -> node.joined(lane, session, identity, resume));
    }

    @Override
    public void opened(int lane, Connection session, Tokens.Verified identity) {
        thread.execute(() -> node.opened(lane, session, identity));
    }

    @Override
    public void left(int lane, Connection session, @Nullable Parked parked, SessionStatus last) {
        thread.execute(() -> node.left(lane, session, parked, last));
    }

    @Override
    public void wanted(int lane, SourceId source) {
        thread.execute(() -> node.wanted(lane, source));
    }

    @Override
    public void released(int lane, SourceId source) {
        thread.execute(() -> node.released(lane, source));
    }

    @Override
    public void passed(int lane, Feed feed, long version) {
        thread.execute(() -> node.passed(lane, feed, version));
    }

    @Override
    public void verified(Verification.Result result) {
        thread.execute(() -> node.verified(result));
    }
}
