package io.sightline.engine.billing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.RequestType;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;

/** Sends the one command of a request that leaves its receipt, and reads the receipt. Thread-safe. */
record Receipts(Engine engine) {

    /**
     * Carries out a request of several steps, unless its subject knows it already or has applied a newer one.
     *
     * @param steps ends by recording the outcome; a step that is refused ends it earlier, and the refusal is recorded
     */
    CompletionStage<BillingResult> once(
            Subject subject, BillingRequest request, Supplier<CompletionStage<BillingResult>> steps) {
        Optional<BillingResult> known = known(subject, request);
        if (known.isPresent()) {
            return CompletableFuture.completedStage(known.get());
        }
        if (subject.requests().latest() != null
                && request.order().isBefore(subject.requests().latest())) {
            return note(subject, request, request.type(), Outcome.SUPERSEDED, "");
        }
        return CompletableFuture.completedStage(request)
                .thenCompose(each -> steps.get())
                .exceptionallyCompose(failure -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    return cause instanceof StepRefusedException step
                            ? reject(subject, request, step)
                            : CompletableFuture.failedStage(failure);
                });
    }

    private CompletionStage<BillingResult> reject(Subject subject, BillingRequest request, StepRefusedException step) {
        return note(
                subject,
                request,
                step.recordedAs(),
                Outcome.REJECTED,
                BillingResult.detail(step.refusal(), step.part()));
    }

    /** What became of the request the first time, if its subject has met it. */
    Optional<BillingResult> known(Subject subject, BillingRequest request) {
        return subject.requests().find(request.id()).map(receipt -> replay(receipt, request, subject));
    }

    private static BillingResult replay(Receipt receipt, BillingRequest request, Subject subject) {
        return receipt.request().fingerprint().equals(request.fingerprint())
                ? BillingResult.of(receipt, true, subject.ref(), subject.revision())
                : BillingResult.reused(request, subject.ref(), subject.revision());
    }

    /** Records an outcome that was found elsewhere. */
    CompletionStage<BillingResult> note(
            Subject subject, BillingRequest request, RequestType recordedAs, Outcome outcome, String detail) {
        return bill(
                subject, request, subject.note(request.recordedAs(recordedAs), outcome, detail), Assurance.PERSISTED);
    }

    /**
     * Sends the command that leaves the receipt. A subject that knows the request already is not asked again.
     *
     * @param command a {@code Bill} or {@code Note} of this request
     */
    CompletionStage<BillingResult> bill(Subject subject, BillingRequest request, Command command, Assurance assurance) {
        Optional<BillingResult> known = known(subject, request);
        if (known.isPresent()) {
            return CompletableFuture.completedStage(known.get());
        }
        return engine.send(subject.ref(), command, assurance).thenApply(reply -> read(subject, request, reply));
    }

    /**
     * Sends the command that leaves the receipt to a user who has not been read.
     *
     * @return empty when the user has the login no longer or refused the command, which leaves nothing behind
     */
    CompletionStage<Optional<BillingResult>> bill(
            UserId user, LoginId login, UserCommand.Bill command, Assurance assurance) {
        return engine.send(user.ref(), List.of(new UserCommand.RequireLogin(login), command), null, assurance)
                .thenApply(reply -> reply instanceof Reply.Done done ? Optional.of(read(done)) : Optional.empty());
    }

    private static BillingResult read(Subject subject, BillingRequest request, Reply reply) {
        if (reply instanceof Reply.Refused refused) {
            return refused.refusal() == Refusal.REQUEST_REUSED
                    ? BillingResult.reused(request, subject.ref(), subject.revision())
                    : BillingResult.rejected(request, refused.refusal(), refused.detail());
        }
        return read((Reply.Done) reply);
    }

    private static BillingResult read(Reply.Done done) {
        Receipt receipt = done.receipt();
        if (receipt == null) {
            throw new IllegalStateException(done.entity() + " has answered a billing request without a receipt");
        }
        return BillingResult.of(receipt, !done.changed(), done.entity(), done.revision());
    }
}
