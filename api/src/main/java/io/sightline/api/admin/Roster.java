package io.sightline.api.admin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

import io.sightline.engine.domain.Staff;
import org.jspecify.annotations.Nullable;

/**
 * The administrators as every call needs them. What was read less than a second ago is not read again, so what ends a session
 * on another node does so here a second later at most. When it cannot be read nobody is let in. Thread-safe.
 */
final class Roster {

    private static final Duration KNOWN = Duration.ofSeconds(1);

    private record Read(Staff staff, long at) {}

    private final Entities entities;
    private final LongSupplier nanos;
    private volatile @Nullable Read last;

    Roster(Entities entities, LongSupplier nanos) {
        this.entities = entities;
        this.nanos = nanos;
    }

    /** As they were at most a second ago. */
    CompletionStage<Staff> lately() {
        Read read = last;
        return read != null && nanos.getAsLong() - read.at < KNOWN.toNanos()
                ? CompletableFuture.completedStage(read.staff)
                : now();
    }

    /** As they are. */
    CompletionStage<Staff> now() {
        long begun = nanos.getAsLong();
        return entities.read(Staff.REF, Staff.class).thenApply(at -> {
            Read read = last;
            // A read that was begun earlier does not take the place of a later one.
            if (read == null || begun - read.at >= 0) {
                last = new Read(at.state(), begun);
            }
            return at.state();
        });
    }
}
