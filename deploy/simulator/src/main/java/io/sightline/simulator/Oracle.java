package io.sightline.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.sightline.client.core.Position;
import io.sightline.client.core.Signal;
import io.sightline.client.core.Step;
import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.ServerMessage;
import io.sightline.client.wire.ServerMessage.Delta;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.node.Verification;
import org.jspecify.annotations.Nullable;

/**
 * Sees everything: what owners write and acknowledge, every frame at the moment it is handed to a transport, and every client
 * before and after it applies one. Throws a {@link Violation} at the first thing that must not be.
 */
final class Oracle {

    private static final long ALLOWANCE = 1_000_000_000L;
    private static final int REFUSALS = 3;

    private final World world;
    private final History history = new History();
    private final FrameRules frames;
    private Map<Feed, Promise> floors = Map.of();
    private final Map<String, Integer> refusals = new HashMap<>();
    private final Set<String> rotten = new HashSet<>();
    private final Map<String, Verification.Result> verified = new HashMap<>();

    Oracle(World world) {
        this.world = world;
        frames = new FrameRules(world, history);
    }

    // Owners.

    void wrote(SourceId id, Source source) {
        history.wrote(id, source);
    }

    void wrote(UserId id, Manifest manifest) {
        history.wrote(id, manifest);
    }

    @Nullable
    Manifest manifest(UserId user, @Nullable String epoch, long rev) {
        return history.manifest(user, epoch, rev);
    }

    void kept(Promise promise) {
        late(promise);
        frames.takenAway(promise.takes);
        var floor = floors.get(promise.feed);
        if (floor == null || history.reaches(owner(promise.feed), promise.mark, floor.mark)) {
            var next = new HashMap<>(floors);
            next.put(promise.feed, promise);
            floors = next;
        }
    }

    private static Object owner(Feed feed) {
        return feed instanceof Feed.OfSource of ? of.source() : ((Feed.OfManifest) feed).user();
    }

    /** What a frontier that is sent now must contain. */
    Map<Feed, Promise> floors() {
        return floors;
    }

    /** Looks at those who wait. */
    void waited() {
        for (var owner : world.sources.values()) {
            owner.promises().forEach(this::late);
        }
    }

    private void late(Promise promise) {
        var lease = promise.feed instanceof Feed.OfSource ? world.limits.sourceLease() : world.limits.manifestLease();
        long waited = world.time.nanos() - promise.since;
        if (waited > lease.toNanos() + ALLOWANCE) {
            throw new Violation(Invariant.I5, promise + " waits for " + waited / 1_000_000 + " ms");
        }
    }

    // The wire.

    void sent(Wire wire, ServerMessage message) {
        frames.sent(wire, message);
    }

    // Clients.

    /** What a client holds of the source that a message speaks of; null when it is of none. */
    record Before(@Nullable Position position, Map<String, Long> revisions) {}

    Before before(Installation client, ServerMessage message) {
        if (!(message instanceof Delta delta)) {
            return new Before(null, Map.of());
        }
        var revisions = new HashMap<String, Long>();
        for (var put : delta.put()) {
            var held = client.store.entry(delta.s(), put.k());
            if (held != null) {
                revisions.put(put.k(), held.r());
            }
        }
        return new Before(client.store.position(delta.s()), revisions);
    }

    void applied(
            Installation client, ServerMessage message, Before before, Step step, @Nullable Map<Feed, Promise> due) {
        for (var signal : step.signals()) {
            if (signal instanceof Signal.Applied applied) {
                if (message instanceof Delta delta) {
                    onward(client, delta, before);
                }
                whole(client, applied.source());
            } else if (signal instanceof Signal.Regranted) {
                for (var id : world.sources.keySet()) {
                    if (client.store.manifest().grant(id.value()) == null && client.store.count(id.value()) > 0) {
                        throw new Violation(Invariant.I10, client + " keeps " + id);
                    }
                }
            } else if (signal instanceof Signal.Frontier && due != null) {
                contains(client, due);
            }
        }
    }

    private static void onward(Installation client, Delta delta, Before before) {
        var position = before.position();
        boolean onward = position != null && position.epoch().equals(delta.e()) && delta.rev() > position.rev();
        for (var put : delta.put()) {
            onward &= before.revisions().getOrDefault(put.k(), -1L) < put.r();
        }
        if (!onward) {
            throw new Violation(Invariant.I6, client + " goes from " + before + " by " + delta);
        }
    }

    /** A client's copy is the source at exactly that revision, as its grant lets it be seen. */
    private void whole(Installation client, String s) {
        var position = client.store.position(s);
        if (rotten.contains(client.name) || position == null) {
            return;
        }
        var difference = difference(client, s, position);
        if (difference != null) {
            throw new Violation(Invariant.I2, client + " at " + position + " of " + s + ": " + difference);
        }
    }

    /** In what a client's copy differs from the history; null when in nothing. */
    @Nullable
    String difference(Installation client, String s, Position position) {
        var grant = history.grant(position.grant());
        var source = history.source(new SourceId(s), position.epoch(), position.rev());
        if (grant == null || source == null) {
            return "no such grant or revision";
        }
        int due = 0;
        for (var entry : source.entries().values()) {
            if (grant.selection().covers(entry.key())) {
                due++;
                var held = client.store.entry(s, entry.key());
                if (held == null
                        || held.r() != entry.rev()
                        || !held.v().equals(history.value(entry.facts(), grant.viewClass()))) {
                    return "holds " + held + " for " + entry;
                }
            }
        }
        return due == client.store.count(s) ? null : "holds " + client.store.count(s) + " entries of " + due;
    }

    private void contains(Installation client, Map<Feed, Promise> due) {
        var manifest = client.store.manifest();
        var mine = due.get(new Feed.OfManifest(client.user));
        if (manifest.me() != null
                && mine != null
                && !history.reaches(client.user, new Mark(new Epoch(manifest.me()), manifest.rev()), mine.mark)) {
            throw new Violation(Invariant.I7, client + " is up to date without " + mine);
        }
        if (manifest.standing() != io.sightline.client.wire.Standing.ACTIVE) {
            return;
        }
        for (var s : manifest.grants().keySet()) {
            var id = new SourceId(s);
            var floor = due.get(new Feed.OfSource(id));
            var position = client.store.position(s);
            if (position == null) {
                throw new Violation(Invariant.I11, client + " is up to date without " + s);
            }
            if (floor != null
                    && !history.reaches(id, new Mark(new Epoch(position.epoch()), position.rev()), floor.mark)) {
                throw new Violation(Invariant.I7, client + " is up to date without " + floor);
            }
            whole(client, s);
        }
    }

    void refused(Installation client, ClientMessage.Nack nack) {
        String which = client.name + " " + nack.s() + " " + nack.have();
        if (refusals.merge(which, 1, Integer::sum) > REFUSALS) {
            throw new Violation(Invariant.I19, client + " refuses again and again: " + nack);
        }
    }

    // Verification.

    /** Lets a client's store be wrong from now on; a verification must put it right. */
    void rots(Installation client) {
        rotten.add(client.name);
    }

    boolean rotten(SourceId source) {
        return !rotten.isEmpty() && !source.value().isEmpty();
    }

    void verified(Verification.Result result) {
        verified.put(result.installation(), result);
    }

    Verification.@Nullable Result verdict(Installation client) {
        return verified.get(client.name);
    }
}
