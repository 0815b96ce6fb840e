package io.sightline.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.sightline.engine.domain.DeviceFacts;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Selection;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.Fences;
import io.sightline.engine.sync.feed.Head;
import io.sightline.engine.sync.feed.ManifestChange;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.feed.SourceChange;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;

/**
 * The owner of a source and, when it is a user, of a manifest. What it has written outlives it; who watches it and who waits
 * does not, as with an entity that moves to another machine.
 */
final class Owner {

    final SourceId id;
    final @Nullable UserId user;
    Source source;

    @Nullable
    Manifest manifest;

    private final World world;
    private final Map<SourceId, Long> numbers = new HashMap<>();
    private final List<Promise> promises = new ArrayList<>();
    private Fences<Promise> sourceFences;
    private @Nullable Fences<Promise> manifestFences;
    private int incarnation = 1;

    Owner(World world, SourceId id, @Nullable UserId user) {
        this.world = world;
        this.id = id;
        this.user = user;
        source = Source.empty(world.freshEpoch());
        sourceFences = new Fences<>(new Feed.OfSource(id), world.ownerLimits, Mark.of(source));
        world.oracle.wrote(id, source);
        world.shadow.wrote(id, source);
        if (user != null) {
            var first = new Manifest(world.freshEpoch(), 1, Manifest.Status.ACTIVE, new TreeMap<>(), 1);
            manifest = first;
            manifestFences = new Fences<>(new Feed.OfManifest(user), world.ownerLimits, Mark.of(first));
            world.oracle.wrote(user, first);
            world.shadow.wrote(user, first);
        }
    }

    // Commands.

    void put(String key, DeviceFacts facts, long deviceRevision) {
        write(source.put(key, deviceRevision, facts, source.rev() + 1));
        promise(new Feed.OfSource(id), Mark.of(source), new Promise.Nothing());
    }

    void remove(String key) {
        if (source.entries().containsKey(key)) {
            long rev = source.rev() + 1;
            write(source.remove(key, rev));
            promise(new Feed.OfSource(id), Mark.of(source), new Promise.Device(id, source.epoch(), key, rev));
        }
    }

    /** Forgets its removals, as a source does after many. */
    void bury() {
        source = new Source(source.epoch(), source.rev(), source.entries(), HashTreePMap.empty(), source.rev());
        world.shadow.wrote(id, source);
    }

    /** Begins a new history, as after a restore. */
    void recreate(Source content) {
        write(content);
    }

    void grant(SourceId to, ViewClass viewClass, Selection selection) {
        var before = theManifest();
        if (before.status() == Manifest.Status.ENDED) {
            return;
        }
        var grants = new TreeMap<>(before.grants());
        long number = world.seams.grantNumber(world.freshNumber(), numbers.getOrDefault(to, 0L));
        numbers.put(to, number);
        var lost = grants.put(to, new Grant(to, number, viewClass, selection, null));
        write(new Manifest(before.epoch(), before.rev() + 1, before.status(), grants, before.credentials()));
        take(lost);
    }

    void revoke(SourceId from) {
        var before = theManifest();
        var grants = new TreeMap<>(before.grants());
        var lost = grants.remove(from);
        if (lost != null) {
            write(new Manifest(before.epoch(), before.rev() + 1, before.status(), grants, before.credentials()));
            take(lost);
        }
    }

    void status(Manifest.Status status) {
        var before = theManifest();
        if (before.status() == status || before.status() == Manifest.Status.ENDED) {
            return;
        }
        boolean ended = status == Manifest.Status.ENDED;
        write(new Manifest(
                before.epoch(),
                before.rev() + 1,
                status,
                ended ? new TreeMap<>() : before.grants(),
                before.credentials()));
        if (ended) {
            before.grants().values().forEach(this::take);
        }
    }

    /** Begins anew as another incarnation of the same user, which holds nothing. */
    void reborn() {
        var before = theManifest();
        write(new Manifest(world.freshEpoch(), 1, Manifest.Status.ACTIVE, new TreeMap<>(), before.credentials()));
        before.grants().values().forEach(this::take);
    }

    /** Moves to another machine: whoever watched is unknown there, and those who wait ask again. */
    void restart() {
        incarnation++;
        long now = world.time.nanos();
        var waiting = List.copyOf(promises);
        Set<NodeId> suspects = world.seams.suspects(world.alive());
        sourceFences = new Fences<>(new Feed.OfSource(id), world.ownerLimits, Mark.of(source));
        for (var node : sourceFences.suspect(suspects, now)) {
            world.post(this, node, new Letter.Headed(sourceFences.announcement()));
        }
        if (user != null) {
            var fences = new Fences<Promise>(new Feed.OfManifest(user), world.ownerLimits, Mark.of(theManifest()));
            manifestFences = fences;
            for (var node : fences.suspect(suspects, now)) {
                world.post(this, node, new Letter.Headed(fences.announcement()));
            }
        }
        promises.clear();
        waiting.forEach(promise -> promise(promise.feed, promise.mark, promise.takes));
    }

    private void take(@Nullable Grant lost) {
        if (lost != null && user != null) {
            promise(
                    new Feed.OfManifest(user),
                    Mark.of(theManifest()),
                    new Promise.Grant(user, lost.source(), lost.number()));
        }
    }

    // Telling the nodes.

    private void write(Source next) {
        var before = source;
        source = next;
        world.oracle.wrote(id, next);
        world.shadow.wrote(id, next);
        sourceFences.moved(Mark.of(next));
        Letter.ToNode letter = before.epoch().equals(next.epoch()) && next.remembersSince(before.rev())
                ? new Letter.Changed(SourceChange.between(id, before, next, world.time.millis(), null))
                : new Letter.Headed(sourceFences.announcement());
        sourceFences.recipients(world.time.nanos()).forEach(node -> world.post(this, node, letter));
    }

    private void write(Manifest next) {
        manifest = next;
        var owner = theUser();
        world.oracle.wrote(owner, next);
        world.shadow.wrote(owner, next);
        theManifestFences().moved(Mark.of(next));
        var letter = new Letter.Regranted(new ManifestChange(owner, next, world.time.millis()));
        theManifestFences().recipients(world.time.nanos()).forEach(node -> world.post(this, node, letter));
    }

    private void promise(Feed feed, Mark mark, Promise.Takes takes) {
        var promise = new Promise(feed, mark, takes, world.time.nanos());
        promises.add(promise);
        fences(feed).await(mark, promise);
        if (world.seams.unfenced()) {
            kept(promise);
        }
        look();
    }

    // Hearing from the nodes.

    void handle(Letter.ToOwner letter) {
        long now = world.time.nanos();
        var fences = fences(letter.feed());
        if (letter instanceof Letter.Watching watching) {
            Head head = fences.watch(watching.watch(), now);
            world.post(this, watching.node(), new Letter.Headed(head));
        } else if (letter instanceof Letter.Unwatching unwatching) {
            fences.unwatch(unwatching.unwatch());
        } else if (letter instanceof Letter.Confirming confirming) {
            fences.confirmed(confirming.confirm());
        } else if (letter instanceof Letter.Loading loading) {
            world.post(
                    this,
                    loading.node(),
                    letter.feed() instanceof Feed.OfManifest
                            ? new Letter.ManifestLoaded(theUser(), theManifest())
                            : new Letter.SourceLoaded(id, source));
        } else {
            throw new AssertionError(letter);
        }
        look();
    }

    /** Looks which promises are kept, by confirmation or because a lease has run out. */
    void look() {
        long now = world.time.nanos();
        List.copyOf(sourceFences.passed(now)).forEach(this::kept);
        if (manifestFences != null) {
            List.copyOf(manifestFences.passed(now)).forEach(this::kept);
        }
    }

    private void kept(Promise promise) {
        if (promises.remove(promise)) {
            world.oracle.kept(promise);
        }
    }

    List<Promise> promises() {
        return promises;
    }

    /** The nodes whose lease the owner still counts. */
    Set<NodeId> watchers(Feed feed) {
        return new TreeSet<>(fences(feed).recipients(world.time.nanos()));
    }

    private Fences<Promise> fences(Feed feed) {
        return feed instanceof Feed.OfManifest ? theManifestFences() : sourceFences;
    }

    Manifest theManifest() {
        if (manifest == null) {
            throw new IllegalStateException(id + " is no user");
        }
        return manifest;
    }

    private Fences<Promise> theManifestFences() {
        if (manifestFences == null) {
            throw new IllegalStateException(id + " is no user");
        }
        return manifestFences;
    }

    private UserId theUser() {
        if (user == null) {
            throw new IllegalStateException(id + " is no user");
        }
        return user;
    }

    /** Which one of its actors this is, counted from 1. */
    int incarnation() {
        return incarnation;
    }

    Epoch epoch() {
        return source.epoch();
    }
}
