package io.sightline.api.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;
import io.sightline.engine.synchronize.EnvironmentStatus;
import io.sightline.engine.synchronize.SyncStatus;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine as handlers see it: what is refused or not there ends the call. Every change waits until it is fenced, so that
 * whoever has the answer reads the change everywhere, and what it took away is on its way to nobody any more.
 */
final class Entities {

    private static final Logger LOG = LoggerFactory.getLogger(Entities.class);
    private static final Duration APPLIED_LIMIT = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Engine engine;
    private final SyncStatus status;
    private final Duration readDeadline;

    Entities(Engine engine, SyncStatus status, Duration readDeadline) {
        this.engine = engine;
        this.status = status;
        this.readDeadline = readDeadline;
    }

    /** A state as it is now. */
    <S> CompletionStage<Versioned<S>> read(EntityRef entity, Class<S> type) {
        return engine.read(entity, type).exceptionally(failure -> {
            LOG.warn("{} could not be read", entity, failure);
            throw Problem.of(ProblemType.UNAVAILABLE).with("Retry-After", "1").rejection();
        });
    }

    /** A state that contains what the call's token names; only a token of this very entity makes it wait. */
    <S> CompletionStage<Versioned<S>> read(Call call, EntityRef entity, Class<S> type) {
        // Changes are answered when they are fenced, so one of another entity is in every read that starts after its
        // answer.
        long wanted = call.query("atLeast")
                .map(Token::parse)
                .filter(token -> token.entity().equals(entity))
                .map(Token::revision)
                .orElse(0L);
        return readAtLeast(entity, type, wanted, System.nanoTime() + readDeadline.toNanos());
    }

    private <S> CompletionStage<Versioned<S>> readAtLeast(
            EntityRef entity, Class<S> type, long revision, long deadline) {
        return read(entity, type).thenCompose(at -> {
            if (at.revision() >= revision) {
                return CompletableFuture.completedStage(at);
            }
            if (System.nanoTime() >= deadline) {
                throw Problem.of(ProblemType.NOT_YET)
                        .saying("It stands at " + at.revision())
                        .with("Retry-After", "1")
                        .rejection();
            }
            return CompletableFuture.supplyAsync(
                            () -> revision,
                            CompletableFuture.delayedExecutor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS))
                    .thenCompose(later -> readAtLeast(entity, type, later, deadline));
        });
    }

    /** As {@link #read(Call, EntityRef, Class)}, of the part of it that exists. */
    <S, P> CompletionStage<Existing<P>> existing(
            Call call, EntityRef entity, Class<S> type, Function<S, Optional<P>> part) {
        return read(call, entity, type).thenApply(at -> part.apply(at.state())
                .map(found -> new Existing<>(found, at.revision(), null))
                .orElseThrow(() -> Problem.notFound(entity.toString()).rejection()));
    }

    /**
     * Something that exists, and its revision.
     *
     * @param expected the revision a change has to meet it at, because the caller named it; null for any
     */
    record Existing<P>(P part, long revision, @Nullable Long expected) {}

    /**
     * The same, for a change the caller makes knowing the revision: 428 when it names none, 412 when it is another. The change
     * is made with {@link #change(EntityRef, Existing, List)}, which holds it to that revision.
     */
    <S, P> CompletionStage<Existing<P>> forChange(
            Call call, EntityRef entity, Class<S> type, Function<S, Optional<P>> part) {
        String wanted = call.header("If-Match")
                .orElseThrow(() -> Problem.of(ProblemType.IF_MATCH).rejection());
        return existing(call, entity, type, part).thenApply(found -> {
            String etag = Answer.etag(found.revision());
            if (!wanted.equals("*") && !wanted.equals(etag)) {
                throw stale(found.revision()).rejection();
            }
            return known(found, wanted);
        });
    }

    /** A DELETE of something that exists, by a caller who knows its revision. */
    <S, P> CompletionStage<HttpResponse> remove(
            Call call, EntityRef entity, Class<S> type, Function<S, Optional<P>> part, Command deletion) {
        return forChange(call, entity, type, part)
                .thenCompose(found -> change(entity, found, List.of(deletion)))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private static <P> Existing<P> known(Existing<P> found, String wanted) {
        return wanted.equals("*") ? found : new Existing<>(found.part(), found.revision(), found.revision());
    }

    /**
     * What a PUT finds: nothing, or what is there already. 412 when {@code If-None-Match: *} meets something or {@code
     * If-Match} meets another revision or nothing.
     */
    <S, P> CompletionStage<Optional<Existing<P>>> forPut(
            Call call, EntityRef entity, Class<S> type, Function<S, Optional<P>> part) {
        return read(entity, type).thenApply(at -> {
            Optional<Existing<P>> held = part.apply(at.state())
                    .map(found -> known(
                            new Existing<>(found, at.revision(), null),
                            call.header("If-Match").orElse("*")));
            boolean mustBeNew = call.header("If-None-Match").isPresent();
            boolean mustBe = call.header("If-Match")
                    .map(wanted -> held.filter(
                                    found -> wanted.equals("*") || wanted.equals(Answer.etag(found.revision())))
                            .isPresent())
                    .orElse(true);
            if (!mustBe || (mustBeNew && held.isPresent())) {
                throw stale(at.revision()).rejection();
            }
            return held;
        });
    }

    /** A PUT that would change something that exists must say that it knows it; one that would change nothing need not. */
    static void mustKnow(Call call, List<? extends Command> commands) {
        if (!commands.isEmpty() && call.header("If-Match").isEmpty()) {
            throw Problem.of(ProblemType.IF_MATCH)
                    .saying("It exists, with other content")
                    .rejection();
        }
    }

    private static Problem stale(long revision) {
        return Problem.of(ProblemType.STALE).with("ETag", Answer.etag(revision));
    }

    /** Has a command decided; ends the call when it is refused. */
    CompletionStage<Reply.Done> change(EntityRef entity, Command command) {
        return ask(entity, command).thenApply(Entities::accepted);
    }

    /**
     * Has commands decided together, at the revision the caller knows if it named one; ends the call when one is refused, and
     * then none holds.
     */
    CompletionStage<Reply.Done> change(EntityRef entity, Existing<?> known, List<? extends Command> commands) {
        if (commands.isEmpty()) {
            return CompletableFuture.completedStage(new Reply.Done(entity, known.revision(), false));
        }
        return ask(entity, commands, known.expected()).thenApply(Entities::accepted);
    }

    /** Has commands decided together at any revision. */
    CompletionStage<Reply.Done> change(EntityRef entity, List<? extends Command> commands) {
        return ask(entity, commands, null).thenApply(Entities::accepted);
    }

    /** What became of something that concerns several entities; ends the call when it is refused. */
    CompletionStage<Reply.Done> done(CompletionStage<Reply> asked) {
        return asked.exceptionally(failure -> {
                    LOG.warn("What became of a change is not known", failure);
                    throw Problem.unknownOutcome().rejection();
                })
                .thenApply(reply -> {
                    // It took too long on its way; nothing of it holds.
                    if (reply instanceof Reply.Refused refused && refused.refusal() == Refusal.STALE) {
                        throw Problem.of(ProblemType.UNAVAILABLE)
                                .with("Retry-After", "1")
                                .rejection();
                    }
                    return accepted(reply);
                });
    }

    private static Reply.Done accepted(Reply reply) {
        if (reply instanceof Reply.Refused refused) {
            throw refused.refusal() == Refusal.STALE
                    ? stale(Long.parseLong(refused.detail())).rejection()
                    : Problem.of(refused).rejection();
        }
        return (Reply.Done) reply;
    }

    /** Has a command decided, whatever comes of it. */
    CompletionStage<Reply> ask(EntityRef entity, Command command) {
        return ask(entity, List.of(command), null);
    }

    /** Has commands decided together, whatever comes of them. */
    CompletionStage<Reply> ask(EntityRef entity, List<? extends Command> commands, @Nullable Long expected) {
        return engine.send(entity, commands, expected, Assurance.FENCED).exceptionally(failure -> {
            LOG.warn("What became of a command to {} is not known", entity, failure);
            throw Problem.unknownOutcome().rejection();
        });
    }

    /**
     * Answers a change that took something away from a user: with nothing, or, when the caller waits for it, with how each
     * environment stands once those online have applied it.
     */
    CompletionStage<HttpResponse> revoked(Call call, UserId user, Reply.Done done) {
        return revoked(call, user, () -> CompletableFuture.completedStage(done.revision()), done);
    }

    /**
     * The same of a change made at another entity.
     *
     * @param revision the user's own revision that contains the change; asked for only when the caller waits for it
     */
    CompletionStage<HttpResponse> revoked(
            Call call, UserId user, Supplier<CompletionStage<Long>> revision, Reply.Done done) {
        String level = call.query("waitFor").orElse("fenced");
        if (level.equals("fenced")) {
            return CompletableFuture.completedStage(Answer.changed(Answer.nothing(), done));
        }
        if (!level.equals("applied")) {
            throw Problem.malformed("waitFor is fenced or applied").rejection();
        }
        return revision.get().thenCompose(wanted -> status.awaitApplied(user, wanted, APPLIED_LIMIT)
                .thenApply(all -> {
                    boolean applied =
                            all.stream().filter(EnvironmentStatus::isOnline).allMatch(each -> each.applied() >= wanted);
                    return Answer.changed(
                            Json.response(
                                    200,
                                    Json.object()
                                            .put("applied", applied)
                                            .set("environments", EnvironmentViews.list(all))),
                            done);
                }));
    }
}
