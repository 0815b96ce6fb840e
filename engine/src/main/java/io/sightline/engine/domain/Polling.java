package io.sightline.engine.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far the enquiries at the operator's billing have come.
 *
 * @param timetable when the next begins, or null when none does
 * @param retryAt when the present one is repeated, or null when none is under way
 * @param refused how often in this one the user was not active
 * @param missing how often in this one the packages were missing
 * @param number names what is asked next: an answer to anything else is void
 * @param lastAt when the last answer came, or null before the first
 * @param lastVerdict what it was
 */
public record Polling(
        @Nullable Timetable timetable,
        @Nullable Instant retryAt,
        int refused,
        int missing,
        long number,
        @Nullable Instant lastAt,
        OperatorAnswer.@Nullable Verdict lastVerdict) {

    /** When the operator's billing is asked next. */
    public record Timetable(Instant renewal, Instant information) {

        static @Nullable Timetable after(Instant now, ServiceRules rules) {
            return rules.polled() ? new Timetable(rules.renewalAfter(now), now.plus(rules.informationEvery())) : null;
        }

        Instant first() {
            return renewal.isBefore(information) ? renewal : information;
        }
    }

    static Polling none() {
        return new Polling(null, null, 0, 0, 0, null, null);
    }

    /** When the operator's billing is to be asked, or null for never. */
    public @Nullable Instant due() {
        return retryAt != null ? retryAt : timetable == null ? null : timetable.first();
    }

    Polling failed(SubscriptionEvent.PollFailed failed, long revision) {
        return new Polling(
                timetable,
                failed.retryAt(),
                failed.refused(),
                failed.missing(),
                revision,
                failed.at(),
                failed.verdict());
    }

    /** What was asked is settled, and the next enquiry begins at a time of this table, or never. */
    Polling next(@Nullable Timetable times, OperatorAnswer.@Nullable Verdict verdict, Instant at, long revision) {
        return new Polling(
                times, null, 0, 0, revision, verdict == null ? lastAt : at, verdict == null ? lastVerdict : verdict);
    }

    /** The present enquiry is given up and the timetable stays. */
    Polling idle(long revision) {
        return new Polling(timetable, null, 0, 0, revision, lastAt, lastVerdict);
    }
}
