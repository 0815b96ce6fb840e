package io.sightline.engine.billing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.RequestType;
import io.sightline.engine.runtime.Engine;

/**
 * Carries out billing requests: keeps each durably, turns it into commands, records what became of it.
 *
 * <p>Requests of one login, one place or one device are carried out in the order in which {@link #submit} was called, whatever
 * stream they came by; all others go side by side. A caller that feeds a stream therefore only has to bound how many are under
 * way, for instance with {@code mapAsync(256, billing::submit)}. Thread-safe.
 *
 * <p>A request whose outcome cannot be found out, because the store or an entity does not answer, keeps its place in that order:
 * it is carried out again until its outcome is known, and what follows it waits. Only after {@link RetrySchedule#attempts()} is it
 * left to the next start.
 */
public final class Billing {

    /** How many unfinished requests one call of {@link #resume} takes up. */
    static final int RESUMED_AT_ONCE = 10_000;

    private final LoggedRequests logged;
    private final RetrySchedule retries;
    private final AtomicInteger unresolved = new AtomicInteger();
    private final Lanes lanes = new Lanes();
    private final BillingKeys keys;
    private final Receipts receipts;
    private final Subscribers subscribers;
    private final UserFlows users;
    private final LocationFlows locations;
    private final CameraFlows cameras;
    private final DetachFlow detachments;

    public Billing(
            Engine engine,
            LoggedRequests logged,
            BillingKeys keys,
            CsaDirectory directory,
            BillingSettings settings,
            RetrySchedule retries) {
        this.logged = logged;
        this.retries = retries;
        this.keys = keys;
        receipts = new Receipts(engine);
        subscribers = new Subscribers(engine, keys);
        users = new UserFlows(engine, receipts, subscribers, keys, settings);
        locations = new LocationFlows(engine, receipts, keys, directory);
        detachments = new DetachFlow(engine, receipts);
        cameras = new CameraFlows(engine, receipts, keys, settings, locations);
    }

    /**
     * Carries out one request.
     *
     * @return its outcome; a request that takes access away is answered when nobody sees any more what it took (R1), every other
     *     when it is durable (R0). Fails when the request could not be kept, and then it has no effect, or when its outcome could
     *     not be found out at once, and then it goes on being carried out; sending it again is safe in both cases
     */
    public CompletionStage<BillingResult> submit(BillingRequest request) {
        CompletableFuture<BillingResult> answer = new CompletableFuture<>();
        CompletionStage<RequestLog.Position> kept = logged.append(request);
        lanes.run(ways(request), () -> kept.thenCompose(position -> carryOut(request, position, false, answer)))
                .whenComplete((result, failure) -> {
                    if (failure != null) {
                        answer.completeExceptionally(failure);
                    }
                });
        return answer;
    }

    /**
     * Sends what a logged request asked for once more, as a request of its own that stands where the first stood in the order of
     * its login. The same row is sent again under the same id, so that doing it twice is doing it once.
     *
     * @return fails as {@link #submit} does
     */
    public CompletionStage<Replay> replay(RequestLog.Position position) {
        return logged.find(position).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedStage(new Replay.Unknown());
            }
            RequestLog.Row row = found.get();
            Optional<Replay.Obstacle> obstacle = Replay.obstacle(row);
            return obstacle.isPresent()
                    ? CompletableFuture.completedStage(new Replay.Refused(obstacle.get()))
                    : submit(logged.again(row)).thenApply(Replay.Sent::new);
        });
    }

    /**
     * Takes up the requests that an earlier run left unfinished, and those that were given up since. Called at the start before
     * any request is taken.
     *
     * @return how many of them have an outcome now; the others stay for the next time
     */
    public CompletionStage<Integer> resume() {
        return logged.unfinished(RESUMED_AT_ONCE).thenCompose(found -> {
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            for (LoggedRequests.Unfinished each : found) {
                all.add(lanes.run(
                                ways(each.request()),
                                () -> carryOut(each.request(), each.position(), true, new CompletableFuture<>()))
                        .handle((result, failure) -> failure == null ? 1 : 0)
                        .toCompletableFuture());
            }
            return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .thenApply(done ->
                            all.stream().mapToInt(CompletableFuture::join).sum());
        });
    }

    /** How many requests have an outcome that could not be found out yet. */
    public int unresolved() {
        return unresolved.get() + logged.failures();
    }

    /** @param answer told the outcome, or that it is not known at the first attempt */
    private CompletionStage<BillingResult> carryOut(
            BillingRequest request,
            RequestLog.Position position,
            boolean resumed,
            CompletableFuture<BillingResult> answer) {
        return outcome(request)
                .exceptionallyCompose(failure -> {
                    answer.completeExceptionally(failure);
                    unresolved.incrementAndGet();
                    return again(request, 1, failure).whenComplete((result, given) -> unresolved.decrementAndGet());
                })
                .whenComplete((result, failure) -> {
                    if (failure != null) {
                        logged.fail(position);
                    } else {
                        boolean repeated = resumed || answer.isCompletedExceptionally();
                        settle(position, result, repeated ? result.first() : result.outcome());
                        answer.complete(result);
                    }
                });
    }

    private CompletionStage<BillingResult> again(BillingRequest request, int attempt, Throwable last) {
        if (attempt > retries.attempts()) {
            return CompletableFuture.failedStage(last);
        }
        return retries.before(attempt)
                .thenCompose(paused -> outcome(request))
                .exceptionallyCompose(failure -> again(request, attempt + 1, failure));
    }

    /** @param shown of a request that was tried before, what its own receipt says happened the first time */
    private void settle(RequestLog.Position position, BillingResult result, Outcome shown) {
        logged.settle(position, result, shown).whenComplete((done, lost) -> {
            if (lost != null) {
                logged.fail(position);
            }
        });
    }

    private CompletionStage<BillingResult> outcome(BillingRequest request) {
        try {
            return dispatch(request);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    private CompletionStage<BillingResult> dispatch(BillingRequest request) {
        Personal login = request.login();
        if (request.body() instanceof Body.NewCamera body) {
            return cameras.subject(body.mac()).thenCompose(device -> cameras.register(device, request, body));
        }
        if (login == null) {
            return withoutLogin(request);
        }
        if (request.body() instanceof Body.NewEntity body) {
            return users.create(login, request, body);
        }
        if (request.body() instanceof Body.UpdateLogin body) {
            return users.renamed(request, body)
                    .thenCompose(known -> known.isPresent()
                            ? CompletableFuture.completedStage(known.get())
                            : subscribers.find(login).thenCompose(user -> ofUser(user, request)));
        }
        LoginId name = keys.login(login.text());
        return users.ofRemembered(name, request)
                .thenCompose(done -> done.isPresent()
                        ? CompletableFuture.completedStage(done.get())
                        : subscribers.find(name).thenCompose(user -> ofUser(user, request)));
    }

    private CompletionStage<BillingResult> withoutLogin(BillingRequest request) {
        if (request.body() instanceof Body.CreateLocation body) {
            return locations.subject(body.csa()).thenCompose(address -> locations.create(address, request, body));
        }
        if (request.body() instanceof Body.DeleteLocation body) {
            return locations.subject(body.csa()).thenCompose(address -> locations.delete(address, request, body));
        }
        return CompletableFuture.completedStage(BillingResult.unknownLogin(request));
    }

    private CompletionStage<BillingResult> ofUser(Optional<Subject.OfUser> found, BillingRequest request) {
        if (found.isEmpty()) {
            return CompletableFuture.completedStage(BillingResult.unknownLogin(request));
        }
        Subject.OfUser user = found.get();
        Body body = request.body();
        if (body instanceof Body.UpdateLogin change) {
            return users.rename(user, request, change);
        }
        if (body instanceof Body.CreateLocation create) {
            return locations.create(user, request, create);
        }
        if (body instanceof Body.DeleteLocation delete) {
            return locations.delete(user, request, delete);
        }
        if (body instanceof Body.AttachCamera attach) {
            return cameras.attach(user, request, attach);
        }
        if (body instanceof Body.DetachCamera detach) {
            return detachments.detach(user, request, detach);
        }
        if (body instanceof Body.Unknown) {
            return receipts.note(user, request, RequestType.UNKNOWN_TYPE, Outcome.KEPT, "");
        }
        return users.one(user, request);
    }

    /** What a request concerns: its login, and the places and devices it changes; a place that it only uses it shares. */
    private static Lanes.Ways ways(BillingRequest request) {
        Set<String> alone = new HashSet<>();
        Set<String> shared = new HashSet<>();
        if (request.login() != null) {
            alone.add("login " + request.login().text());
        }
        Body body = request.body();
        if (body instanceof Body.UpdateLogin change) {
            alone.add("login " + change.newLogin().text());
        } else if (body instanceof Body.CreateLocation create) {
            alone.add("place " + create.csa());
            if (create.parentCsa() != null) {
                shared.add("place " + create.parentCsa());
            }
        } else if (body instanceof Body.DeleteLocation delete) {
            alone.add("place " + delete.csa());
        } else if (body instanceof Body.NewCamera camera) {
            alone.add("device " + camera.mac());
        } else if (body instanceof Body.AttachCamera attach) {
            shared.add("place " + attach.csa());
            alone.add("device " + attach.mac());
            if (attach.replacedMac() != null) {
                alone.add("device " + attach.replacedMac());
            }
        } else if (body instanceof Body.DetachCamera detach && detach.mac() != null) {
            alone.add("device " + detach.mac());
        }
        return new Lanes.Ways(alone, shared);
    }
}
