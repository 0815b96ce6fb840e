package io.sightline.engine.domain;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What a synchronisation is told. */
public sealed interface OperationCommand extends Command {

    /**
     * Begins it.
     *
     * @param target a user, an address or a folder; null for everybody
     */
    record Begin(@Nullable EntityRef target) implements OperationCommand {}

    /** Takes what was found at some installations; a later word about one replaces an earlier one. At most 1,000 at once. */
    record Report(List<OperationResult> results) implements OperationCommand {
        public Report {
            results = List.copyOf(results);
        }
    }

    /** Ends it; what installations that return later report is still taken. */
    record Finish() implements OperationCommand {}
}
