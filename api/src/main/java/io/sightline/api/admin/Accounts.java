package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.billing.BillingKeys;
import io.sightline.engine.billing.PasswordHash;
import io.sightline.engine.billing.Passwords;
import io.sightline.engine.billing.PasswordsBusyException;
import io.sightline.engine.billing.Secret;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Login;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginCommand;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.runtime.Reply;

/**
 * Creates users by an administrator's hand. Login and user are two entities, so the login is reserved first. Everything about
 * the new user follows from the login and from whom it was made for, so that a call sent again after an unknown outcome meets
 * its own work and a login reserved for a user who was not created yet is not lost.
 */
final class Accounts {

    private static final int INCARNATIONS = 64;

    private final Entities entities;
    private final BillingKeys keys;
    private final Passwords passwords;

    Accounts(Entities entities, BillingKeys keys, Passwords passwords) {
        this.entities = entities;
        this.keys = keys;
        this.passwords = passwords;
    }

    /** Someone to be created. */
    record Applicant(String login, String password, UserOrigin origin, Profile profile, Set<String> permissions) {

        String sponsor() {
            if (origin instanceof UserOrigin.SubUser sub) {
                return sub.parent().value();
            }
            return origin instanceof UserOrigin.Platform ? "platform" : "administrator";
        }

        @Override
        public String toString() {
            return "Applicant[" + origin + "]";
        }
    }

    CompletionStage<Optional<UserId>> holder(String login) {
        return entities.read(keys.login(login).ref(), Login.class)
                .thenApply(at -> at.state().holder());
    }

    /** The user as created now or by the same call before; ends the call when the login is somebody else's. */
    CompletionStage<Reply.Done> create(Applicant applicant) {
        LoginId login = keys.login(applicant.login());
        return hash(applicant.password())
                .thenCompose(hash -> freeId(applicant, login, 0).thenCompose(user -> {
                    LoginClaim claim = new LoginClaim(login, user.value(), Personal.of(applicant.login()));
                    return reserve(user, claim).thenCompose(reserved -> entities.ask(
                                    user.ref(),
                                    new UserCommand.Create(
                                            epoch(user),
                                            claim,
                                            applicant.origin(),
                                            applicant.profile(),
                                            hash,
                                            applicant.permissions(),
                                            applicant.origin() instanceof UserOrigin.Portal))
                            .thenCompose(reply -> accepted(user, claim, reply)));
                }));
    }

    /** Lets a user take another login, together with other changes; the user gives up the earlier one itself. */
    CompletionStage<Reply.Done> rename(Entities.Existing<Account> found, String login, List<Command> others) {
        Account user = found.part();
        LoginId id = keys.login(login);
        if (id.equals(user.login().id())) {
            return entities.change(user.id().ref(), found, others);
        }
        LoginClaim claim = new LoginClaim(id, user.id() + "." + found.revision(), Personal.of(login));
        List<Command> commands = new ArrayList<>(others);
        commands.add(new UserCommand.ChangeLogin(claim));
        return reserve(user.id(), claim)
                .thenCompose(reserved -> entities.ask(user.id().ref(), commands, found.expected()))
                .thenCompose(reply -> accepted(user.id(), claim, reply));
    }

    /** The hash of a password in PHC text; 503 when too many wait for theirs. */
    CompletionStage<String> hash(String password) {
        return unlessBusy(passwords.hash(new Secret(password)).thenApply(PasswordHash::phc));
    }

    /** Whether a password is the user's; 503 when too many wait for such an answer. */
    CompletionStage<Boolean> matches(String password, Account user) {
        return unlessBusy(passwords.matches(new Secret(password), new PasswordHash(user.passwordHash())));
    }

    private static <T> CompletionStage<T> unlessBusy(CompletionStage<T> hashed) {
        return hashed.exceptionally(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof PasswordsBusyException) {
                throw Problem.busy().rejection();
            }
            throw new CompletionException(cause);
        });
    }

    /** The first id made of the login that nobody had, or that has this login still. */
    private CompletionStage<UserId> freeId(Applicant applicant, LoginId login, int incarnation) {
        if (incarnation == INCARNATIONS) {
            throw Problem.of(Refusal.LIMIT_EXCEEDED, "login").rejection();
        }
        UserId user = new UserId("m."
                + digest(login.value() + "\n" + applicant.sponsor() + "\n" + incarnation)
                        .substring(0, 32));
        return entities.read(user.ref(), User.class)
                .thenCompose(at -> at.state() instanceof User.Buried
                                || at.state()
                                        .account()
                                        .filter(account -> account.standing().terminated()
                                                || !account.login().id().equals(login))
                                        .isPresent()
                        ? freeId(applicant, login, incarnation + 1)
                        : CompletableFuture.completedStage(user));
    }

    private CompletionStage<Reply.Done> reserve(UserId user, LoginClaim claim) {
        LoginCommand.Reserve reserve = new LoginCommand.Reserve(user, claim.claim());
        return entities.ask(claim.id().ref(), reserve)
                .thenCompose(reply -> reply instanceof Reply.Done done
                        ? CompletableFuture.completedStage(done)
                        : giveUp(claim.id())
                                .thenCompose(free -> entities.change(claim.id().ref(), reserve)));
    }

    /** A terminated user lets go of its login when somebody asks for it. */
    private CompletionStage<Boolean> giveUp(LoginId login) {
        return entities.read(login.ref(), Login.class).thenCompose(at -> {
            if (!(at.state() instanceof Login.Held held)) {
                return CompletableFuture.completedStage(true);
            }
            return entities.read(held.user().ref(), User.class)
                    .thenCompose(holder -> holder.state()
                                    .account()
                                    .filter(account -> account.standing().terminated())
                                    .isPresent()
                            ? entities.change(login.ref(), new LoginCommand.Release(held.user(), held.claim()))
                                    .thenApply(Reply.Done::changed)
                            : CompletableFuture.completedStage(false));
        });
    }

    private CompletionStage<Reply.Done> accepted(UserId user, LoginClaim claim, Reply reply) {
        if (reply instanceof Reply.Done done) {
            return CompletableFuture.completedStage(done);
        }
        Problem problem = Problem.of((Reply.Refused) reply);
        return entities.change(claim.id().ref(), new LoginCommand.Release(user, claim.claim()))
                .thenApply(released -> {
                    throw problem.rejection();
                });
    }

    private static Epoch epoch(UserId user) {
        return new Epoch(digest("epoch\n" + user.value()).substring(0, 16));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
