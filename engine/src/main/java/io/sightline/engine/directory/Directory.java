package io.sightline.engine.directory;

import java.util.Collection;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.EntityRef;
import org.jspecify.annotations.Nullable;

/** Lists of all there is. Follows the entities with a delay, usually of less than a second. Thread-safe. */
public interface Directory {

    /**
     * A page of a list.
     *
     * @param atLeast what the answer must know, or null for what happens to be known
     * @return fails with {@link NotReady} while the index is being built, and with {@link TooNew} when {@code atLeast} names a
     *     revision that the entity does not have
     */
    CompletionStage<Result> find(Query query, @Nullable AtLeast atLeast);

    /**
     * Takes entities out of every list for good and rewrites the files that held them. Whoever erases a person destroys the key
     * and lets the entity forget first, or it will be listed again as soon as something happens to it.
     *
     * @return completes when no file holds a byte of theirs
     */
    CompletionStage<Void> erase(Collection<EntityRef> entities);

    /** How far the directory is. */
    Progress progress();

    /**
     * How far the directory is.
     *
     * @param ready whether it answers
     * @param built what part of the journal has been read, 0 to 1; 1 when it need not be
     * @param behindMillis the age of the oldest change that is not in the lists yet; 0 when there is none
     * @param waiting how many entities have changes that are not in the lists yet
     */
    record Progress(boolean ready, double built, long behindMillis, long waiting) {}

    /** The index is being built; it says so for a while after its folder was lost, and then no more. */
    final class NotReady extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final double built;

        public NotReady(double built) {
            super("The directory is being built; it is at %.0f %%".formatted(built * 100));
            this.built = built;
        }

        /** What part of the journal has been read, 0 to 1. */
        public double built() {
            return built;
        }
    }

    /** Nothing can be known of a revision that does not exist. */
    final class TooNew extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public TooNew(AtLeast atLeast, long revision) {
            super(atLeast + " was asked for, but there is " + revision);
        }
    }
}
