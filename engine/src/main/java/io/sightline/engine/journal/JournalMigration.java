package io.sightline.engine.journal;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Brings what an earlier version wrote to the form of today: numbered steps in order, each an edit of the tree. A new optional
 * component needs no step. A step is released one version ahead of what writes the new form, so that nodes of both versions can
 * read each other while they are exchanged.
 */
public final class JournalMigration {

    /** One edit; it looks at the name and leaves alone what it does not concern. */
    @FunctionalInterface
    public interface Step {
        /** @param kept an event or a state of the version before; changed in place */
        void edit(ObjectNode kept);
    }

    private final List<Step> steps;

    /** @param steps the first leads from version 1 to version 2 */
    JournalMigration(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    public static JournalMigration current() {
        return new JournalMigration(List.of());
    }

    /** The version that is written. */
    public int version() {
        return steps.size() + 1;
    }

    /** @throws JournalException when a newer program wrote it */
    void upgrade(ObjectNode kept, int from) {
        if (from < 1 || from > version()) {
            throw new JournalException("Version " + from + " of the journal is not one of 1 to " + version());
        }
        steps.subList(from - 1, steps.size()).forEach(step -> step.edit(kept));
    }
}
