package io.sightline.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.sightline.client.core.Change;
import io.sightline.client.core.Change.Write;
import io.sightline.client.view.View;
import io.sightline.client.wire.Entry;
import io.sightline.client.wire.Standing;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.node.Verification;
import org.jspecify.annotations.Nullable;

/** The end of a schedule: all trouble is over, everyone comes back, and then everything must be as it should. */
final class Peace {

    private static final int SECONDS = 75;
    private static final int ROT_ONE_IN = 4;

    private final World world;
    private final Consumer<Installation> connect;

    Peace(World world, Consumer<Installation> connect) {
        this.world = world;
        this.connect = connect;
    }

    void check() {
        heal();
        converge();
        if (world.random.nextInt(ROT_ONE_IN) == 0) {
            rot();
        }
    }

    private void heal() {
        world.cut.clear();
        world.lossy = 0;
        world.doubling = 0;
        for (var client : world.installations) {
            if (client.wire != null) {
                client.wire.choked = false;
                client.wire.becameWritable();
            }
        }
        for (var person : world.users.values()) {
            if (world.random.nextInt(4) > 0) {
                person.status(Manifest.Status.ACTIVE);
            }
        }
    }

    private void converge() {
        String lacking = null;
        for (int second = 0; second < SECONDS; second++) {
            for (var client : world.installations) {
                if (client.wire == null
                        && (!ended(client) || !client.store.manifest().grants().isEmpty())) {
                    connect.accept(client);
                }
            }
            world.pass(1_000, true);
            lacking = lacking();
            if (lacking == null) {
                world.installations.forEach(this::seen);
                return;
            }
        }
        throw new Violation(Invariant.I1, String.valueOf(lacking));
    }

    /** What is not yet as it should be; null when nothing. */
    private @Nullable String lacking() {
        for (var owner : world.sources.values()) {
            if (!owner.promises().isEmpty()) {
                return owner.id + " still waits for " + owner.promises();
            }
        }
        for (var client : world.installations) {
            String difference = difference(client);
            if (difference != null) {
                return client + " " + difference;
            }
        }
        return null;
    }

    private @Nullable String difference(Installation client) {
        var due = owner(client).theManifest();
        var held = client.store.manifest();
        if (ended(client)) {
            return client.wire != null || !held.grants().isEmpty() ? "is gone and holds " + held : null;
        }
        if (client.wire == null || !client.replica.inStep()) {
            return client.wire == null
                    ? "is not connected"
                    : "is not in step, frames " + client.replica.frames() + ", waiting " + client.wire.down.size()
                            + (client.wire.choked ? ", choked" : "") + ", root " + client.replica.root() + " " + held
                            + " of " + due;
        }
        if (!due.epoch().hex().equals(held.me()) || held.rev() != due.rev()) {
            return "holds " + held + " of " + due;
        }
        var grants = new HashMap<String, Long>();
        due.grants().forEach((source, grant) -> grants.put(source.value(), grant.number()));
        var heldGrants = new HashMap<String, Long>();
        held.grants().forEach((source, grant) -> heldGrants.put(source, grant.g()));
        if (!grants.equals(heldGrants)) {
            return "holds the grants " + heldGrants + " of " + grants;
        }
        return due.status() == Manifest.Status.ACTIVE ? content(client, due) : null;
    }

    private @Nullable String content(Installation client, Manifest due) {
        for (var id : due.grants().keySet()) {
            var source = world.owner(new Feed.OfSource(id)).source;
            var position = client.store.position(id.value());
            if (position == null || !position.epoch().equals(source.epoch().hex()) || position.rev() != source.rev()) {
                return "holds " + id + " at " + position + ", which is at " + source.rev();
            }
            String difference = world.oracle.difference(client, id.value(), position);
            if (difference != null) {
                return id + ": " + difference;
            }
        }
        return null;
    }

    /** In view is what at least one granted source has, and what is held is what the reference model came to. */
    private void seen(Installation client) {
        var manifest = owner(client).theManifest();
        String apart = manifest.status() == Manifest.Status.ACTIVE ? world.shadow.difference(client) : null;
        if (apart != null) {
            throw new Violation(Invariant.I1, client + " " + apart);
        }
        Set<String> due = new TreeSet<>();
        if (manifest.status() == Manifest.Status.ACTIVE) {
            manifest.grants()
                    .forEach((id, grant) -> world.owner(new Feed.OfSource(id)).source.entries().keySet().stream()
                            .filter(grant.selection()::covers)
                            .forEach(due::add));
        }
        var view = View.of(client.store, client.user.value(), true, world.time.millis() / 1_000);
        if (!view.devices().keySet().equals(due)) {
            throw new Violation(
                    Invariant.I15, client + " sees " + view.devices().keySet() + " of " + due);
        }
    }

    /** Something in a client's store changes by itself, and a verification finds it and puts it right. */
    private void rot() {
        var client = world.installations.get(world.random.nextInt(world.installations.size()));
        var wire = client.wire;
        if (wire == null || client.store.manifest().standing() != Standing.ACTIVE || !spoil(client)) {
            return;
        }
        world.oracle.rots(client);
        wire.doubted.addAll(client.store.manifest().grants().keySet());
        world.pass(world.limits.verification().toMillis(), true);
        wire.node.onLane(
                wire.lane,
                lane -> lane.verify(new Feed.OfManifest(client.user), new Verification.Request(null, null, true)));
        // One that had waited for its turn may have begun just before, and then this one waits for its own.
        world.pass(world.limits.verification().toMillis() + 5_000, true);
        String lacking = difference(client);
        if (lacking != null) {
            throw new Violation(Invariant.I11, "after a verification " + client + " " + lacking);
        }
    }

    private boolean spoil(Installation client) {
        for (var source : client.store.manifest().grants().keySet()) {
            var position = client.store.position(source);
            var entries = new ArrayList<Entry>();
            client.store.entries(source, entries::add);
            if (position != null && !entries.isEmpty()) {
                entries.sort(java.util.Comparator.comparing(Entry::k));
                var one = entries.get(world.random.nextInt(entries.size()));
                int how = world.random.nextInt(3);
                var worse = new Entry(one.k(), how == 0 ? one.r() + 1 : one.r(), one.dr(), one.v() + " ", one.h());
                var write = new Write(
                        source,
                        position,
                        false,
                        how == 2 ? List.of() : List.of(worse),
                        how == 2 ? List.of(one.k()) : List.of());
                client.store.apply(new Change(null, List.of(), write));
                return true;
            }
        }
        return false;
    }

    private boolean ended(Installation client) {
        return owner(client).theManifest().status() == Manifest.Status.ENDED;
    }

    private Owner owner(Installation client) {
        return world.owner(new Feed.OfManifest(client.user));
    }
}
