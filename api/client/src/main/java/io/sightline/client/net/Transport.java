package io.sightline.client.net;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.ServerMessage;

/**
 * Carries sessions. Implementations encode and decode, so one that serves many clients may decode a frame once for all of them, since
 * messages are immutable. Thread-safe.
 */
public interface Transport {

    /**
     * Begins a connection and returns at once. The receiver hears {@code opened} and later {@code closed}, or {@code closed} alone;
     * after it nothing more.
     *
     * @param server address of the client plane, {@code http} or {@code https}
     */
    void connect(URI server, String token, Receiver receiver);

    /** Seconds a session may wait for news when each is a single exchange; -1 when sessions last. */
    default int waitSeconds() {
        return -1;
    }

    /** How long after a session that ended in good order the next begins; empty when that is a loss like any other. */
    default Optional<Duration> pause() {
        return Optional.empty();
    }

    /** An open connection. */
    interface Link {
        /** Sends a message after those before it. Called by one thread at a time. */
        void send(ClientMessage message);

        /** Closes; the receiver still hears {@code closed}. Harmless when closed already. */
        void close(int code, String reason);
    }

    /** Who a connection is for. Calls come one after the other, from any thread. */
    interface Receiver {
        void opened(Link link);

        void received(ServerMessage message);

        /**
         * The connection is gone or never came to be.
         *
         * @param code a close code of the protocol, or one of {@link Closing}
         */
        void closed(int code, String reason);
    }
}
