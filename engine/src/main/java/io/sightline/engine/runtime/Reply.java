package io.sightline.engine.runtime;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Refusal;

/** What an entity answers to a command. A third outcome, not known, is a failed or timed-out stage: ask again, it is safe. */
public sealed interface Reply {

    /**
     * The command holds.
     *
     * @param revision the entity's revision after it; a later read or frontier at or past it contains the command
     * @param changed false when there was nothing to do
     */
    record Done(EntityRef entity, long revision, boolean changed) implements Reply {}

    /**
     * The command does not hold and changed nothing.
     *
     * @param detail names the part of the command at fault; never personal data; may be empty
     */
    record Refused(EntityRef entity, Refusal refusal, String detail) implements Reply {}
}
