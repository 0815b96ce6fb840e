package io.sightline.engine.sync.node;

import java.util.ArrayDeque;

import io.sightline.engine.domain.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one session that the client has not acknowledged, oldest first, and where their sources stood before them.
 * An idle session has none: a lane lends it when the first frame goes out and takes it back with the last acknowledgement.
 */
final class Window {

    /** Windows that an idle lane keeps for the next burst, and how large a kept one may be. */
    private static final int KEPT = 4_096;

    private static final int KEPT_FRAMES = 16;

    /** A lane's unused windows. */
    static final class Pool {
        private final ArrayDeque<Window> free = new ArrayDeque<>();

        Window take() {
            Window window = free.pollFirst();
            return window == null ? new Window() : window;
        }

        void give(Window window) {
            if (window.frames.length <= KEPT_FRAMES && free.size() < KEPT) {
                free.addFirst(window);
            }
        }
    }

    /** One frame on its way. */
    static final class Unacked {
        int bytes;

        /** The source it speaks of; null for none, or when it no longer matters. */
        @Nullable
        Subscription subject;

        /** Where the source stood before it; null for nowhere. */
        @Nullable
        Epoch epochBefore;

        /** Where the source, or of a manifest frame the manifest, stood before it. */
        long revBefore;

        /** When its content became durable, milliseconds since 1970, or 0. */
        long committedAt;

        boolean manifest;
    }

    private Unacked[] frames = {new Unacked(), new Unacked()};
    private int head;
    private int size;
    private int totalBytes;

    int size() {
        return size;
    }

    int totalBytes() {
        return totalBytes;
    }

    /** A place for one more frame, for the caller to fill. */
    Unacked add(int bytes) {
        if (size == frames.length) {
            grow();
        }
        Unacked frame = at(size++);
        frame.bytes = bytes;
        frame.subject = null;
        frame.epochBefore = null;
        frame.revBefore = -1;
        frame.committedAt = 0;
        frame.manifest = false;
        totalBytes += bytes;
        return frame;
    }

    /** Takes the oldest out; valid until the next {@link #add}. */
    Unacked pop() {
        Unacked frame = at(0);
        head = (head + 1) & (frames.length - 1);
        size--;
        totalBytes -= frame.bytes;
        return frame;
    }

    /** The frame at a place, 0 for the oldest. */
    Unacked at(int place) {
        return frames[(head + place) & (frames.length - 1)];
    }

    /** The oldest frame that speaks of a source; null when there is none. */
    @Nullable
    Unacked oldestOf(Subscription subject) {
        for (int place = 0; place < size; place++) {
            Unacked frame = at(place);
            if (frame.subject == subject) {
                return frame;
            }
        }
        return null;
    }

    @Nullable
    Unacked oldestManifest() {
        for (int place = 0; place < size; place++) {
            Unacked frame = at(place);
            if (frame.manifest) {
                return frame;
            }
        }
        return null;
    }

    /** Lets go of a source that the session no longer holds, or whose frames the client refused. */
    void forget(Subscription subject) {
        for (int place = 0; place < size; place++) {
            Unacked frame = at(place);
            if (frame.subject == subject) {
                frame.subject = null;
                frame.committedAt = 0;
            }
        }
    }

    private void grow() {
        Unacked[] larger = new Unacked[frames.length * 2];
        for (int place = 0; place < larger.length; place++) {
            larger[place] = place < size ? at(place) : new Unacked();
        }
        frames = larger;
        head = 0;
    }
}
