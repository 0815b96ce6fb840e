package io.sightline.bench.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.netty.channel.EventLoop;
import io.sightline.client.wire.Codec;
import io.sightline.client.wire.Encoding;

/** Sessions of one node on as many event loops as there are cores. Thread-safe. */
public final class Crowd implements AutoCloseable {

    private static final long ACK_MILLIS = 200;
    private static final int AT_ONCE = 256;
    private static final int FAULTS_KEPT = 20;
    private static final long PATIENCE_SECONDS = 120;

    private final URI server;
    private final Loops loops = new Loops("crowd");
    private final Codec codec = Codec.of(Encoding.CBOR);
    private final Map<EventLoop, SharedDecoder> decoders = new HashMap<>();
    private final Map<EventLoop, List<Session>> owing = new HashMap<>();
    private final Map<Session, EventLoop> homes = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile Watcher watcher = Watcher.NOBODY;

    /** @param server address of the client plane */
    public Crowd(URI server) {
        this.server = server;
        for (EventLoop loop : loops.all()) {
            decoders.put(loop, new SharedDecoder(codec));
            owing.put(loop, new ArrayList<>());
            var unused =
                    loop.scheduleAtFixedRate(() -> acknowledge(loop), ACK_MILLIS, ACK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** A session for each seat, none of which is connected yet. */
    public synchronized List<Session> seated(Collection<Seat> seats) {
        List<Session> fresh = new ArrayList<>();
        for (Seat seat : seats) {
            EventLoop loop = loops.next();
            Session session = new Session(this, seat, codec, decoder(loop));
            homes.put(session, loop);
            fresh.add(session);
        }
        return fresh;
    }

    /** Connects sessions that are not connected and returns when all are at their frontier. */
    public void connect(Collection<Session> absent) {
        Semaphore places = new Semaphore(AT_ONCE);
        List<CompletableFuture<Session>> arrivals = new ArrayList<>();
        for (Session session : absent) {
            places.acquireUninterruptibly();
            session.departing();
            arrivals.add(session.arrived().whenComplete((there, failure) -> places.release()));
            open(session);
        }
        await(CompletableFuture.allOf(arrivals.toArray(CompletableFuture[]::new)));
    }

    /** Closes connections of sessions, which may be connected again, and returns when all are closed. */
    public void hangUp(Collection<Session> present, boolean forget) {
        List<CompletableFuture<Void>> gone = new ArrayList<>();
        for (Session session : present) {
            CompletableFuture<Void> closed = new CompletableFuture<>();
            gone.add(closed);
            home(session).execute(() -> {
                session.hangUp(closed);
                if (forget) {
                    session.forget();
                }
            });
        }
        await(CompletableFuture.allOf(gone.toArray(CompletableFuture[]::new)));
    }

    /** From now on this one hears everything. */
    public void watch(Watcher next) {
        watcher = next;
    }

    /** What went wrong so far: sessions lost, changes that did not fit. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    Watcher watcher() {
        return watcher;
    }

    void fault(String what) {
        if (faults.size() < FAULTS_KEPT) {
            faults.add(what);
        }
    }

    void left(Session session, int code, String reason) {
        fault("a session was closed with %d %s".formatted(code, reason));
        session.arrived().completeExceptionally(new IllegalStateException(reason));
    }

    void owesAck(Session session) {
        owing.getOrDefault(home(session), List.of()).add(session);
    }

    private void acknowledge(EventLoop loop) {
        List<Session> late = owing.getOrDefault(loop, List.of());
        late.forEach(Session::acknowledge);
        late.clear();
    }

    private void open(Session session) {
        Connection connection =
                new Connection(server.getRawAuthority(), codec.encoding().subprotocol(), session);
        loops.connect(home(session), server, connection, failure -> session.closed(connection, 0, failure));
    }

    private EventLoop home(Session session) {
        return Objects.requireNonNull(homes.get(session));
    }

    private SharedDecoder decoder(EventLoop loop) {
        return Objects.requireNonNull(decoders.get(loop));
    }

    private void await(CompletableFuture<?> all) {
        try {
            all.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("not every session came to its frontier: " + faults, e);
        }
    }

    @Override
    public void close() {
        loops.close();
    }
}
