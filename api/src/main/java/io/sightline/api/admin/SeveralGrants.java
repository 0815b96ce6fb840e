package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Folder;
import io.sightline.engine.domain.FolderId;
import io.sightline.engine.domain.GrantStatus;
import io.sightline.engine.domain.Grants;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Several addresses and folders of a user, or several cameras, at once. What can be done is done together, in one write; of each
 * thing the answer says what became of it.
 */
final class SeveralGrants {

    private static final int ID = 64;
    private static final int CAMERAS = 500;

    private final Entities entities;

    SeveralGrants(Entities entities) {
        this.entities = entities;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/users/{id}/places", Scope.USERS_WRITE, this::places)
                        .repeatable(),
                Route.post("/api/v1/users/{id}/cameras", Scope.USERS_WRITE, this::cameras)
                        .repeatable());
    }

    /** Whether an address, a folder or a camera of the operator is there; a user's own is its owner's to give. */
    CompletionStage<Boolean> exists(EntityRef thing) {
        return switch (thing.kind()) {
            case ADDRESS ->
                entities.read(thing, Address.class)
                        .thenApply(at -> at.state().place().isPresent());
            case FOLDER ->
                entities.read(thing, Folder.class)
                        .thenApply(at -> at.state().place().isPresent());
            default ->
                entities.read(thing, Camera.class).thenApply(at -> at.state()
                        .installed()
                        .filter(camera -> camera.own() == null)
                        .isPresent());
        };
    }

    /**
     * One thing of a request.
     *
     * @param gives whether the user is to have it
     * @param command what is asked of the user for it
     * @param has whether a user has it
     * @param done whether a user has it, or has it not, as is asked
     */
    private record Wanted(
            EntityRef thing, boolean gives, UserCommand command, Predicate<Account> has, Predicate<Account> done) {

        static Wanted attached(SourceId place, GrantStatus status) {
            return new Wanted(
                    place.owner(),
                    true,
                    new UserCommand.AttachPlace(place, status),
                    user -> user.grants().places().containsKey(place),
                    user -> {
                        Grants.Place held = user.grants().places().get(place);
                        return held != null && held.status() == status;
                    });
        }

        static Wanted detached(SourceId place) {
            Predicate<Account> has = user -> user.grants().places().containsKey(place);
            return new Wanted(place.owner(), false, new UserCommand.DetachPlace(place), has, has.negate());
        }

        static Wanted granted(CameraId camera, GrantStatus status, @Nullable Integer days) {
            return new Wanted(
                    camera.ref(),
                    true,
                    new UserCommand.GrantCamera(camera, status, days),
                    user -> user.grants().cameras().containsKey(camera),
                    user -> {
                        Grants.Direct held = user.grants().cameras().get(camera);
                        return held != null && held.status() == status && Objects.equals(held.archiveDays(), days);
                    });
        }

        static Wanted revoked(CameraId camera) {
            Predicate<Account> has = user -> user.grants().cameras().containsKey(camera);
            return new Wanted(camera.ref(), false, new UserCommand.RevokeCamera(camera), has, has.negate());
        }
    }

    private CompletionStage<HttpResponse> places(Call call) {
        return call.fields().thenCompose(fields -> {
            Set<SourceId> attached = places(fields.object("attach"));
            Set<SourceId> detached = places(fields.object("detach"));
            GrantStatus status = status(fields);
            checked(fields, attached, detached, "attach", "detach");
            List<Wanted> all = new ArrayList<>();
            attached.forEach(place -> all.add(Wanted.attached(place, status)));
            detached.forEach(place -> all.add(Wanted.detached(place)));
            return carriedOut(call, all);
        });
    }

    private static Set<SourceId> places(Fields fields) {
        Set<SourceId> places = new LinkedHashSet<>();
        places.addAll(fields.values("addresses", Limits.PLACES, ID, text -> SourceId.of(new AddressId(text))));
        places.addAll(fields.values("folders", Limits.PLACES, ID, text -> SourceId.of(new FolderId(text))));
        return places;
    }

    private CompletionStage<HttpResponse> cameras(Call call) {
        return call.fields().thenCompose(fields -> {
            Set<CameraId> granted = fields.object("grant").values("cameras", CAMERAS, ID, CameraId::new);
            Set<CameraId> revoked = fields.object("revoke").values("cameras", CAMERAS, ID, CameraId::new);
            GrantStatus status = status(fields);
            Integer days = fields.optionalInteger("archiveDays", 0, Limits.ARCHIVE_DAYS);
            checked(fields, granted, revoked, "grant", "revoke");
            List<Wanted> all = new ArrayList<>();
            granted.forEach(camera -> all.add(Wanted.granted(camera, status, days)));
            revoked.forEach(camera -> all.add(Wanted.revoked(camera)));
            return carriedOut(call, all);
        });
    }

    private static GrantStatus status(Fields fields) {
        GrantStatus status = fields.optionalChoice("status", GrantStatus.class);
        return status == null ? GrantStatus.ACTIVE : status;
    }

    private static void checked(Fields fields, Set<?> given, Set<?> taken, String giving, String taking) {
        if (given.isEmpty() && taken.isEmpty()) {
            fields.fault(giving, "required", "At least one to " + giving + " or to " + taking);
        }
        if (given.stream().anyMatch(taken::contains)) {
            fields.fault(taking, "invalid", "The same to " + giving + " and to " + taking);
        }
        fields.check();
    }

    private CompletionStage<HttpResponse> carriedOut(Call call, List<Wanted> all) {
        UserId user = call.name("id", UserId::new);
        return entities.existing(call, user.ref(), User.class, User::account)
                .thenCompose(before -> missing(all).thenCompose(missing -> asked(user, all, missing)
                        .thenCompose(reply -> entities.read(user.ref(), User.class)
                                .thenApply(after -> answer(before.part(), after, all, missing, reply)))));
    }

    /** Those to be given that are not there; what is to be taken back may have gone. */
    private CompletionStage<Set<EntityRef>> missing(List<Wanted> all) {
        Map<EntityRef, CompletableFuture<Boolean>> looks = new LinkedHashMap<>();
        all.stream()
                .filter(Wanted::gives)
                .forEach(each -> looks.put(each.thing(), exists(each.thing()).toCompletableFuture()));
        return CompletableFuture.allOf(looks.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    looks.values().removeIf(CompletableFuture::join);
                    return new HashSet<>(looks.keySet());
                });
    }

    /** Asks for everything together, first for what is taken back, because that makes room. */
    private CompletionStage<Reply> asked(UserId user, List<Wanted> all, Set<EntityRef> missing) {
        List<UserCommand> commands = new ArrayList<>();
        all.stream().filter(each -> !each.gives()).forEach(each -> commands.add(each.command()));
        all.stream()
                .filter(each -> each.gives() && !missing.contains(each.thing()))
                .forEach(each -> commands.add(each.command()));
        if (commands.isEmpty()) {
            return CompletableFuture.completedStage(new Reply.Done(user.ref(), 0, false));
        }
        return entities.ask(user.ref(), commands, null).thenApply(reply -> {
            if (reply instanceof Reply.Refused refused && refused.refusal() != Refusal.LIMIT_EXCEEDED) {
                throw Problem.of(refused).rejection();
            }
            return reply;
        });
    }

    private static HttpResponse answer(
            Account before, Versioned<User> after, List<Wanted> all, Set<EntityRef> missing, Reply reply) {
        Account now = after.state().account().orElse(before);
        ObjectNode body = Json.object();
        ArrayNode rows = body.putArray("results");
        boolean refused = reply instanceof Reply.Refused;
        for (Wanted each : all) {
            String outcome = "done";
            if (missing.contains(each.thing())
                    || (!refused && each.gives() && !each.has().test(now))) {
                outcome = "unknown";
            } else if (each.done().test(before)) {
                outcome = "unchanged";
            } else if (refused) {
                outcome = "no_room";
            }
            rows.addObject()
                    .put("kind", Json.word(each.thing().kind()))
                    .put("id", each.thing().id())
                    .put("given", each.gives())
                    .put("outcome", outcome);
        }
        boolean changed = reply instanceof Reply.Done done && done.changed();
        return Answer.changed(Json.response(200, body), new Reply.Done(now.id().ref(), after.revision(), changed));
    }
}
