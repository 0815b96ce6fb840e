package io.sightline.engine.sync.node;

import java.util.ArrayDeque;

import io.sightline.engine.domain.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * Which incarnation of a feed is the newest, as far as this node can tell. Epochs have no order of their own, and an owner
 * that moves to another machine may be overtaken by what it said before, so a word of another epoch says only that there are
 * two. The owner decides: its answer to a question that was put after the present epoch was taken can be of that epoch or of
 * a later one and of no earlier one. So a copy never goes back to what an incarnation before it had granted.
 *
 * <p>Questions are the rounds of watches, which a node counts. For NodeSync's thread.
 */
final class Succession {

    private static final int REMEMBERED = 4;

    /** The epoch of what is published; null before the first. */
    private @Nullable Epoch present;

    /** The last question that was put before the present epoch was taken. */
    private long takenAt;

    /** The owner has said that this one comes after the present one. */
    private @Nullable Epoch next;

    /** Somebody spoke of this one; whether it comes before or after is asked. */
    private @Nullable Epoch doubted;

    private long doubtedAt;

    /** Some that are known to come before the present one. */
    private final ArrayDeque<Epoch> past = new ArrayDeque<>();

    /** Whether what comes of an epoch comes too late. */
    boolean past(Epoch epoch) {
        return past.contains(epoch);
    }

    /** Whether a state of an epoch may be published. The first one may be any: its lease waits for the owner's word. */
    boolean admits(Epoch epoch) {
        return present == null || epoch.equals(present) || epoch.equals(next);
    }

    /** Whether another epoch is, or may be, the newest. */
    boolean open() {
        return next != null || doubted != null;
    }

    /** Whether the next epoch is known, so that the whole of it can be loaded. */
    boolean decided() {
        return next != null;
    }

    /** Somebody spoke of an epoch. @return whether the owner must be asked which one is the newest */
    boolean heard(Epoch epoch, long lastQuestion) {
        if (admits(epoch) || past(epoch) || epoch.equals(doubted)) {
            return false;
        }
        doubted = epoch;
        doubtedAt = lastQuestion;
        return true;
    }

    /** The owner answered a question by naming its epoch. */
    void answered(Epoch epoch, long question) {
        if (present == null || past(epoch)) {
            return;
        }
        if (!epoch.equals(present)) {
            if (question > takenAt) {
                next = epoch;
                doubted = epoch.equals(doubted) ? null : doubted;
            }
        } else if (doubted != null && question > doubtedAt) {
            pass(doubted);
            doubted = null;
        }
    }

    /** A state of an epoch that is {@link #admits admitted} was published. */
    void taken(Epoch epoch, long lastQuestion) {
        if (epoch.equals(present)) {
            return;
        }
        if (present != null) {
            pass(present);
        }
        present = epoch;
        takenAt = lastQuestion;
        next = null;
        // What was in doubt may come before or after this one too, and must be asked again.
        doubted = epoch.equals(doubted) ? null : doubted;
        doubtedAt = lastQuestion;
    }

    private void pass(Epoch epoch) {
        past.addLast(epoch);
        if (past.size() > REMEMBERED) {
            past.removeFirst();
        }
    }
}
