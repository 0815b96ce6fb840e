package io.sightline.api.admin;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.bucket4j.TimeMeter;
import io.sightline.engine.domain.UserId;

/**
 * Finds those with whom a user wants to share something, by login or by the address of mail that a platform user signs in with.
 * Nobody learns from it which addresses are users': whoever cannot be shared with is answered as one who is not there, and a user
 * who names too many of them has to wait. Administrators, who have lists of users, need not. Thread-safe.
 */
final class Recipients {

    /** Vain tries of one user at once. */
    private static final int TRIES = 10;

    private static final Duration WITHIN = Duration.ofMinutes(30);

    private final Accounts accounts;
    private final RateLimits tries = new RateLimits(TRIES, WITHIN, TimeMeter.SYSTEM_NANOTIME);

    Recipients(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The user meant; ends the call when there is none, or too many were meant in vain. */
    CompletionStage<UserId> named(Call call, String to) {
        subject(call).ifPresent(user -> {
            // Taken before anybody is looked for, so that tries at the same time cannot all pass.
            RateLimits.Standing standing = tries.take(user);
            if (!standing.admitted()) {
                throw standing.problem().rejection();
            }
        });
        return holder(to.strip()).thenApply(holder -> holder.orElseThrow(Recipients::nobody));
    }

    /** Notes that the last one named was shared with, which costs nothing. */
    void found(Call call) {
        subject(call).ifPresent(tries::giveBack);
    }

    static Rejection nobody() {
        return Belongings.unknown("There is nobody of this login or address with whom it can be shared");
    }

    /** People write an address as they like, and register it so; its lower case is tried as well. */
    private CompletionStage<Optional<UserId>> holder(String to) {
        String lower = to.toLowerCase(Locale.ROOT);
        return accounts.holder(to).thenCompose(holder -> {
            boolean again = holder.isEmpty() && to.indexOf('@') > 0 && !lower.equals(to);
            return again ? accounts.holder(lower) : CompletableFuture.completedStage(holder);
        });
    }

    private static Optional<String> subject(Call call) {
        Caller caller = call.caller();
        return caller == null ? Optional.empty() : caller.subject().map(UserId::value);
    }
}
