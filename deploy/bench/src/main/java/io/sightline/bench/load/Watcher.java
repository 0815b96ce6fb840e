package io.sightline.bench.load;

import io.sightline.client.wire.ServerMessage;

/** Hears what sessions are told. Called on event loops, by several at once for different sessions. */
public interface Watcher {

    /** Hears nothing. */
    Watcher NOBODY = new Watcher() {};

    /** A change that was sent, whether it will be applied or not. */
    default void sent(Session session, ServerMessage.Delta delta) {}

    /** A change that was applied; the same object for all sessions of one event loop that were sent the same bytes. */
    default void delta(Session session, ServerMessage.Delta delta) {}

    /** The manifest, or a change of it, that was applied. */
    default void manifest(Session session, ServerMessage.Man manifest) {}

    /** Nothing is lacking any more. */
    default void frontier(Session session) {}

    /** Any frame, before it is looked at. */
    default void frame(Session session, int bytes) {}
}
