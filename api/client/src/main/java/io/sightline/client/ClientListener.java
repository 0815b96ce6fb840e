package io.sightline.client;

import java.util.Collection;

import io.sightline.client.core.Manifest;
import io.sightline.client.core.Position;

/**
 * Hears what happens to a client. Calls come one after the other, never two at once, from any thread, and hold the client up: a
 * listener returns soon and does not wait for the client's futures. What it throws is logged and changes nothing.
 */
public interface ClientListener {

    /** A source has new content; {@code keys} may differ from before. */
    default void changed(String source, Position position, Collection<String> keys) {}

    /** There is a new manifest: sources may have come, gone or been hidden. */
    default void regranted(Manifest manifest) {}

    /** Nothing is lacking as of {@code at}, the server's time in epoch milliseconds. */
    default void frontier(long mrev, long at) {}

    /** The client stands elsewhere now. {@code why} is a short text for logs. */
    default void state(ClientState state, String why) {}
}
