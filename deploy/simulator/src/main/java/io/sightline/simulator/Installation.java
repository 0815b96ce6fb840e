package io.sightline.simulator;

import java.util.ArrayDeque;

import io.sightline.client.core.Identity;
import io.sightline.client.core.Replica;
import io.sightline.client.core.Signal;
import io.sightline.client.core.Step;
import io.sightline.client.store.MemoryStore;
import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.Codec;
import io.sightline.client.wire.Encoding;
import io.sightline.client.wire.Environment;
import io.sightline.client.wire.ServerMessage;
import io.sightline.engine.domain.UserId;
import org.jspecify.annotations.Nullable;

/** One installation of a user: the product's client library over a store that outlives its process. */
final class Installation {

    private static final Codec JSON = Codec.of(Encoding.JSON);
    private static final Codec CBOR = Codec.of(Encoding.CBOR);
    private static final long HELLO_WINDOW_MS = 500;

    final UserId user;
    final String name;
    final Encoding encoding;
    final Codec codec;
    final MemoryStore store = new MemoryStore();
    Replica replica;

    @Nullable
    Wire wire;

    private final World world;
    private final Identity identity;
    private final ArrayDeque<Long> hellos = new ArrayDeque<>();

    Installation(World world, UserId user, Environment environment, String name, Encoding encoding) {
        this.world = world;
        this.user = user;
        this.name = name;
        this.encoding = encoding;
        codec = encoding == Encoding.JSON ? JSON : CBOR;
        identity = new Identity(environment, name, null);
        replica = new Replica(store, identity);
    }

    void connect(EdgeNode node, int lane) {
        disconnect();
        hellos.clear();
        var opened = new Wire(world, this, node, lane);
        wire = opened;
        var hello = replica.open(user + "/" + identity.env().word() + "/" + name, world.time.millis());
        opened.say(hello, store);
        paced();
    }

    void disconnect() {
        if (wire != null) {
            wire.breakOff();
            wire = null;
            replica.closed();
        }
    }

    /** The process ends and begins again: all that is left is the store. */
    void restart() {
        disconnect();
        replica = new Replica(store, identity);
    }

    /** Reads one frame, or learns that the node has closed. */
    void read(Wire from) {
        var next = from.take();
        if (next == null) {
            if (from.closedByNode && from == wire) {
                disconnect();
            }
            return;
        }
        for (var message : world.seams.toReplica(this, next.message())) {
            if (from == wire) {
                apply(message, next);
            }
        }
    }

    private void apply(ServerMessage message, Wire.Down frame) {
        var before = world.oracle.before(this, message);
        Step step = replica.apply(message, world.time.millis());
        world.oracle.applied(this, message, before, step, frame.floors());
        perform(step);
    }

    void tick() {
        if (wire != null && replica.nextAt() <= world.time.millis()) {
            perform(replica.tick(world.time.millis()));
        }
    }

    private void perform(Step step) {
        for (var message : step.send()) {
            if (message instanceof ClientMessage.Hello) {
                paced();
            } else if (message instanceof ClientMessage.Nack nack) {
                world.oracle.refused(this, nack);
            }
            if (wire != null) {
                wire.say(world.seams.fromReplica(this, message), store);
            }
        }
        for (var signal : step.signals()) {
            if (signal instanceof Signal.Hangup || signal instanceof Signal.Leave) {
                disconnect();
            }
        }
    }

    /** A session's own hello, the one it may be asked for, and none besides within half a second. */
    private void paced() {
        long now = world.time.millis();
        while (!hellos.isEmpty() && now - hellos.getFirst() >= HELLO_WINDOW_MS) {
            hellos.removeFirst();
        }
        hellos.addLast(now);
        if (hellos.size() > 2) {
            throw new Violation(Invariant.I19, name + " said hello " + hellos.size() + " times in half a second");
        }
    }

    @Override
    public String toString() {
        return user + "/" + name;
    }
}
