package io.sightline.bench.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.netty.buffer.ByteBuf;
import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.Codec;
import io.sightline.client.wire.Cursor;
import io.sightline.client.wire.Environment;
import io.sightline.client.wire.ServerMessage;
import org.jspecify.annotations.Nullable;

/**
 * One client that keeps no more than its cursor, over any number of connections, one at a time. It applies strictly: a change that
 * does not follow on what it holds is a fault of the benchmark. Confined to one event loop, but for what says otherwise.
 */
public final class Session implements Connection.Listener {

    private static final int ACK_FRAMES = 64;

    private final Crowd crowd;
    private final Seat seat;
    private final Codec codec;
    private final SharedDecoder decoder;
    private final Map<String, Cursor> held = new HashMap<>(4);
    private @Nullable Connection connection;
    private @Nullable String me;
    private long mrev;
    private long received;
    private long acknowledged;
    private @Nullable CompletableFuture<Void> farewell;
    private volatile CompletableFuture<Session> arrived = new CompletableFuture<>();

    Session(Crowd crowd, Seat seat, Codec codec, SharedDecoder decoder) {
        this.crowd = crowd;
        this.seat = seat;
        this.codec = codec;
        this.decoder = decoder;
    }

    public Seat seat() {
        return seat;
    }

    /** Completes at the first frontier of the connection that is being opened or open. Thread-safe. */
    CompletableFuture<Session> arrived() {
        return arrived;
    }

    /** A new connection is about to be made. */
    void departing() {
        arrived = new CompletableFuture<>();
    }

    @Override
    public void opened(Connection fresh) {
        connection = fresh;
        received = 0;
        acknowledged = 0;
        List<Cursor> cursor = new ArrayList<>(held.values());
        fresh.send(codec.encode(new ClientMessage.Hello(
                seat.token(), Environment.MOBILE, seat.installation(), "bench", me, mrev, cursor, null, null, -1)));
    }

    @Override
    public void received(Connection from, ByteBuf content) {
        received++;
        crowd.watcher().frame(this, content.readableBytes());
        ServerMessage message = decoder.decode(content);
        if (message instanceof ServerMessage.Delta delta) {
            apply(delta);
        } else if (message instanceof ServerMessage.Man manifest) {
            apply(manifest);
        } else if (message instanceof ServerMessage.Base base && base.last()) {
            hold(base.s(), base.e(), base.rev());
        } else if (message instanceof ServerMessage.Rebase rebase) {
            hold(rebase.s(), rebase.e(), rebase.rev());
        } else if (message instanceof ServerMessage.UpToDate frontier) {
            arrive(frontier);
        } else if (message instanceof ServerMessage.Problem problem) {
            crowd.fault("a session was told %s %s".formatted(problem.code(), problem.msg()));
        }
        if (received - acknowledged >= ACK_FRAMES) {
            acknowledge();
        } else if (received - acknowledged == 1) {
            crowd.owesAck(this);
        }
    }

    private void apply(ServerMessage.Delta delta) {
        crowd.watcher().sent(this, delta);
        Cursor at = held.get(delta.s());
        if (at == null) {
            // Its grant has gone since it was written: nothing to apply it to.
            return;
        }
        if (!at.e().equals(delta.e()) || at.rev() != delta.prev()) {
            if (at.e().equals(delta.e()) && delta.rev() <= at.rev()) {
                return;
            }
            crowd.fault(
                    "a change from %d to %d came to a session at %d".formatted(delta.prev(), delta.rev(), at.rev()));
            return;
        }
        held.put(delta.s(), new Cursor(delta.s(), delta.e(), delta.rev(), at.g()));
        crowd.watcher().delta(this, delta);
    }

    private void apply(ServerMessage.Man manifest) {
        if (manifest.full()) {
            held.clear();
        }
        manifest.del().forEach(gone -> held.computeIfPresent(gone.s(), (s, at) -> at.g() == gone.g() ? null : at));
        for (var added : manifest.add()) {
            held.compute(
                    added.s(), (s, at) -> at != null && at.g() == added.g() ? at : Cursor.empty(added.s(), added.g()));
        }
        me = manifest.me();
        mrev = manifest.rev();
        crowd.watcher().manifest(this, manifest);
    }

    private void hold(String source, String epoch, long revision) {
        held.computeIfPresent(source, (s, at) -> new Cursor(source, epoch, revision, at.g()));
    }

    private void arrive(ServerMessage.UpToDate frontier) {
        if (frontier.fence()) {
            acknowledge();
        }
        crowd.watcher().frontier(this);
        arrived.complete(this);
    }

    /** Says that every frame so far is applied. */
    void acknowledge() {
        if (connection != null && received > acknowledged) {
            acknowledged = received;
            connection.send(codec.encode(new ClientMessage.Ack(received, List.of())));
        }
    }

    /** Whether it holds a source at this moment. */
    boolean holds(String source) {
        return held.containsKey(source);
    }

    /** Forgets everything it holds. */
    void forget() {
        held.clear();
        me = null;
        mrev = 0;
    }

    /** Closes its connection, and completes what it is given when that is done. */
    void hangUp(CompletableFuture<Void> closed) {
        var open = connection;
        if (open == null) {
            closed.complete(null);
        } else {
            farewell = closed;
            open.close();
        }
    }

    @Override
    public void closed(Connection gone, int code, String reason) {
        connection = null;
        var expected = farewell;
        farewell = null;
        if (expected == null) {
            crowd.left(this, code, reason);
        } else {
            expected.complete(null);
        }
    }
}
