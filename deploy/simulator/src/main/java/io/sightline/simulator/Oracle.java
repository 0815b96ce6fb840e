package io.sightline.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.sightline.client.core.Position;
import io.sightline.client.core.Signal;
import io.sightline.client.core.Step;
import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.Entry;
import io.sightline.client.wire.ServerMessage;
import io.sightline.client.wire.ServerMessage.Base;
import io.sightline.client.wire.ServerMessage.Delta;
import io.sightline.client.wire.ServerMessage.Man;
import io.sightline.client.wire.ServerMessage.Rebase;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Grant;
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
    private final Set<Long> deadGrants = new HashSet<>();
    private final Map<SourceId, Map<String, Mark>> deadDevices = new HashMap<>();
    private Map<Feed, Promise> floors = Map.of();
    private final Map<String, Integer> refusals = new HashMap<>();
    private final Set<String> rotten = new HashSet<>();
    private final Map<String, Verification.Result> verified = new HashMap<>();

    Oracle(World world) {
        this.world = world;
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
        if (promise.takes instanceof Promise.Grant grant) {
            deadGrants.add(grant.number());
        } else if (promise.takes instanceof Promise.Device device) {
            deadDevices
                    .computeIfAbsent(device.source(), any -> new HashMap<>())
                    .put(device.key(), new Mark(device.epoch(), device.rev()));
        }
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
        if (message instanceof Man man) {
            told(wire, man);
        } else if (message instanceof Delta delta) {
            content(wire, delta.s(), delta.e(), delta.rev(), delta.put());
            owed(wire, delta.s(), delta.e(), delta.prev(), delta.put());
            moved(wire, delta.s(), delta.e(), delta.rev());
        } else if (message instanceof Rebase rebase) {
            content(wire, rebase.s(), rebase.e(), rebase.rev(), rebase.put());
            if (rebase.leaves() == null) {
                owed(wire, rebase.s(), rebase.e(), rebase.prev(), rebase.put());
            }
            moved(wire, rebase.s(), rebase.e(), rebase.rev());
        } else if (message instanceof Base base) {
            content(wire, base.s(), base.e(), base.rev(), base.put());
            var position = wire.positions.get(base.s());
            if (position != null
                    && !wire.repeated
                    && position.epoch().equals(base.e())
                    && position.grant() == granted(wire, base.s()).number()
                    && position.rev() <= base.rev()
                    && !wire.doubted.contains(base.s())) {
                throw new Violation(Invariant.I17, wire.client + " holds " + position + " and is sent " + base);
            }
            if (base.last()) {
                moved(wire, base.s(), base.e(), base.rev());
            }
        } else if (message instanceof ServerMessage.UpToDate) {
            leased(wire, new Feed.OfManifest(wire.client.user));
        }
    }

    private void told(Wire wire, Man man) {
        var next = history.manifest(wire.client.user, man.me(), man.rev());
        if (next == null) {
            throw new Violation(Invariant.I14, wire.client + " is told a manifest nobody wrote: " + man);
        }
        leased(wire, new Feed.OfManifest(wire.client.user));
        var held = new HashMap<String, Long>();
        var before = wire.told;
        if (!man.full() && before != null) {
            before.grants().forEach((source, grant) -> held.put(source.value(), grant.number()));
        }
        man.del().forEach(gone -> held.remove(gone.s(), gone.g()));
        man.add().forEach(added -> held.put(added.s(), added.g()));
        var due = new HashMap<String, Long>();
        next.grants().forEach((source, grant) -> due.put(source.value(), grant.number()));
        if (!held.equals(due)) {
            throw new Violation(Invariant.I10, wire.client + " is told " + man + " and would hold " + held);
        }
        wire.told = next;
        wire.positions.entrySet().removeIf(one -> !Long.valueOf(one.getValue().grant())
                .equals(due.get(one.getKey())));
    }

    private Grant granted(Wire wire, String source) {
        var told = wire.told;
        var grant = told == null || told.status() != Manifest.Status.ACTIVE
                ? null
                : told.grants().get(new SourceId(source));
        if (grant == null) {
            throw new Violation(Invariant.I10, wire.client + " is sent " + source + " under " + told);
        }
        return grant;
    }

    private void content(Wire wire, String s, String e, long rev, List<Entry> puts) {
        var grant = granted(wire, s);
        if (!puts.isEmpty() && deadGrants.contains(grant.number())) {
            throw new Violation(Invariant.I3, wire.client + " is sent " + puts + " under " + grant);
        }
        var source = history.source(grant.source(), e, rev);
        if (source == null) {
            throw new Violation(Invariant.I14, wire.client + " is sent " + s + " at " + e + " " + rev);
        }
        var dead = deadDevices.getOrDefault(grant.source(), Map.of());
        for (var put : puts) {
            var gone = dead.get(put.k());
            if (gone != null && gone.epoch().hex().equals(e) && put.r() < gone.rev()) {
                throw new Violation(Invariant.I4, wire.client + " is sent " + put + ", which was removed at " + gone);
            }
            explained(wire, grant, source, put);
        }
        leased(wire, new Feed.OfSource(grant.source()));
        leased(wire, new Feed.OfManifest(wire.client.user));
    }

    private void explained(Wire wire, Grant grant, Source source, Entry put) {
        var entry = source.entries().get(put.k());
        boolean explained = entry != null
                && entry.rev() == put.r()
                && entry.deviceRevision() == put.dr()
                && grant.selection().covers(put.k())
                && put.v().equals(history.value(entry.facts(), grant.viewClass()));
        if (!explained) {
            throw new Violation(Invariant.I20, wire.client + " is sent " + put + " under " + grant);
        }
    }

    /** The owner must still count the lease under which a node sends. */
    private void leased(Wire wire, Feed feed) {
        if (!world.owner(feed).watchers(feed).contains(wire.node.id)) {
            throw new Violation(Invariant.I8, wire.node.id + " sends " + feed + " without a lease");
        }
    }

    /** What continues a held state brings only what has changed since. */
    private void owed(Wire wire, String s, String e, long prev, List<Entry> puts) {
        if (wire.repeated) {
            return;
        }
        var position = wire.positions.get(s);
        if (position == null || !position.epoch().equals(e) || position.rev() != prev) {
            throw new Violation(
                    Invariant.I6,
                    wire.client + " holds " + s + " at " + position + " and is sent what follows " + prev);
        }
        if (!wire.doubted.contains(s) && puts.stream().anyMatch(put -> put.r() <= prev)) {
            throw new Violation(Invariant.I13, wire.client + " is sent again what it holds: " + puts);
        }
    }

    private void moved(Wire wire, String s, String e, long rev) {
        wire.positions.put(s, new Position(e, rev, granted(wire, s).number()));
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
