package io.sightline.engine.sync.node;

import java.util.ArrayList;
import java.util.List;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.wire.CloseCode;
import io.sightline.engine.sync.wire.Encoding;
import io.sightline.engine.sync.wire.Frame;
import io.sightline.engine.sync.wire.FrameEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one session on their way: handed to its transport while that takes them and the client acknowledges, counted
 * from 1, and remembered until they are acknowledged. It buffers nothing.
 */
final class Outbound {

    private final Lane lane;
    private final Transport transport;
    private final Encoding encoding;
    private @Nullable Window window;

    private long written;
    private long acked;

    /** The last frame that changed what the client holds. */
    private long contentFrame;

    private long openedMillis;
    private long writtenAt;
    private long progressAt;
    private boolean blocked;
    private boolean degraded;
    private boolean unflushed;
    private boolean over;

    Outbound(Lane lane, Transport transport, Encoding encoding) {
        this.lane = lane;
        this.transport = transport;
        this.encoding = encoding;
        progressAt = lane.now();
    }

    Encoding encoding() {
        return encoding;
    }

    FrameEncoder encoder() {
        return FrameEncoder.of(encoding);
    }

    /** Whether the other side reads one answer and goes. */
    boolean oneAnswer() {
        return transport.oneAnswer();
    }

    /** From now on it is measured how long what becomes durable takes to be applied. */
    void opened() {
        openedMillis = lane.clock.epochMillis();
    }

    // Writing.

    /** Whether the transport and the client take another frame. */
    boolean open(long now) {
        if (over) {
            return false;
        }
        if (window != null
                && (window.size() >= lane.limits.windowFrames() || window.totalBytes() >= lane.limits.windowBytes())) {
            return false;
        }
        if (transport.writable()) {
            return true;
        }
        if (!blocked) {
            blocked = true;
            if (window == null) {
                progressed(now);
            }
        }
        return false;
    }

    /** Writes a frame that takes a source on from where it stands now. */
    void source(Frame frame, Subscription subject, long committedAt) {
        Window.Unacked flying = content(frame, committedAt);
        flying.subject = subject;
        flying.epochBefore = subject.epoch;
        flying.revBefore = subject.rev;
    }

    /** Writes a frame that takes the manifest on from a revision. */
    void manifest(Frame frame, long revBefore, long committedAt) {
        Window.Unacked flying = content(frame, committedAt);
        flying.manifest = true;
        flying.revBefore = revBefore;
    }

    private Window.Unacked content(Frame frame, long committedAt) {
        Window.Unacked flying = send(frame);
        contentFrame = written;
        flying.committedAt = committedAt >= openedMillis ? committedAt : 0;
        lane.metrics.delivered(frame.size());
        return flying;
    }

    /** Writes a frame that changes nothing the client holds, or one whose account the caller keeps. */
    Window.Unacked send(Frame frame) {
        long now = lane.now();
        if (window == null) {
            window = lane.windows.take();
            progressed(now);
        }
        transport.send(frame);
        written++;
        writtenAt = now;
        unflushed = true;
        return window.add(frame.size());
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            transport.flush();
        }
    }

    void close(CloseCode code, String reason) {
        transport.close(code.code(), reason);
    }

    /** The transport is gone. */
    void end() {
        over = true;
        window = null;
    }

    /** The last frame written. */
    long written() {
        return written;
    }

    long writtenAt() {
        return writtenAt;
    }

    boolean wroteContent() {
        return contentFrame > 0;
    }

    // Progress.

    /** The transport takes frames again. */
    void writable(long now) {
        if (blocked) {
            blocked = false;
            progressed(now);
        }
    }

    /** The client has made frames up to this one durable. @return whether that was news */
    boolean acknowledged(long frame, long now) {
        Window flying = window;
        if (flying == null || frame <= acked) {
            return false;
        }
        long millis = 0;
        while (acked < frame) {
            acked++;
            Window.Unacked durable = flying.pop();
            if (durable.committedAt != 0) {
                millis = millis == 0 ? lane.clock.epochMillis() : millis;
                lane.metrics.applied(Math.max(0, millis - durable.committedAt));
            }
        }
        if (flying.size() == 0) {
            window = null;
            lane.windows.give(flying);
        }
        progressed(now);
        return true;
    }

    private void progressed(long now) {
        progressAt = now;
        degraded = false;
    }

    /** The last frame that the client has acknowledged. */
    long acked() {
        return acked;
    }

    /** Whether the client has all content that was written. */
    boolean contentAcked() {
        return acked >= contentFrame;
    }

    /** Whether nothing has moved for so long that the connection is to be given up; notes when it is only slow. */
    boolean stalled(long now) {
        if (!blocked && window == null) {
            return false;
        }
        if (now - progressAt >= lane.times.stalled) {
            return true;
        }
        if (!degraded && now - progressAt >= lane.times.degraded) {
            degraded = true;
            lane.metrics.degraded();
        }
        return false;
    }

    boolean degraded() {
        return degraded;
    }

    /** The earlier of a time and when to look at it next. */
    long wakeBy(long time) {
        if (!blocked && window == null) {
            return time;
        }
        return Wheel.earlier(time, progressAt + (degraded ? lane.times.stalled : lane.times.degraded));
    }

    // What the client has.

    /** How far the client has acknowledged a source: the epoch and revision, or null for nothing. */
    @Nullable
    Mark applied(Subscription subject) {
        Window.Unacked oldest = window == null ? null : window.oldestOf(subject);
        Epoch epoch = oldest == null ? subject.epoch : oldest.epochBefore;
        return epoch == null ? null : new Mark(epoch, oldest == null ? subject.rev : oldest.revBefore);
    }

    /** The manifest revision the client has acknowledged, if it was told this one last. */
    long appliedManifest(long told) {
        Window.Unacked oldest = window == null ? null : window.oldestManifest();
        return oldest == null ? told : oldest.revBefore;
    }

    boolean manifestFlying() {
        return window != null && window.oldestManifest() != null;
    }

    /** What was written of a source counts no longer: it is lost, or the client would not have it. */
    void forget(Subscription subject) {
        if (window != null) {
            window.forget(subject);
        }
    }

    /** What stood before each frame that is not acknowledged, oldest first. */
    List<Parked.Flying> flying() {
        List<Parked.Flying> flying = new ArrayList<>();
        for (int place = 0; window != null && place < window.size(); place++) {
            Window.Unacked frame = window.at(place);
            Subscription subject = frame.subject;
            Parked.Position before = subject == null
                    ? null
                    : new Parked.Position(subject.source(), frame.epochBefore, frame.revBefore, subject.grant.number());
            flying.add(new Parked.Flying(before, frame.manifest));
        }
        return flying;
    }
}
