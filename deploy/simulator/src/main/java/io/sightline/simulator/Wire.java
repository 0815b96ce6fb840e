package io.sightline.simulator;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.sightline.client.core.Position;
import io.sightline.client.core.Store;
import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.MalformedMessage;
import io.sightline.client.wire.ServerMessage;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.node.Connection;
import io.sightline.engine.sync.node.Transport;
import io.sightline.engine.sync.wire.Frame;
import org.jspecify.annotations.Nullable;

/** A connection between an installation and a lane, with what is on its way in either direction. */
final class Wire implements Transport {

    /** Frames that a socket takes before it says that it is full. */
    private static final int ROOM = 4;

    /** @param floors what the frontier must contain; null for other messages */
    record Down(ServerMessage message, @Nullable Map<Feed, Promise> floors) {}

    /** What a client held when it said hello. */
    private record Announced(@Nullable Manifest manifest, Map<String, Position> positions) {}

    final Installation client;
    final EdgeNode node;
    final int lane;
    final ArrayDeque<Down> down = new ArrayDeque<>();
    final ArrayDeque<Runnable> up = new ArrayDeque<>();

    /** What the session goes by: the manifest last sent, or the one the client came with. */
    @Nullable
    Manifest told;

    /** Where each source stands after the frames sent so far. */
    final Map<String, Position> positions = new HashMap<>();

    /** Sources of which the client has refused a frame or shown a digest. */
    final Set<String> doubted = new HashSet<>();

    /** Whether the session has written anything but its welcome. */
    boolean begun;

    /** Whether the client has said hello after that, so that what it holds is no longer known from here. */
    boolean repeated;

    boolean choked;
    boolean broken;
    boolean closedByNode;

    private final World world;
    private @Nullable Connection connection;

    Wire(World world, Installation client, EdgeNode node, int lane) {
        this.world = world;
        this.client = client;
        this.node = node;
        this.lane = lane;
        onLoop(() -> connection = node.lanes
                .get(lane)
                .connect(
                        this,
                        client.encoding == io.sightline.client.wire.Encoding.JSON
                                ? io.sightline.engine.sync.wire.Encoding.JSON
                                : io.sightline.engine.sync.wire.Encoding.CBOR,
                        null));
    }

    private void onLoop(Runnable task) {
        node.loops.get(lane).add(task);
    }

    private Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("Loops run in order");
        }
        return connection;
    }

    // The client's end.

    /** Sends a message, which reaches the lane when it is delivered. */
    void say(ClientMessage message, Store held) {
        byte[] bytes = client.codec.encode(message);
        world.trace.add(bytes);
        var announced = message instanceof ClientMessage.Hello hello ? announced(hello, held) : null;
        up.add(() -> onLoop(() -> {
            if (closedByNode) {
                return;
            }
            if (message instanceof ClientMessage.Nack nack && nack.s() != null) {
                doubted.add(nack.s());
            } else if (message instanceof ClientMessage.Dig dig) {
                doubted.add(dig.at().s());
            }
            if (announced != null && !begun) {
                told = announced.manifest();
                positions.clear();
                positions.putAll(announced.positions());
            }
            repeated |= announced != null && begun;
            connection().received(bytes);
        }));
    }

    private Announced announced(ClientMessage.Hello hello, Store held) {
        var positions = new TreeMap<String, Position>();
        for (var source : held.manifest().grants().keySet()) {
            var position = held.position(source);
            if (position != null) {
                positions.put(source, position);
            }
        }
        return new Announced(world.oracle.manifest(client.user, hello.me(), hello.mrev()), positions);
    }

    /** Takes the next frame from the socket; null when there is none. */
    @Nullable
    Down take() {
        boolean full = down.size() >= ROOM;
        var next = down.pollFirst();
        if (full && writable()) {
            becameWritable();
        }
        return next;
    }

    void becameWritable() {
        onLoop(() -> {
            if (!closedByNode && !broken) {
                connection().writable();
            }
        });
    }

    /** The client's end is gone; the lane learns of it in its time. */
    void breakOff() {
        broken = true;
        down.clear();
        up.clear();
        onLoop(() -> {
            if (!closedByNode) {
                connection().closed();
            }
        });
    }

    // The lane's end.

    @Override
    public boolean writable() {
        return !choked && down.size() < ROOM;
    }

    @Override
    public void send(Frame frame) {
        world.trace.add(frame.bytes());
        ServerMessage message;
        try {
            message = client.codec.decode(frame.bytes());
        } catch (MalformedMessage e) {
            throw new Violation(Invariant.SOUND, "the client cannot read " + frame + ": " + e.getMessage());
        }
        for (var instead : world.seams.written(this, message)) {
            world.oracle.sent(this, instead);
            begun |= frame.kind().content();
            if (!broken) {
                boolean frontier = instead instanceof ServerMessage.UpToDate;
                down.add(new Down(instead, frontier ? world.oracle.floors() : null));
            }
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close(int code, String reason) {
        closedByNode = true;
        world.trace.add(code);
    }
}
