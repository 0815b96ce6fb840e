package io.sightline.engine.billing;

import java.util.Optional;

import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.RequestType;

/** What comes of sending a logged request once more. */
public sealed interface Replay {

    /** The log has no such row, or has it no longer. */
    record Unknown() implements Replay {}

    /** Nothing was sent. */
    record Refused(Obstacle obstacle) implements Replay {}

    /** @param result as its sender is told; {@code DUPLICATE} when the row had been replayed before */
    record Sent(BillingResult result) implements Replay {

        /** Whether the row had been replayed before and that had no effect: that replay has a row, which may be replayed. */
        public boolean isSpent() {
            return result.outcome() == Outcome.DUPLICATE && hadNoEffect(result.first());
        }
    }

    /** Why a row is not sent again. */
    enum Obstacle {
        UNDER_WAY,
        APPLIED,
        SUPERSEDED,
        /** It was a repetition itself. */
        DUPLICATE,
        /** Whatever might have been a password in it was struck out when it came. */
        UNKNOWN_TYPE,
        /** It told of somebody who has been erased. */
        ERASED
    }

    /** What stands against sending a row again; empty when nothing does. */
    static Optional<Obstacle> obstacle(RequestLog.Row row) {
        RequestLog.Settlement settlement = row.settlement();
        if (settlement == null) {
            return Optional.of(Obstacle.UNDER_WAY);
        }
        if (!hadNoEffect(settlement.outcome())) {
            return Optional.of(
                    switch (settlement.outcome()) {
                        case SUPERSEDED -> Obstacle.SUPERSEDED;
                        case DUPLICATE -> Obstacle.DUPLICATE;
                        default -> Obstacle.APPLIED;
                    });
        }
        if (row.entry().type() == RequestType.UNKNOWN_TYPE) {
            return Optional.of(Obstacle.UNKNOWN_TYPE);
        }
        return row.entry().content().isEmpty() ? Optional.of(Obstacle.ERASED) : Optional.empty();
    }

    private static boolean hadNoEffect(Outcome outcome) {
        return outcome == Outcome.REJECTED || outcome == Outcome.KEPT || outcome == Outcome.STOPPED;
    }
}
