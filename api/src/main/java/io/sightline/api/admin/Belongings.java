package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.KeptObject;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.MonitoringObject;
import io.sightline.engine.domain.MonitoringObjectId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Reply;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.jspecify.annotations.Nullable;

/** What the routes of things that belong to users share: whose they are, and who else is meant. */
final class Belongings {

    private static final int MARK = 16;

    /** Ids of what a user owns hold the user's own, and are no longer than any other. */
    private static final int LONGEST_OWNER = 64 - 1 - "own.".length() - MARK;

    private final Entities entities;
    private final Recipients recipients;

    Belongings(Entities entities, Recipients recipients) {
        this.entities = entities;
        this.recipients = recipients;
    }

    /** Who may be meant when something is shared. */
    Recipients recipients() {
        return recipients;
    }

    /** The path's user. */
    CompletionStage<Account> user(Call call) {
        UserId id = call.name("id", UserId::new);
        return entities.existing(call, id.ref(), User.class, User::account).thenApply(Entities.Existing::part);
    }

    /** The same as one who may come to own something; ends the call when it is a sub-user or no more. */
    CompletionStage<Account> owner(Call call) {
        return user(call).thenApply(account -> {
            if (account.standing().terminated()) {
                throw Problem.of(Refusal.GONE, "user").rejection();
            }
            if (account.isSubUser()) {
                throw Problem.of(Refusal.FORBIDDEN, "subUser").rejection();
            }
            if (account.id().value().length() > LONGEST_OWNER) {
                throw Problem.of(Refusal.LIMIT_EXCEEDED, "user").rejection();
            }
            return account;
        });
    }

    /** The mark in the id of what a call creates: the same when it is sent again. */
    static String mark(Call call) {
        return call.identity().substring(0, MARK);
    }

    /** The answer to a call that has created something of an owner's, in a collection such as {@code trackers}. */
    static HttpResponse created(UserId owner, String collection, String id, Reply.Done done) {
        String location = "/api/v1/users/" + owner + "/" + collection + "/" + id;
        return Answer.changed(
                Json.response(201, Json.object().put("id", id)).addHeader(Location.create(location)), done);
    }

    /**
     * Ends the call when an owner has as many things of a kind as one may have, beside the one that is to be created.
     *
     * @param owned which keys are things of the kind that are the owner's
     */
    static void checkRoom(Account owner, Predicate<String> owned, String but, int most, String what) {
        long count = owner.source().entries().keySet().stream()
                .filter(key -> owned.test(key) && !key.equals(but))
                .count();
        if (count >= most) {
            throw Problem.of(Refusal.LIMIT_EXCEEDED, what).rejection();
        }
    }

    /** A text of a body that may tell of a person; blank is none. */
    static @Nullable Personal personal(Fields fields, String name, int max, @Nullable Personal was) {
        if (!fields.has(name)) {
            return was;
        }
        String text = fields.optionalText(name, max);
        return text == null || text.isBlank() ? null : Personal.of(text);
    }

    static @Nullable String text(@Nullable Personal personal) {
        return personal == null ? null : personal.text();
    }

    static Rejection unknown(String why) {
        return Problem.of(ProblemType.UNKNOWN_REFERENCE).saying(why).rejection();
    }

    /** The monitoring object the path names; not found when the path's user does not hold it. */
    CompletionStage<Entities.Existing<KeptObject>> object(Call call) {
        MonitoringObjectId id = call.name("object", MonitoringObjectId::new);
        return user(call)
                .thenCompose(user -> entities.existing(call, id.ref(), MonitoringObject.class, state -> state.kept()
                        .filter(object -> object.rightsOf(user.id()) != null)));
    }

    /** The monitoring objects a user holds, each of them with what the user may do. */
    CompletionStage<List<KeptObject>> objectsOf(Account user) {
        List<SourceId> held = user.grants().places().keySet().stream()
                .filter(place -> place.owner().kind() == Kind.MONITORING_OBJECT)
                .sorted()
                .toList();
        List<CompletableFuture<Optional<KeptObject>>> reads = new ArrayList<>();
        for (SourceId each : held) {
            reads.add(entities.read(each.owner(), MonitoringObject.class)
                    .thenApply(at -> at.state().kept())
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).thenApply(done -> reads.stream()
                .flatMap(read -> read.join().stream())
                .filter(object -> object.rightsOf(user.id()) != null)
                .toList());
    }
}
