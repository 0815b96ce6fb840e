package io.sightline.engine.domain;

/**
 * A command one entity owes another.
 *
 * @param untilFenced whether it is met only once the receiver's own change can no longer be seen by any client (level R1),
 *     as a removal must be, and not already when it is persisted
 */
public record Obligation(EntityRef to, Command command, boolean untilFenced) {}
