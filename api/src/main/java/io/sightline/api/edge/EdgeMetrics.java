package io.sightline.api.edge;

/** What the client plane reports of its connections. Called from every event loop: no locks, no waiting. */
public interface EdgeMetrics {

    /** Why a connection or a request came to nothing. */
    enum Refusal {
        /** Too many connections in all. */
        CONNECTIONS,
        /** Too many connections of one address. */
        ADDRESS,
        /** No whole request in time. */
        DEADLINE,
        /** Not HTTP, or past a limit. */
        MALFORMED,
        /** The origin is not on the list. */
        ORIGIN,
        /** The token is missing or no good. */
        TOKEN,
        /** Sign-ins come too fast. */
        THROTTLED,
        /** Login or password are wrong. */
        PASSWORD,
        /** The user is suspended. */
        SUSPENDED
    }

    /** A connection was taken. */
    default void connected() {}

    /** A connection is gone. */
    default void disconnected() {}

    /** A connection or a request was refused. */
    default void refused(Refusal why) {}

    /** A token was handed out. */
    default void signedIn() {}

    /** A connection has become a WebSocket. */
    default void upgraded() {}

    /** A poll was answered. */
    default void polled() {}

    /** Reports nothing. */
    static EdgeMetrics none() {
        return new EdgeMetrics() {};
    }
}
