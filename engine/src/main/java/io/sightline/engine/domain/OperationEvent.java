package io.sightline.engine.domain;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What has happened in a synchronisation. */
public sealed interface OperationEvent extends Event {

    record Begun(@Nullable EntityRef target, Instant at) implements OperationEvent {}

    record Reported(List<OperationResult> results, Instant at) implements OperationEvent {
        public Reported {
            results = List.copyOf(results);
        }
    }

    record Finished(Instant at) implements OperationEvent {}
}
