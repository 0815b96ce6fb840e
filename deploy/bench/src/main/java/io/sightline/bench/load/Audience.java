package io.sightline.bench.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Clients of the bare broadcaster, on the same connections and event loops as a {@link Crowd}'s. The last eight bytes of a frame
 * number it. Thread-safe.
 */
public final class Audience implements AutoCloseable {

    private static final int AT_ONCE = 256;
    private static final long PATIENCE_SECONDS = 30;

    private final Loops loops = new Loops("audience");
    private final List<Connection> connections = new ArrayList<>();
    private volatile @Nullable Arrivals awaited;
    private volatile long number;

    /** Connects so many and returns when all are connected. */
    public Audience(URI server, int size) {
        var places = new Semaphore(AT_ONCE);
        List<CompletableFuture<Void>> opening = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            places.acquireUninterruptibly();
            var opened = new CompletableFuture<Void>();
            opening.add(opened);
            var unused = opened.whenComplete((done, failure) -> places.release());
            var connection = new Connection(server.getRawAuthority(), "bench", new Listener(opened));
            connections.add(connection);
            loops.connect(
                    loops.next(),
                    server,
                    connection,
                    failure -> opened.completeExceptionally(new IllegalStateException(failure)));
        }
        try {
            CompletableFuture.allOf(opening.toArray(CompletableFuture[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new IllegalStateException("not everybody could connect to the broadcaster", e);
        }
    }

    /**
     * Sends a frame of so many bytes to everybody through the first connection.
     *
     * @return when everybody had it
     */
    public Arrivals broadcast(int bytes) {
        long next = number + 1;
        number = next;
        var arrivals = new Arrivals(connections.size());
        awaited = arrivals;
        var content = new byte[Math.max(Long.BYTES, bytes)];
        for (int i = 0; i < Long.BYTES; i++) {
            content[content.length - 1 - i] = (byte) (next >>> (8 * i));
        }
        connections.get(0).send(content);
        return arrivals;
    }

    @Override
    public void close() {
        connections.forEach(Connection::close);
        loops.close();
    }

    private final class Listener implements Connection.Listener {

        private final CompletableFuture<Void> opened;

        Listener(CompletableFuture<Void> opened) {
            this.opened = opened;
        }

        @Override
        public void opened(Connection connection) {
            opened.complete(null);
        }

        @Override
        public void received(Connection connection, ByteBuf content) {
            var arrivals = awaited;
            if (arrivals != null
                    && content.getLong(content.readerIndex() + content.readableBytes() - Long.BYTES) == number) {
                arrivals.arrived();
            }
        }

        @Override
        public void closed(Connection connection, int code, String reason) {
            opened.completeExceptionally(new IllegalStateException(reason));
        }
    }
}
