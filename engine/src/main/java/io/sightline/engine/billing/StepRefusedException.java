package io.sightline.engine.billing;

import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.RequestType;

/**
 * One step of a request was refused, so the rest is not done. It exists only inside a flow, where it saves every later step from
 * asking whether there is anything left to do; {@link Receipts} makes a recorded outcome of it.
 */
final class StepRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final String part;
    private final RequestType recordedAs;

    StepRefusedException(RequestType recordedAs, Refusal refusal, String part) {
        super(BillingResult.detail(refusal, part), null, false, false);
        this.recordedAs = recordedAs;
        this.refusal = refusal;
        this.part = part;
    }

    RequestType recordedAs() {
        return recordedAs;
    }

    Refusal refusal() {
        return refusal;
    }

    String part() {
        return part;
    }
}
