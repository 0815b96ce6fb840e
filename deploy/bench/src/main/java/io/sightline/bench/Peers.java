package io.sightline.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.sightline.bench.load.Arrivals;
import io.sightline.bench.load.Audience;
import io.sightline.bench.measure.Figures;
import io.sightline.bench.rig.BareNetty;
import io.sightline.bench.rig.BenchException;
import io.sightline.bench.rig.RawStore;

/** What a fan-out is compared with: a bare broadcast of as many bytes to as many sockets, and one raw durable write. */
final class Peers {

    private static final int WARM_UP = 15;
    private static final long PAUSE_MILLIS = 20;
    private static final long PATIENCE_MILLIS = 120_000;

    private final Stage stage;
    private final RawStore store;

    Peers(Stage stage, RawStore store) {
        this.stage = stage;
        this.store = store;
    }

    /** From sending a frame to the last of all sockets, so many times. */
    Figures broadcasts(int audience, int bytes, int count) {
        long[] nanos = new long[count];
        try (BareNetty server = stage.rig().bareNetty();
                Audience listeners = new Audience(server.address(), audience)) {
            for (int i = -WARM_UP; i < count; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
                long began = System.nanoTime();
                long last = last(listeners.broadcast(bytes));
                if (i >= 0) {
                    nanos[i] = last - began;
                }
            }
        }
        return Figures.of(nanos);
    }

    /** From sending the first of so many frames, one after the other, to the last of all sockets having the last one. */
    long burstNanos(int audience, int bytes, int frames) {
        try (BareNetty server = stage.rig().bareNetty();
                Audience listeners = new Audience(server.address(), audience)) {
            last(listeners.broadcast(bytes));
            long began = System.nanoTime();
            for (int i = 1; i < frames; i++) {
                listeners.broadcast(bytes);
            }
            return last(listeners.broadcast(bytes)) - began;
        }
    }

    /** One write after the other, so many times. */
    Figures writes(int bytes, int count) {
        long[] nanos = new long[count];
        for (int i = -WARM_UP; i < count; i++) {
            long began = System.nanoTime();
            store.write("one-by-one", began, new byte[bytes])
                    .toCompletableFuture()
                    .join();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - began;
            }
        }
        return Figures.of(nanos);
    }

    private static long last(Arrivals arrivals) {
        long last = arrivals.await(PATIENCE_MILLIS);
        if (last < 0) {
            throw new BenchException("the broadcaster lost %d deliveries".formatted(arrivals.missing()));
        }
        return last;
    }
}
