package io.sightline.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.sightline.client.core.Position;
import io.sightline.client.wire.Entry;
import io.sightline.client.wire.ServerMessage;
import io.sightline.client.wire.ServerMessage.Base;
import io.sightline.client.wire.ServerMessage.Delta;
import io.sightline.client.wire.ServerMessage.Man;
import io.sightline.client.wire.ServerMessage.Rebase;
import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.feed.Feed;

/**
 * What every frame must be at the moment it is handed to a transport: under a lease, of a history that somebody wrote, the next step
 * from what its client holds, and without anything whose taking away was acknowledged.
 */
final class FrameRules {

    private final World world;
    private final History history;
    private final Set<Long> deadGrants = new HashSet<>();
    private final Map<SourceId, Map<String, Mark>> deadDevices = new HashMap<>();

    FrameRules(World world, History history) {
        this.world = world;
        this.history = history;
    }

    /** It was acknowledged that nobody is shown this any more. */
    void takenAway(Promise.Takes takes) {
        if (takes instanceof Promise.Grant grant) {
            deadGrants.add(grant.number());
        } else if (takes instanceof Promise.Device device) {
            deadDevices
                    .computeIfAbsent(device.source(), any -> new HashMap<>())
                    .put(device.key(), new Mark(device.epoch(), device.rev()));
        }
    }

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
}
