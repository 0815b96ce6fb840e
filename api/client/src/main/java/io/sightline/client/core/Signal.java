package io.sightline.client.core;

import java.util.Collection;

import io.sightline.client.wire.ServerMessage;

/** What a step means to the surroundings of a {@link Replica}. */
public sealed interface Signal {

    record Welcomed(ServerMessage.Welcome welcome) implements Signal {}

    /** The manifest is a new one; sources may have gone with it. */
    record Regranted(Manifest manifest) implements Signal {}

    /**
     * A source has new content.
     *
     * @param keys the keys that may differ from before
     */
    record Applied(String source, Position position, Collection<String> keys) implements Signal {}

    /** Nothing is lacking as of {@code at}, server time in epoch milliseconds. */
    record Frontier(long mrev, long at) implements Signal {}

    /** The server cannot prove at present that it is up to date. */
    record Stale() implements Signal {}

    /** After {@link Stale}: it can again, and what is held is as it should be. */
    record Fresh() implements Signal {}

    /** Connect again after a random time in this range. */
    record Leave(long minMs, long maxMs, String why) implements Signal {}

    record Refused(ServerMessage.Problem problem) implements Signal {}

    /** The connection is of no more use and is to be closed with this code. */
    record Hangup(int code, String why) implements Signal {}
}
