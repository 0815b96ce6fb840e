package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The billing requests of one entity and what became of each.
 *
 * <p>How an outcome reaches the sender: every new request makes exactly one event, so a command that was accepted and changed
 * nothing was a {@link Outcome#DUPLICATE}; and {@code find(id)} in the entity's state afterwards is the receipt, for the first
 * time as well as for a repetition. A refusal means that nothing was recorded: the id was used for another body, or there is
 * no such entity.
 *
 * @param receipts the latest {@link Limits#RECEIPTS} in no order; a reader sorts by time
 * @param effects what each request that changed something has changed here, in the order it happened
 * @param latest the order of the last request that was applied or had nothing to do, null before the first
 */
public record Requests(
        PMap<RequestId, Receipt> receipts,
        PMap<RequestId, List<Effect>> effects,
        @Nullable Order latest) {

    public static Requests none() {
        return new Requests(HashTreePMap.empty(), HashTreePMap.empty(), null);
    }

    public Optional<Receipt> find(RequestId id) {
        return Optional.ofNullable(receipts.get(id));
    }

    /**
     * Weighs a request against those before it.
     *
     * @param effect decides what the request asks for; called only when the request is new and in order
     * @param record makes the one event that holds the receipt and all the effect brought about
     */
    <E extends Event> Decision<E> weigh(
            BillingRequest request, Instant now, Supplier<Decision<E>> effect, BiFunction<Receipt, List<E>, E> record) {
        Receipt known = receipts.get(request.id());
        if (known != null) {
            return known.request().fingerprint().equals(request.fingerprint())
                    ? Decision.unchanged()
                    : Decision.refuse(Refusal.REQUEST_REUSED, "requestId");
        }
        if (latest != null && request.order().isBefore(latest)) {
            return Decision.accept(record.apply(new Receipt(request, Outcome.SUPERSEDED, "", now), List.of()));
        }
        Decision<E> decision = effect.get();
        if (decision instanceof Decision.Refused<E> refused) {
            String why = refused.refusal().name() + (refused.detail().isEmpty() ? "" : ": " + refused.detail());
            return Decision.accept(record.apply(new Receipt(request, Outcome.REJECTED, why, now), List.of()));
        }
        List<E> brought = ((Decision.Accepted<E>) decision).events();
        Outcome outcome = brought.isEmpty() ? Outcome.NO_OP : Outcome.APPLIED;
        return Decision.accept(record.apply(new Receipt(request, outcome, "", now), brought));
    }

    /** Weighs a request whose outcome was found elsewhere: rejected before it came here, stopped or kept. */
    <E extends Event> Decision<E> note(
            BillingRequest request, Outcome outcome, String detail, Instant now, Function<Receipt, E> record) {
        Receipt known = receipts.get(request.id());
        if (known == null) {
            return Decision.accept(record.apply(new Receipt(request, outcome, detail, now)));
        }
        return known.request().fingerprint().equals(request.fingerprint())
                ? Decision.unchanged()
                : Decision.refuse(Refusal.REQUEST_REUSED, "requestId");
    }

    /** What a request has changed here; nothing for one that is not known or changed nothing. */
    public List<Effect> effectsOf(RequestId id) {
        return effects.getOrDefault(id, List.of());
    }

    /** The latest remembered request that has granted a camera here. */
    public Optional<Receipt> giverOf(CameraId camera) {
        Effect granted = new Effect("camera_granted", camera.value());
        return effects.entrySet().stream()
                .filter(each -> each.getValue().contains(granted))
                .flatMap(each -> find(each.getKey()).stream())
                .max(Comparator.comparing(Receipt::at));
    }

    Requests with(Receipt receipt, List<? extends Event> brought) {
        RequestId id = receipt.request().id();
        boolean counts = receipt.outcome() == Outcome.APPLIED || receipt.outcome() == Outcome.NO_OP;
        Order order = receipt.request().order();
        boolean later = counts && (latest == null || !order.isBefore(latest));
        return new Requests(
                        receipts.plus(id, receipt),
                        brought.isEmpty()
                                ? effects
                                : effects.plus(
                                        id, brought.stream().map(Effect::of).toList()),
                        later ? order : latest)
                .withinLimit();
    }

    private Requests withinLimit() {
        if (receipts.size() <= Limits.RECEIPTS) {
            return this;
        }
        RequestId oldest = receipts.values().stream()
                .min(Comparator.comparing(Receipt::at)
                        .thenComparing(each -> each.request().id().value()))
                .orElseThrow()
                .request()
                .id();
        return new Requests(receipts.minus(oldest), effects.minus(oldest), latest);
    }
}
