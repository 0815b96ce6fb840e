package io.sightline.engine.sync.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.sightline.engine.domain.DeviceFacts;
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
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.feed.Confirm;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.Fences;
import io.sightline.engine.sync.feed.Head;
import io.sightline.engine.sync.feed.ManifestChange;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.feed.SourceChange;
import io.sightline.engine.sync.feed.Unwatch;
import io.sightline.engine.sync.feed.Watch;
import io.sightline.engine.sync.wire.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * A whole small town in one thread: owners of sources and manifests, one node with its lanes, and messages between them that
 * lie in a queue until {@link #settle}. Which messages are lost is up to the test.
 */
final class Town implements NodeEffects {

    static final UserId ANNA = new UserId("anna");
    static final SourceId HOUSE = new SourceId("A:house");
    static final SourceId FOLDER = new SourceId("F:folder");
    static final SourceId OWN = new SourceId("U:anna");

    /** The owner of one source. */
    final class SourceOwner {
        Source source;
        final Fences<String> fences;

        SourceOwner(SourceId id) {
            source = Source.empty(Epoch.of(random.nextLong()));
            fences = new Fences<>(new Feed.OfSource(id), limits, Mark.of(source));
        }
    }

    /** The owner of one manifest. */
    final class UserOwner {
        Manifest manifest;
        final Fences<String> fences;

        UserOwner(UserId id) {
            manifest = new Manifest(
                    Epoch.of(random.nextLong()), 1, Manifest.Status.ACTIVE, new TreeMap<SourceId, Grant>(), 1);
            fences = new Fences<>(new Feed.OfManifest(id), limits, Mark.of(manifest));
        }
    }

    final Random random;
    final SyncLimits limits;
    final ManualClock clock = new ManualClock();
    final Map<SourceId, SourceOwner> sources = new LinkedHashMap<>();
    final Map<UserId, UserOwner> users = new LinkedHashMap<>();
    final List<Lane> lanes = new ArrayList<>();
    final NodeSync node;
    final NodeId nodeId = new NodeId("n1");
    final List<String> passed = new ArrayList<>();
    final List<Verification.Result> verified = new ArrayList<>();

    /** The installations whose sessions have opened and stay, in that order. */
    final List<String> opened = new ArrayList<>();

    /** The last words of sessions. */
    final List<SessionStatus> left = new ArrayList<>();

    final CountingMetrics metrics = new CountingMetrics();
    final ArrayDeque<Runnable> toOwners = new ArrayDeque<>();
    final ArrayDeque<Runnable> toNode = new ArrayDeque<>();
    final ArrayDeque<Runnable> toLanes = new ArrayDeque<>();
    boolean partitioned;

    /** Feeds whose owners hear no watch, so that their leases run out and those of others do not. */
    final Set<Feed> unheard = new HashSet<>();

    /** Whether every fourth message between machines is lost. */
    boolean lossy;

    long grants;
    private long revision = 10;

    Town(long seed, int laneCount, SyncLimits limits) {
        random = new Random(seed);
        this.limits = limits;
        node = new NodeSync(nodeId, laneCount, limits, clock, metrics, this);
        Admission admission = new Admission(limits.hellosPerSecond(), clock.nanos());
        for (int i = 0; i < laneCount; i++) {
            lanes.add(new Lane(
                    i,
                    new Lane.Surroundings(
                            limits,
                            clock,
                            new Random(seed + i),
                            Town::verify,
                            admission,
                            new Mailbox(this),
                            metrics,
                            task -> toLanes.add(task))));
        }
    }

    Town() {
        this(1, 1, SyncLimits.standard());
    }

    /** Tokens of tests read {@code user/environment/installation/credentials/expiry}. */
    static Tokens.Verdict verify(String token, long nowMillis) {
        String[] parts = token.split("/", -1);
        if (parts.length != 5 || Long.parseLong(parts[4]) <= nowMillis) {
            return new Tokens.Rejected("expired or malformed");
        }
        return new Tokens.Verified(
                new UserId(parts[0]), parts[1], parts[2], Long.parseLong(parts[3]), Long.parseLong(parts[4]));
    }

    int count(String what) {
        return metrics.count(what);
    }

    // What the node does.

    /** What the owner of a feed knows of its watchers; null when there is no such user. */
    private @Nullable Fences<String> fences(Feed feed) {
        if (feed instanceof Feed.OfSource of) {
            return source(of.source()).fences;
        }
        UserOwner owner = users.get(((Feed.OfManifest) feed).user());
        return owner == null ? null : owner.fences;
    }

    @Override
    public void watch(Watch watch) {
        if (unheard.contains(watch.feed())) {
            return;
        }
        post(() -> {
            Fences<String> fences = fences(watch.feed());
            if (fences == null) {
                answer(() -> node.answered(new Head(watch.feed(), watch.round(), null, false)));
            } else {
                Head head = fences.watch(watch, clock.nanos());
                passed.addAll(fences.passed(clock.nanos()));
                answer(() -> node.answered(head));
            }
        });
    }

    @Override
    public void unwatch(Unwatch unwatch) {
        post(() -> {
            Fences<String> fences = fences(unwatch.feed());
            if (fences != null) {
                fences.unwatch(unwatch);
            }
        });
    }

    @Override
    public void confirm(Confirm confirm) {
        post(() -> {
            Fences<String> fences = fences(confirm.feed());
            if (fences != null) {
                fences.confirmed(confirm);
                passed.addAll(fences.passed(clock.nanos()));
            }
        });
    }

    @Override
    public void load(Feed feed) {
        post(() -> {
            if (feed instanceof Feed.OfSource of) {
                Source whole = source(of.source()).source;
                answer(() -> node.loaded(of.source(), whole));
            } else {
                UserId user = ((Feed.OfManifest) feed).user();
                UserOwner owner = users.get(user);
                if (owner == null) {
                    answer(() -> node.missing(feed));
                } else {
                    Manifest manifest = owner.manifest;
                    answer(() -> node.loaded(user, manifest));
                }
            }
        });
    }

    @Override
    public void onLane(int lane, Consumer<Lane> task) {
        toLanes.add(() -> task.accept(lanes.get(lane)));
    }

    @Override
    public void verified(Verification.Result result) {
        verified.add(result);
    }

    @Override
    public void present(int lane, Connection session, Tokens.Verified identity) {
        opened.add(identity.installation());
    }

    @Override
    public void left(SessionStatus last) {
        left.add(last);
    }

    private boolean lost() {
        return partitioned || (lossy && random.nextInt(4) == 0);
    }

    private void post(Runnable message) {
        if (!lost()) {
            toOwners.add(message);
        }
    }

    void answer(Runnable message) {
        if (!lost()) {
            toNode.add(message);
        }
    }

    // What happens in the town.

    SourceOwner source(SourceId id) {
        return sources.computeIfAbsent(id, SourceOwner::new);
    }

    UserOwner user(UserId id) {
        return users.computeIfAbsent(id, UserOwner::new);
    }

    static CameraFacts camera(String name) {
        return new CameraFacts(name, List.of(new Stream(StreamType.HIGH, StreamStatus.ACTIVE)), true, 7, "Entrance");
    }

    void put(SourceId id, String key, String name) {
        put(id, key, camera(name));
    }

    void put(SourceId id, String key, DeviceFacts facts) {
        change(
                id,
                source(id).source.put(key, ++revision, facts, source(id).source.rev() + 1),
                true);
    }

    void remove(SourceId id, String key) {
        change(id, source(id).source.remove(key, source(id).source.rev() + 1), true);
    }

    /** Moves a source on; when the change is not told, it was lost on the way. */
    void change(SourceId id, Source after, boolean told) {
        SourceOwner owner = source(id);
        Source before = owner.source;
        owner.source = after;
        owner.fences.moved(Mark.of(after));
        SourceChange change = SourceChange.between(id, before, after, clock.epochMillis(), null);
        if (told && !owner.fences.recipients(clock.nanos()).isEmpty()) {
            answer(() -> node.changed(change));
        }
    }

    void recreate(SourceId id) {
        SourceOwner owner = source(id);
        owner.source = Source.empty(Epoch.of(random.nextLong()));
        owner.fences.moved(Mark.of(owner.source));
    }

    void grant(UserId user, SourceId source, ViewClass view) {
        grant(user, source, view, Selection.all());
    }

    void grant(UserId user, SourceId source, ViewClass view, Selection selection) {
        TreeMap<SourceId, Grant> next = new TreeMap<>(user(user).manifest.grants());
        next.put(source, new Grant(source, ++grants, view, selection, null));
        manifest(user, user(user).manifest.status(), next);
    }

    void revoke(UserId user, SourceId source) {
        TreeMap<SourceId, Grant> next = new TreeMap<>(user(user).manifest.grants());
        next.remove(source);
        manifest(user, user(user).manifest.status(), next);
    }

    void status(UserId user, Manifest.Status status) {
        manifest(user, status, new TreeMap<>(user(user).manifest.grants()));
    }

    void manifest(UserId user, Manifest.Status status, SortedMap<SourceId, Grant> grants) {
        Manifest before = user(user).manifest;
        manifest(user, new Manifest(before.epoch(), before.rev() + 1, status, grants, before.credentials()));
    }

    void manifest(UserId user, Manifest next) {
        UserOwner owner = user(user);
        owner.manifest = next;
        owner.fences.moved(Mark.of(next));
        if (!owner.fences.recipients(clock.nanos()).isEmpty()) {
            ManifestChange change = new ManifestChange(user, next, clock.epochMillis());
            answer(() -> node.changed(change));
        }
    }

    // Time and messages.

    /** Delivers everything that is on its way, and what follows from it. */
    void settle() {
        while (!toOwners.isEmpty() || !toNode.isEmpty() || !toLanes.isEmpty()) {
            run(toOwners);
            run(toNode);
            run(toLanes);
        }
    }

    static void run(ArrayDeque<Runnable> queue) {
        Runnable next = queue.pollFirst();
        if (next != null) {
            next.run();
        }
    }

    /** Lets time pass in steps of 50 ms, delivering on the way. */
    void pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 50) {
            clock.pass(Duration.ofMillis(Math.min(50, left)));
            node.tick();
            lanes.forEach(Lane::tick);
            settle();
            long now = clock.nanos();
            sources.values().forEach(owner -> passed.addAll(owner.fences.passed(now)));
            users.values().forEach(owner -> passed.addAll(owner.fences.passed(now)));
        }
    }

    NaiveClient client(String installation) {
        return new NaiveClient(this, ANNA, "web", installation, Encoding.JSON);
    }
}
