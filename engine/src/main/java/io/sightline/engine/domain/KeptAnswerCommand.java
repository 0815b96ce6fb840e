package io.sightline.engine.domain;

/** What becomes of a request that may be sent again. */
public sealed interface KeptAnswerCommand extends Command {

    /**
     * Claims the request for one attempt at it. Refused with {@link Refusal#REQUEST_REUSED} when the key came before with
     * another request and with {@link Refusal#CONFLICT} while another attempt is under way; without effect when it is answered.
     *
     * @param fingerprint tells two requests apart; at most 128 characters
     * @param attempt drawn by the sender; sent again with the same one it is a repetition
     */
    record Begin(String fingerprint, String attempt) implements KeptAnswerCommand {}

    /**
     * Keeps the answer; refused with {@link Refusal#CONFLICT} when another attempt has taken over.
     *
     * @param answer sealed by its maker, at most {@link KeptAnswer#LONGEST} characters
     */
    record Keep(String attempt, String answer) implements KeptAnswerCommand {}

    /**
     * Gives the request up, so that it may be tried again at once.
     *
     * @param forget whether nothing has happened, so that the key may come with another request
     */
    record GiveUp(String attempt, boolean forget) implements KeptAnswerCommand {}
}
