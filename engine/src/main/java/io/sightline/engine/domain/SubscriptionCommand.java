package io.sightline.engine.domain;

/** What the subscription of a user is asked to do. Who sends it has seen that the user and the plan exist and fit. */
public sealed interface SubscriptionCommand extends Command {

    /** Attaches a plan; it is not active yet. */
    record Attach(Subscription.Plan plan) implements SubscriptionCommand {}

    /** Activates the attached plan; a deactivated one is not activated by hand. */
    record Activate(ServiceRules rules) implements SubscriptionCommand {}

    /**
     * Pauses an active plan.
     *
     * @param days 10, 20 or 30
     * @param paid whether it may cost something: the first pause of a calendar year is free and every other is not
     */
    record Pause(int days, boolean paid, ServiceRules rules) implements SubscriptionCommand {}

    record Resume() implements SubscriptionCommand {}

    /** Resumes if the pause is over, and does nothing otherwise. */
    record EndPause() implements SubscriptionCommand {}

    /** Takes another plan, active at once when the earlier one was. */
    record ChangePlan(Subscription.Plan plan, ServiceRules rules) implements SubscriptionCommand {}

    /** Ends the service; the user needs another plan to have access. */
    record Detach() implements SubscriptionCommand {}

    /**
     * Takes what the operator's billing said to an enquiry that was due.
     *
     * @param number of the enquiry; the answer to another one is void
     */
    record TakeAnswer(long number, OperatorAnswer answer, ServiceRules rules) implements SubscriptionCommand {}

    /** Takes what the operator's billing said when an administrator asked; an answer against the user changes nothing. */
    record Synchronize(OperatorAnswer answer, ServiceRules rules) implements SubscriptionCommand {}

    /** The user has been terminated. */
    record Close() implements SubscriptionCommand {}
}
