package io.sightline.engine.billing;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Login;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginCommand;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Order;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Permission;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;
import org.jspecify.annotations.Nullable;

/** The requests about users themselves: most are one command that leaves one row. */
record UserFlows(
        Engine engine, Receipts receipts, Subscribers subscribers, BillingKeys keys, BillingSettings settings) {

    /** A command to the user whom a request names, and when the sender is answered. */
    private record Effect(UserCommand command, Assurance assurance) {}

    /** What a request asks for, if it is one command to its user and nothing else; otherwise null. */
    private static @Nullable Effect effect(Body body) {
        if (body instanceof Body.PauseEntity) {
            return new Effect(new UserCommand.Suspend(SuspensionCause.BILLING_PAUSE), Assurance.FENCED);
        }
        if (body instanceof Body.UnpauseEntity) {
            return new Effect(new UserCommand.Resume(SuspensionCause.BILLING_PAUSE), Assurance.PERSISTED);
        }
        if (body instanceof Body.TerminateEntity) {
            return new Effect(new UserCommand.Terminate(), Assurance.FENCED);
        }
        if (body instanceof Body.UpdatePassword change) {
            return new Effect(new UserCommand.ChangePassword(change.password().phc()), Assurance.FENCED);
        }
        return null;
    }

    /**
     * Carries out a request that is one command, by one message to the user who had the login when somebody last looked.
     *
     * @return empty when this is not such a request, when nobody is remembered, or when that user does not take it; it has had no
     *     effect then
     */
    CompletionStage<Optional<BillingResult>> ofRemembered(LoginId login, BillingRequest request) {
        UserId user = subscribers.recall(login);
        Effect effect = effect(request.body());
        return user == null || effect == null
                ? CompletableFuture.completedStage(Optional.empty())
                : receipts.bill(user, login, bill(request, effect.command), effect.assurance);
    }

    /** Carries out a request that is one command. */
    CompletionStage<BillingResult> one(Subject.OfUser user, BillingRequest request) {
        Effect effect = effect(request.body());
        if (effect == null) {
            throw new AssertionError(request.body());
        }
        return receipts.bill(user, request, bill(request, effect.command), effect.assurance);
    }

    private static UserCommand.Bill bill(BillingRequest request, UserCommand effect) {
        return new UserCommand.Bill(request.recordedAs(request.type()), effect);
    }

    /** Creates a user under an id made from the request, so that the same request never creates two. */
    CompletionStage<BillingResult> create(Personal login, BillingRequest request, Body.NewEntity body) {
        LoginId name = keys.login(login.text());
        UserId user = keys.user(name, request.id());
        // Both are usually new to the node and have to be looked for in the store, so they are woken together.
        CompletionStage<Optional<Subject.OfUser>> holder = subscribers.find(name);
        return subscribers
                .read(user)
                .thenCompose(made -> made.isPresent()
                        ? CompletableFuture.completedStage(receipts.known(made.get(), request)
                                .orElseGet(() -> BillingResult.reused(
                                        request, user.ref(), made.get().revision())))
                        : holder.thenCompose(found -> create(login, request, body, found)));
    }

    private CompletionStage<BillingResult> create(
            Personal login, BillingRequest request, Body.NewEntity body, Optional<Subject.OfUser> holder) {
        if (holder.isPresent() && !holder.get().account().standing().terminated()) {
            return taken(holder.get(), request);
        }
        if (holder.isPresent() && isLate(request, holder.get())) {
            return receipts.note(holder.get(), request, request.type(), Outcome.SUPERSEDED, "");
        }
        if (!settings.allows(body.userType())) {
            return CompletableFuture.completedStage(BillingResult.rejected(request, Refusal.INVALID, "userType"));
        }
        LoginClaim claim = claim(login, request);
        UserId user = keys.user(claim.id(), request.id());
        return giveUp(holder)
                .thenCompose(free -> engine.send(
                        claim.id().ref(), new LoginCommand.Reserve(user, claim.claim()), Assurance.PERSISTED))
                .thenCompose(reply -> reply instanceof Reply.Refused refused
                        ? CompletableFuture.completedStage(
                                BillingResult.rejected(request, refused.refusal(), refused.detail()))
                        : create(user, claim, request, body));
    }

    /** Whether it is older than what was applied for its login last, of which the terminated user knows. */
    private static boolean isLate(BillingRequest request, Subject.OfUser terminated) {
        Order latest = terminated.requests().latest();
        return latest != null && request.order().isBefore(latest);
    }

    private CompletionStage<BillingResult> taken(Subject.OfUser holder, BillingRequest request) {
        return receipts.note(
                holder, request, request.type(), Outcome.REJECTED, BillingResult.detail(Refusal.LOGIN_TAKEN, "login"));
    }

    /** A terminated user lets go of its login when somebody asks for it. */
    private CompletionStage<?> giveUp(Optional<Subject.OfUser> terminated) {
        if (terminated.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        Account account = terminated.get().account();
        return release(account.id(), account.login());
    }

    private CompletionStage<Reply> release(UserId user, LoginClaim claim) {
        return engine.send(claim.id().ref(), new LoginCommand.Release(user, claim.claim()), Assurance.PERSISTED);
    }

    private CompletionStage<BillingResult> create(
            UserId user, LoginClaim claim, BillingRequest request, Body.NewEntity body) {
        UserCommand.Create create = new UserCommand.Create(
                keys.epoch(claim.id(), request.id()),
                claim,
                new UserOrigin.Billing(),
                new Profile(
                        body.name(),
                        body.subscriberKind(),
                        body.userType(),
                        body.entityId(),
                        body.contractNumber(),
                        java.util.Map.of(),
                        body.properties(),
                        body.canUpdatePassword()),
                body.password().phc(),
                Permission.defaults(body.subscriberKind()),
                false);
        io.sightline.engine.domain.BillingRequest recorded = request.recordedAs(request.type());
        return engine.send(user.ref(), new UserCommand.Bill(recorded, create), Assurance.PERSISTED)
                .thenCompose(reply -> {
                    if (reply instanceof Reply.Refused refused) {
                        return release(user, claim)
                                .thenApply(
                                        free -> BillingResult.rejected(request, refused.refusal(), refused.detail()));
                    }
                    Reply.Done done = (Reply.Done) reply;
                    Receipt receipt = new Receipt(
                            recorded, Outcome.APPLIED, "", request.order().occurredAt());
                    return CompletableFuture.completedStage(
                            BillingResult.of(receipt, !done.changed(), user.ref(), done.revision()));
                });
    }

    /** Reserves the new login, lets the user change to it, and leaves it to the user to give up the old one. */
    CompletionStage<BillingResult> rename(Subject.OfUser user, BillingRequest request, Body.UpdateLogin body) {
        LoginClaim claim = claim(body.newLogin(), request);
        if (claim.id().equals(user.account().login().id())) {
            return receipts.once(user, request, () -> receipts.note(user, request, request.type(), Outcome.NO_OP, ""));
        }
        return receipts.once(user, request, () -> new Steps(engine, request.type())
                .step(claim.id().ref(), new LoginCommand.Reserve(user.account().id(), claim.claim()))
                .exceptionallyCompose(failure -> freed(claim, failure, user, request))
                .thenCompose(reserved -> receipts.bill(
                        user, request, bill(request, new UserCommand.ChangeLogin(claim)), Assurance.PERSISTED))
                .thenCompose(result -> keepOrRelease(user, claim, result)));
    }

    /** The new login may still stand with a user who was terminated. */
    private CompletionStage<Boolean> freed(
            LoginClaim claim, Throwable failure, Subject.OfUser user, BillingRequest request) {
        return subscribers.find(claim.id()).thenCompose(holder -> {
            if (holder.isEmpty() || !holder.get().account().standing().terminated()) {
                return CompletableFuture.failedStage(failure);
            }
            return giveUp(holder).thenCompose(free -> new Steps(engine, request.type())
                    .step(
                            claim.id().ref(),
                            new LoginCommand.Reserve(user.account().id(), claim.claim())));
        });
    }

    private CompletionStage<BillingResult> keepOrRelease(Subject.OfUser user, LoginClaim claim, BillingResult result) {
        return result.first() == Outcome.APPLIED
                ? CompletableFuture.completedStage(result)
                : release(user.account().id(), claim).thenApply(free -> result);
    }

    /**
     * What became of a rename that has already happened: its old login is nobody's now, or somebody else's, and only who has
     * the new one knows.
     */
    CompletionStage<Optional<BillingResult>> renamed(BillingRequest request, Body.UpdateLogin body) {
        LoginId name = keys.login(body.newLogin().text());
        return engine.read(name.ref(), Login.class).thenCompose(read -> {
            Optional<UserId> holder = read.state().holder();
            return holder.isEmpty()
                    ? CompletableFuture.completedStage(Optional.empty())
                    : subscribers
                            .read(holder.get())
                            .thenApply(found -> found.flatMap(user -> receipts.known(user, request)));
        });
    }

    private LoginClaim claim(Personal login, BillingRequest request) {
        LoginId name = keys.login(login.text());
        return new LoginClaim(name, keys.claim(name, request.id()), login);
    }
}
