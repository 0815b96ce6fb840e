package io.sightline.engine.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Analytics;
import io.sightline.engine.domain.AnalyticsCommand;
import io.sightline.engine.domain.Decision;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.LicenceLevel;
import io.sightline.engine.domain.LicencePool;
import io.sightline.engine.domain.LicencePoolCommand;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.Service;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;

/**
 * The licences that main users have. More for one user is first reserved in the deployment's pool, so that all together never
 * have more than there is, and runs out if the step after it never comes.
 */
public final class Licences {

    /** How long an allocation may be under way; the reservation outlasts it. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private final Engine engine;
    private final ServiceSettings settings;
    private final InstantSource clock;

    public Licences(Engine engine, ServiceSettings settings, InstantSource clock) {
        this.engine = engine;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param limits what the deployment has; a level that is missing has no limit */
    public record Deployment(Map<LicenceLevel, Integer> limits, Map<LicenceLevel, Integer> shared) {
        public Deployment {
            limits = Map.copyOf(limits);
            shared = Map.copyOf(shared);
        }
    }

    public CompletionStage<Versioned<Analytics>> read(UserId mainUser) {
        return engine.read(Analytics.ref(mainUser), Analytics.class);
    }

    public CompletionStage<Deployment> deployment() {
        return engine.read(LicencePool.REF, LicencePool.class).thenApply(at -> {
            Map<LicenceLevel, Integer> shared = new EnumMap<>(LicenceLevel.class);
            for (LicenceLevel level : LicenceLevel.values()) {
                shared.put(level, at.state().shared(level));
            }
            return new Deployment(settings.licences(), shared);
        });
    }

    /**
     * Gives a main user this many licences of the levels named. Of a user who needs a service they change only while it is active.
     */
    public CompletionStage<Reply> allocate(UserId user, Map<LicenceLevel, Integer> totals) {
        return licensable(user, () -> read(user).thenCompose(at -> {
            Instant until = clock.instant().plus(UNDER_WAY);
            var reserve = new LicencePoolCommand.Reserve(
                    user, totals, settings.licences(), at.state().allotted(), until.plus(UNDER_WAY));
            boolean more = totals.entrySet().stream()
                    .anyMatch(each -> each.getValue() > at.state().total(each.getKey()));
            CompletionStage<Reply> reserved = more
                    ? engine.send(LicencePool.REF, reserve, Assurance.PERSISTED)
                    : CompletableFuture.completedStage(new Reply.Done(LicencePool.REF, 0, false));
            return reserved.thenCompose(reply -> reply instanceof Reply.Refused
                    ? CompletableFuture.completedStage(reply)
                    : engine.send(Analytics.ref(user), new AnalyticsCommand.Allocate(totals, until), Assurance.FENCED));
        }));
    }

    /**
     * Whether {@link #allocate} would be accepted, for each level by itself.
     *
     * @param totals a level with nothing is not touched and is answered with false
     */
    public CompletionStage<Map<LicenceLevel, Boolean>> check(UserId user, Map<LicenceLevel, Optional<Integer>> totals) {
        return licensable(user, () -> CompletableFuture.completedStage(new Reply.Done(user.ref(), 0, false)))
                .thenCompose(
                        may -> read(user).thenCombine(engine.read(LicencePool.REF, LicencePool.class), (at, pool) -> {
                            Map<LicenceLevel, Boolean> possible = new EnumMap<>(LicenceLevel.class);
                            totals.forEach((level, total) -> possible.put(
                                    level,
                                    may instanceof Reply.Done
                                            && total.isPresent()
                                            && accepts(at.state(), pool.state(), level, total.get())));
                            return possible;
                        }));
    }

    private boolean accepts(Analytics analytics, LicencePool pool, LicenceLevel level, int total) {
        Instant now = clock.instant();
        Map<LicenceLevel, Integer> wanted = Map.of(level, total);
        var allocate = new AnalyticsCommand.Allocate(wanted, now);
        var reserve = new LicencePoolCommand.Reserve(
                analytics.user(), wanted, settings.licences(), analytics.allotted(), now.plus(UNDER_WAY));
        return analytics.decide(allocate, now) instanceof Decision.Accepted<?>
                && pool.decide(reserve, now) instanceof Decision.Accepted<?>;
    }

    private interface Step {
        CompletionStage<Reply> then();
    }

    private CompletionStage<Reply> licensable(UserId user, Step step) {
        return engine.read(user.ref(), User.class).thenCompose(read -> {
            Optional<Account> account = read.state().account();
            if (account.isEmpty()) {
                return refused(user.ref(), Refusal.UNKNOWN_ENTITY, "user");
            }
            if (account.get().standing().terminated()) {
                return refused(user.ref(), Refusal.GONE, "user");
            }
            if (account.get().isSubUser()) {
                return refused(user.ref(), Refusal.CONFLICT, "subUser");
            }
            var served = account.get().standing().served();
            return served == null || served.service() == Service.FULL
                    ? step.then()
                    : refused(user.ref(), Refusal.CONFLICT, "serviceStatus");
        });
    }

    private static CompletionStage<Reply> refused(EntityRef entity, Refusal refusal, String detail) {
        return CompletableFuture.completedStage(new Reply.Refused(entity, refusal, detail));
    }
}
