package io.sightline.bench;

import java.util.concurrent.atomic.LongAdder;

import io.sightline.bench.load.Arrivals;
import io.sightline.bench.load.Session;
import io.sightline.bench.load.Watcher;
import io.sightline.client.wire.ServerMessage;
import org.jspecify.annotations.Nullable;

/** Counts the sessions that were told a new name of some camera, and everything that was sent meanwhile. Thread-safe. */
final class NameWatch implements Watcher {

    private final LongAdder frames = new LongAdder();
    private final LongAdder changeFrames = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private volatile @Nullable Arrivals awaited;
    private volatile String name = "";

    /** The last message found to tell the name: the same object for all sessions of one event loop. */
    private volatile ServerMessage.@Nullable Delta telling;

    private volatile int lastBytes;
    private volatile int tellingBytes;

    /** From now on sessions that are told this name count. */
    Arrivals expect(String next, int sessions) {
        var arrivals = new Arrivals(sessions);
        name = next;
        awaited = arrivals;
        return arrivals;
    }

    /** Of the last frame that told an awaited name. */
    int tellingBytes() {
        return tellingBytes;
    }

    long frames() {
        return frames.sum();
    }

    /** Frames that brought a change of a source. */
    long changeFrames() {
        return changeFrames.sum();
    }

    /** Of the content of all frames. */
    long bytes() {
        return bytes.sum();
    }

    @Override
    public void frame(Session session, int size) {
        frames.increment();
        bytes.add(size);
        lastBytes = size;
    }

    /** Comparing the object spares comparing ten thousand equal messages. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public void delta(Session session, ServerMessage.Delta delta) {
        changeFrames.increment();
        var arrivals = awaited;
        if (arrivals == null) {
            return;
        }
        if (delta != telling) {
            if (delta.put().stream().noneMatch(entry -> entry.v().contains(name))) {
                return;
            }
            telling = delta;
            tellingBytes = lastBytes;
        }
        arrivals.arrived();
    }
}
