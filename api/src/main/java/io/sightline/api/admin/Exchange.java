package io.sightline.api.admin;

import java.time.Duration;

import org.apache.pekko.stream.UniqueKillSwitch;
import org.jspecify.annotations.Nullable;

/**
 * What one connection is at, as far as it may be kept waiting. The server layer of Pekko HTTP measures silence and nothing
 * else, so a client that sends a byte now and then could stay in the middle of a request for ever; here every request has to
 * be there in full within a deadline that bytes do not prolong. Thread-safe.
 */
final class Exchange {

    private enum Phase {
        /** Between two requests; a new connection is not, for it owes its first byte. */
        IDLE,
        /** The head of a request is coming. */
        RECEIVING,
        /** A handler has it; what may take how long is the handler's to say. */
        ANSWERING,
        /** The answer has been given before the request was there in full; nobody will read the rest. */
        LINGERING
    }

    private static final class Overdue extends Exception {

        private static final long serialVersionUID = 1L;

        Overdue() {
            super("The connection has kept the server waiting for too long", null, false, false);
        }
    }

    /** How long an answer has to leave before its connection is cut. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private Phase phase = Phase.RECEIVING;
    private long since;
    private boolean complete = true;
    private boolean closing;
    private @Nullable UniqueKillSwitch cut;

    Exchange(long nanos) {
        since = nanos;
    }

    synchronized void cutBy(UniqueKillSwitch killSwitch) {
        cut = killSwitch;
    }

    synchronized void received(long nanos) {
        if (phase == Phase.IDLE) {
            enter(Phase.RECEIVING, nanos);
        }
    }

    /** @param whole whether its body came with it */
    synchronized void requested(long nanos, boolean whole) {
        complete = whole;
        enter(Phase.ANSWERING, nanos);
    }

    /** The rest of the body has come. */
    synchronized void completed() {
        complete = true;
    }

    synchronized void answered(long nanos) {
        enter(complete ? Phase.IDLE : Phase.LINGERING, nanos);
        if (closing) {
            close();
        }
    }

    /** Whether the answer now being made is the connection's last. */
    synchronized boolean isClosing() {
        return closing;
    }

    /** Closes after the answer under way, or now when there is none. */
    synchronized void closeSoon() {
        closing = true;
        if (phase != Phase.ANSWERING) {
            close();
        }
    }

    synchronized void closeNow() {
        if (cut != null) {
            cut.abort(new Overdue());
        }
    }

    /** Closes the connection when it has kept us waiting for too long. */
    synchronized void check(long nanos, Duration receiveDeadline, Duration keepAlive) {
        long waited = nanos - since;
        if (phase == Phase.RECEIVING && waited > receiveDeadline.toNanos()) {
            closeNow();
        } else if (phase == Phase.LINGERING && waited > LINGER.toNanos()) {
            closeNow();
        } else if (phase == Phase.IDLE && waited > keepAlive.toNanos()) {
            close();
        }
    }

    private void close() {
        if (cut != null) {
            cut.shutdown();
        }
    }

    private void enter(Phase next, long nanos) {
        phase = next;
        since = nanos;
    }
}
