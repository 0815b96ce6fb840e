package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.KeptObject;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.MonitoringObject;
import io.sightline.engine.domain.MonitoringObjectId;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;

/** What the routes of things that belong to users share: whose they are, and who else is meant. */
final class Belongings {

    private static final int MARK = 16;

    /** Ids of what a user owns hold the user's own, and are no longer than any other. */
    private static final int LONGEST_OWNER = 64 - 1 - MARK;

    private final Entities entities;
    private final Accounts accounts;

    Belongings(Entities entities, Accounts accounts) {
        this.entities = entities;
        this.accounts = accounts;
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

    /** The user of a login, to share something with; ends the call when there is none. */
    CompletionStage<UserId> recipient(String login) {
        return accounts.holder(login).thenApply(holder -> holder.orElseThrow(() -> unknown("There is no such user")));
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

    /** The monitoring objects a user holds. */
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
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        reads.stream().flatMap(read -> read.join().stream()).toList());
    }
}
