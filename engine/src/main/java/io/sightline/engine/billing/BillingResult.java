package io.sightline.engine.billing;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.RequestId;
import io.sightline.engine.domain.RequestType;
import org.jspecify.annotations.Nullable;

/**
 * What the sender is told of its request.
 *
 * @param recordedAs its type, or the one that tells why it failed, such as {@code ATTACH_CAMERA_UNKNOWN_CSA}
 * @param first what became of it when it came first; the same as {@code outcome} unless that is {@code DUPLICATE}
 * @param refusal why it was rejected or kept, else null
 * @param detail the part of the request at fault; may be empty
 * @param subject the entity that keeps the receipt, null when only the system log knows of the request
 * @param revision the subject's revision that contains the outcome; 0 without a subject
 */
public record BillingResult(
        RequestId request,
        RequestType recordedAs,
        Outcome outcome,
        Outcome first,
        @Nullable Refusal refusal,
        String detail,
        @Nullable EntityRef subject,
        long revision) {

    private static final String SEPARATOR = ": ";

    /** How a refusal stands in the detail of a receipt; the same as the entities write it. */
    static String detail(Refusal refusal, String part) {
        return part.isEmpty() ? refusal.name() : refusal.name() + SEPARATOR + part;
    }

    static BillingResult of(Receipt receipt, boolean repeated, EntityRef subject, long revision) {
        Refusal refusal = null;
        String part = receipt.detail();
        for (Refusal each : Refusal.values()) {
            if (part.equals(each.name()) || part.startsWith(each.name() + SEPARATOR)) {
                refusal = each;
            }
        }
        if (refusal != null) {
            part = part.equals(refusal.name()) ? "" : part.substring((refusal.name() + SEPARATOR).length());
        }
        return new BillingResult(
                receipt.request().id(),
                receipt.request().type(),
                repeated ? Outcome.DUPLICATE : receipt.outcome(),
                receipt.outcome(),
                refusal,
                part,
                subject,
                revision);
    }

    /** The same id came before with another body. Nothing is recorded under it a second time. */
    static BillingResult reused(BillingRequest request, EntityRef subject, long revision) {
        return new BillingResult(
                request.id(),
                request.type(),
                Outcome.REJECTED,
                Outcome.REJECTED,
                Refusal.REQUEST_REUSED,
                "requestId",
                subject,
                revision);
    }

    /** Nobody has the login; the system log keeps the request. */
    static BillingResult unknownLogin(BillingRequest request) {
        return new BillingResult(
                request.id(),
                request.type(),
                Outcome.KEPT,
                Outcome.KEPT,
                request.type() == RequestType.UNKNOWN_TYPE ? null : Refusal.UNKNOWN_ENTITY,
                request.type() == RequestType.UNKNOWN_TYPE ? "" : "login",
                null,
                0);
    }

    /** Rejected without anybody to record it under. */
    static BillingResult rejected(BillingRequest request, Refusal refusal, String part) {
        return new BillingResult(
                request.id(), request.type(), Outcome.REJECTED, Outcome.REJECTED, refusal, part, null, 0);
    }
}
