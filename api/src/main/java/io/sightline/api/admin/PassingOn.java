package io.sightline.api.admin;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Permission;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;

import static java.util.concurrent.CompletableFuture.completedStage;

/**
 * What main users may do about their sub-users by themselves: with the right to have some, and giving nothing they do not have.
 * What comes of a gift is limited by what the main user has in any case; here it is said to who gives.
 */
final class PassingOn {

    private final Entities entities;
    private final Sources sources;

    PassingOn(Entities entities, Sources sources) {
        this.entities = entities;
        this.sources = sources;
    }

    private static boolean isByUser(Call call) {
        return call.caller() != null && call.caller().subject().isPresent();
    }

    /** The main user that the path names; ends the call of a user who may have no sub-users. */
    CompletionStage<Account> main(Call call) {
        UserId id = call.name("id", UserId::new);
        return entities.existing(call, id.ref(), User.class, User::account).thenApply(found -> {
            if (isByUser(call)) {
                may(found.part());
            }
            return found.part();
        });
    }

    /** Ends the call when the user may have no sub-users. */
    static void may(Account main) {
        if (!main.effectivePermissions().contains(Permission.SUBUSERS_MANAGE)) {
            throw Problem.of(Refusal.FORBIDDEN, Permission.SUBUSERS_MANAGE).rejection();
        }
    }

    /** The path of the list in which a new sub-user is; to administrators it is a user like any other, to its main user it is not. */
    static String among(Call call, Account main) {
        return isByUser(call) ? "/api/v1/users/" + main.id() + "/sub-users" : "/api/v1/users";
    }

    /** What a new sub-user has when nothing is said of it. */
    static Set<String> unsaid(Call call, Account main, Set<String> usual) {
        Set<String> given = new HashSet<>(usual);
        if (isByUser(call)) {
            given.retainAll(main.effectivePermissions());
        }
        return Set.copyOf(given);
    }

    /**
     * Ends a user's call that gives permissions or devices the user does not have. Administrators may: a sub-user then has them
     * once its main user does.
     *
     * @param permissions those that are new
     * @param devices keys of those that are new
     */
    CompletionStage<Boolean> check(Call call, Account main, Set<String> permissions, Set<String> devices) {
        if (!isByUser(call)) {
            return completedStage(true);
        }
        Set<String> over = new TreeSet<>(permissions);
        over.removeAll(main.effectivePermissions());
        if (!over.isEmpty()) {
            throw Problem.invalid("/permissions", "The user has no " + String.join(", ", over))
                    .rejection();
        }
        if (devices.isEmpty()) {
            return completedStage(true);
        }
        return sources.of(main).thenApply(held -> {
            Set<String> foreign = new TreeSet<>(devices);
            foreign.removeIf(key -> has(main, held, key));
            if (!foreign.isEmpty()) {
                throw Problem.invalid("/devices", "The user has no " + String.join(", ", foreign))
                        .rejection();
            }
            return true;
        });
    }

    private static boolean has(Account main, Map<SourceId, Source> held, String key) {
        for (Grant grant : main.manifest().grants().values()) {
            Source source = held.get(grant.source());
            if (source != null
                    && source.entries().containsKey(key)
                    && grant.selection().covers(key)) {
                return true;
            }
        }
        return false;
    }
}
