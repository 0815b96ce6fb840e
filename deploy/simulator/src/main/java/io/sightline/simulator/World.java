package io.sightline.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.NodeId;
import org.jspecify.annotations.Nullable;

/** Everything there is in one schedule, and everything on its way. One thread, one seed, no other source of chance or time. */
final class World {

    private static final int DELIVERIES_AT_MOST = 200_000;
    private static final int TICK_MILLIS = 100;

    /**
     * @param node the node's end of the way; the other is the owner's
     * @param incarnation of the owner that sends; 0 when the node does
     */
    private record Parcel(NodeId node, EntityRef owner, int incarnation, Letter letter) {

        /** Two actors talk in order. An owner that has moved is another actor, and may be overtaken by its predecessor. */
        boolean follows(Parcel earlier) {
            return incarnation == earlier.incarnation && node.equals(earlier.node) && owner.equals(earlier.owner);
        }
    }

    final Random random;
    final Seams seams;
    final VirtualTime time = new VirtualTime();
    final SyncLimits limits = SyncLimits.standard().withHellosPerSecond(10_000);
    final SyncLimits ownerLimits;
    final Trace trace = new Trace();
    final Oracle oracle;
    final Shadow shadow;
    final Map<SourceId, Owner> sources = new LinkedHashMap<>();
    final Map<UserId, Owner> users = new LinkedHashMap<>();
    final List<EdgeNode> nodes = new ArrayList<>();
    final List<Installation> installations = new ArrayList<>();

    /** Nodes that no owner can reach. */
    final Set<NodeId> cut = new HashSet<>();

    /** Of a hundred letters, how many are lost, and how many come twice. */
    int lossy;

    int doubling;

    private final List<Parcel> parcels = new ArrayList<>();
    private long numbers;

    World(long seed, Seams seams) {
        random = new Random(seed * 0x9E3779B97F4A7C15L + seed);
        this.seams = seams;
        ownerLimits = seams.ownerLimits(limits);
        oracle = new Oracle(this);
        shadow = new Shadow(seed);
    }

    long freshNumber() {
        return ++numbers;
    }

    Epoch freshEpoch() {
        return Epoch.of(random.nextLong());
    }

    Set<NodeId> alive() {
        var alive = new TreeSet<NodeId>();
        nodes.forEach(node -> alive.add(node.id));
        return alive;
    }

    @Nullable
    EdgeNode node(NodeId id) {
        for (var node : nodes) {
            if (node.id.equals(id)) {
                return node;
            }
        }
        return null;
    }

    Owner owner(Feed feed) {
        var owner = feed instanceof Feed.OfSource of
                ? sources.get(of.source())
                : users.get(((Feed.OfManifest) feed).user());
        if (owner == null) {
            throw new IllegalStateException("Nobody owns " + feed);
        }
        return owner;
    }

    // Letters.

    void post(Owner from, NodeId to, Letter.ToNode letter) {
        send(new Parcel(to, from.id.owner(), from.incarnation(), letter));
    }

    void post(Letter.ToOwner letter) {
        send(new Parcel(letter.node(), letter.feed().owner(), 0, letter));
    }

    private void send(Parcel parcel) {
        int fate = random.nextInt(100);
        if (cut.contains(parcel.node()) || fate < lossy) {
            return;
        }
        parcels.add(parcel);
        if (fate >= 100 - doubling) {
            parcels.add(parcel);
        }
    }

    private void deliver(int picked) {
        int index = 0;
        while (!parcels.get(picked).follows(parcels.get(index))) {
            index++;
        }
        var parcel = parcels.remove(index);
        var node = node(parcel.node());
        if (cut.contains(parcel.node())) {
            return;
        }
        trace.add(index);
        if (parcel.letter() instanceof Letter.ToOwner letter) {
            owner(letter.feed()).handle(letter);
        } else if (parcel.letter() instanceof Letter.ToNode letter && node != null) {
            node.receive(letter);
        }
    }

    // Deliveries.

    /** Lets one thing arrive, whichever chance picks. @return whether there was anything */
    boolean deliverOne(boolean inOrder) {
        int places = 1;
        for (var node : nodes) {
            places += 1 + node.loops.size();
        }
        places += 2 * installations.size();
        int start = random.nextInt(places);
        for (int i = 0; i < places; i++) {
            if (deliverAt((start + i) % places, inOrder)) {
                return true;
            }
        }
        return false;
    }

    private boolean deliverAt(int place, boolean inOrder) {
        if (place == 0) {
            if (parcels.isEmpty()) {
                return false;
            }
            deliver(inOrder || random.nextInt(3) > 0 ? 0 : random.nextInt(parcels.size()));
            return true;
        }
        int at = place - 1;
        for (var node : nodes) {
            if (at == 0) {
                return run(node.mailbox.pollFirst());
            }
            at--;
            if (at < node.loops.size()) {
                return run(node.loops.get(at).pollFirst());
            }
            at -= node.loops.size();
        }
        var client = installations.get(at / 2);
        var wire = client.wire;
        if (wire == null) {
            return false;
        }
        if (at % 2 == 0) {
            return run(wire.up.pollFirst());
        }
        if (wire.choked || (wire.down.isEmpty() && !wire.closedByNode)) {
            return false;
        }
        client.read(wire);
        return true;
    }

    private static boolean run(@Nullable Runnable task) {
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    /** Lets everything arrive, and what follows from it. */
    void settle(boolean inOrder) {
        for (int i = 0; i < DELIVERIES_AT_MOST; i++) {
            if (!deliverOne(inOrder)) {
                return;
            }
        }
        throw new Violation(Invariant.SOUND, "messages lead to messages without end");
    }

    /** Lets time pass; everybody looks at the clock ten times a second. */
    void pass(long millis, boolean delivering) {
        for (long left = millis; left > 0; left -= TICK_MILLIS) {
            time.pass(Math.min(TICK_MILLIS, left));
            nodes.forEach(EdgeNode::tick);
            installations.forEach(Installation::tick);
            if (delivering) {
                settle(false);
            }
            sources.values().forEach(Owner::look);
            oracle.waited();
        }
    }
}
