package io.sightline.engine.signin;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.sightline.engine.billing.PasswordHash;
import io.sightline.engine.billing.Passwords;
import io.sightline.engine.billing.PasswordsBusyException;
import io.sightline.engine.billing.Secret;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.Login;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;

/**
 * Signs clients in. Every attempt reads a login, reads a user and checks one password against one hash, in this order, also
 * where there is no such login: then the user is one who was never created and the hash one that nothing matches. Thread-safe.
 */
public final class SignIn {

    private static final int DECOY_NAME = 40;

    private final Engine engine;
    private final Passwords passwords;
    private final PasswordHash decoy;

    private SignIn(Engine engine, Passwords passwords, PasswordHash decoy) {
        this.engine = engine;
        this.passwords = passwords;
        this.decoy = decoy;
    }

    /**
     * Prepares the hash that stands in for those who do not exist, at the price of a real one, and then the sign-in.
     *
     * @param passwords for signing in alone, so that an import's hashes do not stand before it in the queue
     */
    public static CompletionStage<Function<Engine, SignIn>> prepare(Passwords passwords) {
        byte[] nobodys = new byte[32];
        new SecureRandom().nextBytes(nobodys);
        return passwords
                .hash(new Secret(HexFormat.of().formatHex(nobodys)))
                .thenApply(decoy -> engine -> new SignIn(engine, passwords, decoy));
    }

    public CompletionStage<Verdict> attempt(Attempt attempt) {
        return account(attempt.login())
                .thenCompose(account -> check(attempt, account))
                .exceptionallyCompose(SignIn::busy);
    }

    /**
     * Decides whether an installation that has signed in may go on without its password: its user is active, the number of
     * the credentials is still the same, and the user has not ended that installation.
     *
     * @return accepted, suspended, or wrong for everything else
     */
    public CompletionStage<Verdict> renew(UserId user, InstallationId installation, long credentials) {
        return engine.<User>read(user.ref(), User.class).thenApply(read -> read.state()
                .account()
                .filter(account -> account.manifest().signIns().number(installation) == credentials)
                .filter(account -> account.clients().installations().containsKey(installation))
                .<Verdict>map(account -> accepted(account, installation))
                .orElseGet(Verdict.Wrong::new));
    }

    /**
     * Decides whether somebody else may be let in for a user, as whom nobody signs in: nothing is noted of it at the user.
     *
     * @return accepted, suspended, or wrong for a user who is not there or gone
     */
    public CompletionStage<Verdict> onBehalf(UserId user, InstallationId installation) {
        return engine.<User>read(user.ref(), User.class).thenApply(read -> read.state()
                .account()
                .map(account -> accepted(account, installation))
                .orElseGet(Verdict.Wrong::new));
    }

    private static Verdict accepted(Account account, InstallationId installation) {
        Manifest manifest = account.manifest();
        if (manifest.status() == Manifest.Status.ENDED) {
            return new Verdict.Wrong();
        }
        return manifest.status() == Manifest.Status.ACTIVE
                ? new Verdict.Accepted(account.id(), manifest.signIns().number(installation))
                : new Verdict.Suspended();
    }

    private CompletionStage<Optional<Account>> account(LoginId login) {
        return engine.<Login>read(login.ref(), Login.class)
                .thenApply(read -> read.state().holder().orElseGet(() -> nobody(login)))
                .thenCompose(user -> engine.<User>read(user.ref(), User.class))
                .thenApply(Versioned::state)
                .thenApply(user -> user.account()
                        .filter(account -> account.login().id().equals(login))
                        .filter(account -> account.manifest().status() != Manifest.Status.ENDED));
    }

    /** Always the same one for the same login, so that asking twice does not look different from asking for a user twice. */
    private static UserId nobody(LoginId login) {
        String name = login.value();
        return new UserId("none." + name.substring(0, Math.min(name.length(), DECOY_NAME)));
    }

    private CompletionStage<Verdict> check(Attempt attempt, Optional<Account> account) {
        PasswordHash hash =
                account.map(known -> new PasswordHash(known.passwordHash())).orElse(decoy);
        return passwords.matches(attempt.password(), hash).thenCompose(matches -> {
            if (!matches || account.isEmpty()) {
                return CompletableFuture.completedStage(new Verdict.Wrong());
            }
            return account.get().manifest().status() == Manifest.Status.ACTIVE
                    ? note(attempt, account.get())
                    : CompletableFuture.completedStage(new Verdict.Suspended());
        });
    }

    private CompletionStage<Verdict> note(Attempt attempt, Account account) {
        return engine.send(
                        account.id().ref(),
                        new UserCommand.SignIn(attempt.environment(), attempt.installation()),
                        Assurance.PERSISTED)
                .thenApply(reply -> verdict(reply, account, attempt.installation()));
    }

    private static Verdict verdict(Reply reply, Account account, InstallationId installation) {
        if (reply instanceof Reply.Done) {
            return new Verdict.Accepted(
                    account.id(), account.manifest().signIns().number(installation));
        }
        // Between the reading and the command access has been taken away: suspended, or ended and then as if it had
        // never been.
        return ((Reply.Refused) reply).refusal() == Refusal.GONE ? new Verdict.Wrong() : new Verdict.Suspended();
    }

    private static CompletionStage<Verdict> busy(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof PasswordsBusyException
                ? CompletableFuture.completedStage(new Verdict.Busy())
                : CompletableFuture.failedStage(cause);
    }
}
