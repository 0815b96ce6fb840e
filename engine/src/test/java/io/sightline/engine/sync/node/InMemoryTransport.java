package io.sightline.engine.sync.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.sightline.engine.sync.wire.Frame;
import org.jspecify.annotations.Nullable;

/** A connection that keeps what is sent until the other side takes it. */
final class InMemoryTransport implements Transport {

    final ArrayDeque<Frame> sent = new ArrayDeque<>();
    final List<Frame.Kind> kinds = new ArrayList<>();
    boolean writable = true;
    int room = Integer.MAX_VALUE;
    int flushes;
    boolean oneAnswer;
    int closeCode;

    @Nullable
    String closeReason;

    /** Sees every frame at the moment it is handed over. */
    Consumer<Frame> tap = frame -> {};

    @Override
    public boolean writable() {
        return writable && sent.size() < room;
    }

    @Override
    public void send(Frame frame) {
        tap.accept(frame);
        sent.addLast(frame);
        kinds.add(frame.kind());
    }

    @Override
    public void flush() {
        flushes++;
    }

    @Override
    public void close(int code, String reason) {
        closeCode = code;
        closeReason = reason;
    }

    @Override
    public boolean oneAnswer() {
        return oneAnswer;
    }
}
