package io.sightline.api.admin;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.sightline.api.signin.SignInThrottle;
import io.sightline.engine.billing.BillingKeys;
import io.sightline.engine.billing.PasswordHash;
import io.sightline.engine.billing.Passwords;
import io.sightline.engine.billing.PasswordsBusyException;
import io.sightline.engine.billing.Secret;
import io.sightline.engine.domain.Administrator;
import io.sightline.engine.domain.LoginId;
import org.apache.pekko.http.javadsl.model.AttributeKeys;

/**
 * Checks administrators' passwords, and finds those for whom an issuer vouches. Every attempt reads the staff and checks one password against one hash, also where there is
 * no such login or it is disabled: then the hash is one that nothing matches. Thread-safe.
 */
final class AdminSignIn {

    private final Roster roster;
    private final BillingKeys keys;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final CompletionStage<PasswordHash> decoy;

    AdminSignIn(Roster roster, BillingKeys keys, Passwords passwords, SignInThrottle throttle) {
        this.roster = roster;
        this.throttle = throttle;
        this.keys = keys;
        this.passwords = passwords;
        byte[] nobodys = new byte[32];
        new SecureRandom().nextBytes(nobodys);
        this.decoy = passwords.hash(new Secret(HexFormat.of().formatHex(nobodys)));
    }

    /** The id of a login. Administrators' logins and users' are apart: one text may be both. */
    LoginId login(String text) {
        return keys.login(text);
    }

    /** The administrator whose login and password these are; 429 when they are tried too fast, 503 when too many wait. */
    CompletionStage<Optional<Administrator>> attempt(Call call, LoginId login, String password) {
        return slowly(call, login, () -> right(login, password));
    }

    /** Whether somebody who is signed in knows the own password; guessed at no faster than at the sign-in. */
    CompletionStage<Boolean> knows(Call call, Administrator who, String password) {
        LoginId login = who.particulars().login();
        PasswordHash hash = new PasswordHash(who.passwordHash());
        return slowly(call, login, () -> matches(password, hash)
                        .thenApply(right -> right ? Optional.of(who) : Optional.empty()))
                .thenApply(Optional::isPresent);
    }

    /** Counts a try that names no login; 429 when its network tries too fast. */
    void slowDown(Call call) {
        throttle.ask(address(call)).ifPresent(AdminSignIn::tooFast);
    }

    /** The administrator, not a disabled one, whose login an issuer vouches for. */
    CompletionStage<Optional<Administrator>> named(String login) {
        LoginId id = login(login);
        return roster.now().thenApply(staff -> staff.find(id).filter(Administrator::enabled));
    }

    private static InetAddress address(Call call) {
        return call.request()
                .getAttribute(AttributeKeys.remoteAddress)
                .flatMap(each -> each.getAddress())
                .orElseGet(InetAddress::getLoopbackAddress);
    }

    private static void tooFast(Duration wait) {
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1_000);
        throw Problem.of(ProblemType.RATE_LIMITED)
                .saying("Too many tries; none is lost for good")
                .with("Retry-After", Long.toString(seconds))
                .rejection();
    }

    private CompletionStage<Optional<Administrator>> slowly(
            Call call, LoginId login, Supplier<CompletionStage<Optional<Administrator>>> look) {
        InetAddress from = address(call);
        throttle.ask(login, from).ifPresent(AdminSignIn::tooFast);
        return look.get().whenComplete((found, failure) -> {
            if (failure != null) {
                throttle.giveBack(login);
            } else if (found.isPresent()) {
                throttle.succeeded(login, from);
            } else {
                throttle.failed(login, from);
            }
        });
    }

    private CompletionStage<Optional<Administrator>> right(LoginId login, String password) {
        return roster.now()
                .thenCombine(decoy, (staff, nobodys) -> {
                    Optional<Administrator> found = staff.find(login).filter(Administrator::enabled);
                    PasswordHash hash = found.map(each -> new PasswordHash(each.passwordHash()))
                            .orElse(nobodys);
                    return matches(password, hash).thenApply(right -> found.filter(each -> right));
                })
                .thenCompose(checked -> checked);
    }

    private CompletionStage<Boolean> matches(String password, PasswordHash hash) {
        return passwords.matches(new Secret(password), hash).exceptionally(failure -> {
            throw refused(failure);
        });
    }

    CompletionStage<String> hash(String password) {
        return passwords.hash(new Secret(password)).thenApply(PasswordHash::phc).exceptionally(failure -> {
            throw refused(failure);
        });
    }

    private static RuntimeException refused(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof PasswordsBusyException) {
            return Problem.busy().rejection();
        }
        return new CompletionException(cause);
    }
}
