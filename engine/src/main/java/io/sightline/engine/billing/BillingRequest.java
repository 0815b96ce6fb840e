package io.sightline.engine.billing;

import io.sightline.engine.domain.Order;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.RequestId;
import io.sightline.engine.domain.RequestType;
import org.jspecify.annotations.Nullable;

/**
 * One request of the billing system, read and found sound.
 *
 * @param login whom it concerns; null where the type allows it and the sender has named nobody
 * @param order where it stands among the requests of its login
 * @param system the sender's name for itself
 * @param fingerprint a keyed hash of the body as sent: the same id with another fingerprint is another request
 * @param document the body as it is kept, in canonical JSON: passwords hashed or struck out, the sender's extras included
 */
public record BillingRequest(
        RequestId id,
        RequestType type,
        @Nullable Personal login,
        Order order,
        @Nullable String system,
        Body body,
        String fingerprint,
        Personal document) {

    /** The part of it that an entity keeps, under the type it is recorded as. */
    io.sightline.engine.domain.BillingRequest recordedAs(RequestType recorded) {
        return new io.sightline.engine.domain.BillingRequest(id, fingerprint, recorded, order);
    }
}
