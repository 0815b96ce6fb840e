package io.sightline.engine.sync.node;

import java.util.List;

import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import org.jspecify.annotations.Nullable;

/** The words of Synchronize: what is to be verified, and what came of it. */
public final class Verification {

    private Verification() {}

    /**
     * @param operation on whose behalf, or null for a sample
     * @param source one source, or null for all that the client holds
     * @param deep whether the client computes its hashes again from what it stores
     */
    public record Request(
            @Nullable OperationId operation, @Nullable SourceId source, boolean deep) {}

    public enum Outcome {
        IN_STEP,
        /** It differed and was put right. */
        REPAIRED,
        /** It differed after two repairs and was given up for now. */
        QUARANTINED,
        /** It left or did not answer in time. */
        UNREACHABLE
    }

    /** @param differed the sources that were not in step */
    public record Result(
            Request request,
            UserId user,
            String environment,
            String installation,
            Outcome outcome,
            List<SourceId> differed) {
        public Result {
            differed = List.copyOf(differed);
        }
    }
}
