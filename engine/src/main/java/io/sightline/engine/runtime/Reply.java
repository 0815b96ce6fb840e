package io.sightline.engine.runtime;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.Refusal;
import org.jspecify.annotations.Nullable;

/** What an entity answers to a command. A third outcome, not known, is a failed or timed-out stage: ask again, it is safe. */
public sealed interface Reply extends RemoteMessage {

    /**
     * The command holds.
     *
     * @param revision the entity's revision after it; a later read or frontier at or past it contains the command
     * @param changed false when there was nothing to do
     * @param receipt what became of the billing request that the command carried, or null when it carried none
     */
    record Done(
            EntityRef entity,
            long revision,
            boolean changed,
            @Nullable Receipt receipt) implements Reply {

        /** A command that carried no billing request. */
        public Done(EntityRef entity, long revision, boolean changed) {
            this(entity, revision, changed, null);
        }
    }

    /**
     * The command does not hold and changed nothing.
     *
     * @param detail names the part of the command at fault; never personal data; may be empty
     */
    record Refused(EntityRef entity, Refusal refusal, String detail) implements Reply {}
}
