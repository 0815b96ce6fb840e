package io.sightline.engine.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A request that may be sent again and must not be carried out twice: who is at it now, and then its answer, until
 * {@link #KEPT_FOR} after it began. What the request is and what the answer says is for others to know.
 *
 * @param claim null before it begins and after it was forgotten
 * @param answer null as long as there is none
 */
public record KeptAnswer(
        KeptAnswerId id, @Nullable Claim claim, @Nullable String answer)
        implements Entity<KeptAnswerCommand, KeptAnswerEvent, KeptAnswer> {

    /** After it the key may come with another request. */
    public static final Duration KEPT_FOR = Duration.ofHours(24);

    /** An attempt that has said nothing for so long was lost with its node; longer than any request is worked on. */
    public static final Duration UNDER_WAY_FOR = Duration.ofSeconds(60);

    /** The longest answer in characters. */
    public static final int LONGEST = 131_072;

    private static final int SHORT = 128;

    /** @param underWay whether an attempt is at it */
    public record Claim(String fingerprint, String attempt, Instant at, boolean underWay) {}

    public static KeptAnswer absent(KeptAnswerId id) {
        return new KeptAnswer(id, null, null);
    }

    /** The answer, if it was kept. */
    public Optional<String> kept() {
        return Optional.ofNullable(answer);
    }

    @Override
    public Decision<KeptAnswerEvent> decide(KeptAnswerCommand command, Instant now) {
        if (command instanceof KeptAnswerCommand.Begin begin) {
            return begin(begin, now);
        }
        if (command instanceof KeptAnswerCommand.Keep keep) {
            if (keep.answer().length() > LONGEST) {
                return Decision.refuse(Refusal.LIMIT_EXCEEDED, "answer");
            }
            if (!isAt(keep.attempt())) {
                return Decision.refuse(Refusal.CONFLICT, "attempt");
            }
            return answer == null ? Decision.accept(new KeptAnswerEvent.Kept(keep.answer())) : Decision.unchanged();
        }
        if (command instanceof KeptAnswerCommand.GiveUp giveUp) {
            boolean open = isAt(giveUp.attempt()) && answer == null && claim != null && claim.underWay();
            return open ? Decision.accept(new KeptAnswerEvent.GivenUp(giveUp.forget())) : Decision.unchanged();
        }
        throw new AssertionError(command);
    }

    private Decision<KeptAnswerEvent> begin(KeptAnswerCommand.Begin begin, Instant now) {
        if (begin.fingerprint().length() > SHORT || begin.attempt().length() > SHORT) {
            return Decision.refuse(Refusal.INVALID, "fingerprint");
        }
        Decision<KeptAnswerEvent> begun =
                Decision.accept(new KeptAnswerEvent.Begun(begin.fingerprint(), begin.attempt(), now));
        if (claim == null || !now.isBefore(claim.at().plus(KEPT_FOR))) {
            return begun;
        }
        if (!claim.fingerprint().equals(begin.fingerprint())) {
            return Decision.refuse(Refusal.REQUEST_REUSED, "key");
        }
        if (answer != null || claim.attempt().equals(begin.attempt())) {
            return Decision.unchanged();
        }
        boolean underWay = claim.underWay() && now.isBefore(claim.at().plus(UNDER_WAY_FOR));
        return underWay ? Decision.refuse(Refusal.CONFLICT, "attempt") : begun;
    }

    private boolean isAt(String attempt) {
        return claim != null && claim.attempt().equals(attempt);
    }

    @Override
    public KeptAnswer apply(KeptAnswerEvent event, long revision) {
        if (event instanceof KeptAnswerEvent.Begun begun) {
            return new KeptAnswer(id, new Claim(begun.fingerprint(), begun.attempt(), begun.at(), true), null);
        }
        if (event instanceof KeptAnswerEvent.Kept kept) {
            return new KeptAnswer(id, claim, kept.answer());
        }
        if (event instanceof KeptAnswerEvent.GivenUp givenUp) {
            Claim left = claim == null || givenUp.forgotten()
                    ? null
                    : new Claim(claim.fingerprint(), claim.attempt(), claim.at(), false);
            return new KeptAnswer(id, left, null);
        }
        throw new AssertionError(event);
    }
}
