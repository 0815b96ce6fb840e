package io.sightline.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An event-sourced entity as two functions. {@link #decide} reads and may refuse; {@link #apply} changes and is total, for
 * what has happened cannot be refused. Implementations are immutable.
 */
public interface Entity<C extends Command, E extends Event, S extends Entity<C, E, S>> {

    /** Decides what a command brings about, without changing anything. Repeating a command yields no events. */
    Decision<E> decide(C command, Instant now);

    /**
     * The entity after an event.
     *
     * @param revision the event's journal sequence number: 1 for the first, then one more each time
     */
    S apply(E event, long revision);

    /**
     * What other entities must be told as long as this state lasts, by a key that is stable for the same duty. The runtime
     * compares the map before and after each event, delivers what is new or changed at least once, until the receiver has
     * accepted or refused it, and delivers everything again after a recovery.
     */
    default Map<String, Obligation> obligations() {
        return Map.of();
    }

    /**
     * Decides what follows from the receiver's answer to an obligation.
     *
     * @param key the obligation's key in {@link #obligations}
     * @param refusal why the receiver will not have it, or null when it has accepted
     */
    default List<E> settle(
            String key, Obligation obligation, @org.jspecify.annotations.Nullable Refusal refusal, Instant now) {
        return List.of();
    }
}
