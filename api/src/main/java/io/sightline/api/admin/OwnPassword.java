package io.sightline.api.admin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.bucket4j.TimeMeter;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Permission;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * A user's own new password, for the present one: whoever has found an open browser does not get the account. Every sign-in is
 * void after it, this one too.
 */
final class OwnPassword {

    /** Tries at the present password. */
    private static final int TRIES = 10;

    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final Entities entities;
    private final Accounts accounts;
    private final RateLimits tries = new RateLimits(TRIES, WITHIN, TimeMeter.SYSTEM_NANOTIME);

    OwnPassword(Entities entities, Accounts accounts) {
        this.entities = entities;
        this.accounts = accounts;
    }

    /** Whether a user may change the password: billing says so of its users, and an administrator may take it away from any. */
    static boolean isAllowed(Account user) {
        return user.profile().canUpdatePassword()
                && user.effectivePermissions().contains(Permission.USER_UPDATE_PASSWORD);
    }

    CompletionStage<HttpResponse> change(Call call, UserId id) {
        return call.fields().thenCompose(fields -> {
            String current = fields.text("current", PasswordRule.MAX);
            String password = PasswordRule.read(fields);
            if (password.equals(current) && !password.isEmpty()) {
                fields.fault("password", "invalid", "It must be another one");
            }
            fields.check();
            return entities.existing(call, id.ref(), User.class, User::account)
                    .thenCompose(found -> proved(found.part(), current))
                    .thenCompose(user -> {
                        PasswordRule.check(password, user.origin());
                        return accounts.hash(password);
                    })
                    .thenCompose(hash -> entities.change(id.ref(), new UserCommand.ChangePassword(hash)))
                    .thenApply(done -> Answer.changed(Answer.nothing(), done));
        });
    }

    private CompletionStage<Account> proved(Account user, String current) {
        if (!isAllowed(user)) {
            throw Problem.of(Refusal.FORBIDDEN, Permission.USER_UPDATE_PASSWORD).rejection();
        }
        RateLimits.Standing standing = tries.take(user.id().value());
        if (!standing.admitted()) {
            return CompletableFuture.failedStage(standing.problem().rejection());
        }
        return accounts.matches(current, user).thenApply(right -> {
            if (!right) {
                throw Problem.invalid("/current", "It is another one").rejection();
            }
            return user;
        });
    }
}
