package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.Folder;
import io.sightline.engine.domain.GrantStatus;
import io.sightline.engine.domain.Grants;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Several addresses and folders of a user at once. What can be done is done together, in one write; of each place the answer says
 * what became of it.
 */
final class PlaceGrants {

    private static final int TEXT = 66;

    private final Entities entities;

    PlaceGrants(Entities entities) {
        this.entities = entities;
    }

    List<Route> routes() {
        return List.of(Route.post("/api/v1/users/{id}/places", Scope.USERS_WRITE, this::change)
                .repeatable());
    }

    /** Whether an address or a folder is there. */
    CompletionStage<Boolean> exists(SourceId place) {
        return place.owner().kind() == Kind.ADDRESS
                ? entities.read(place.owner(), Address.class)
                        .thenApply(at -> at.state().place().isPresent())
                : entities.read(place.owner(), Folder.class)
                        .thenApply(at -> at.state().place().isPresent());
    }

    /** What is asked, detaching before attaching, so that what is let go makes room. */
    private record Wanted(Set<SourceId> attached, Set<SourceId> detached, GrantStatus status) {

        List<UserCommand> commands(Set<SourceId> missing) {
            List<UserCommand> commands = new ArrayList<>();
            detached.forEach(place -> commands.add(new UserCommand.DetachPlace(place)));
            attached.stream()
                    .filter(place -> !missing.contains(place))
                    .forEach(place -> commands.add(new UserCommand.AttachPlace(place, status)));
            return commands;
        }
    }

    private CompletionStage<HttpResponse> change(Call call) {
        UserId user = call.name("id", UserId::new);
        return call.fields().thenCompose(fields -> {
            Set<SourceId> attached = places(fields, "attach");
            Set<SourceId> detached = places(fields, "detach");
            GrantStatus status = fields.optionalChoice("status", GrantStatus.class);
            if (attached.isEmpty() && detached.isEmpty()) {
                fields.fault("attach", "required", "At least one place to attach or to detach");
            }
            if (attached.stream().anyMatch(detached::contains)) {
                fields.fault("detach", "invalid", "What is attached is not detached as well");
            }
            fields.check();
            Wanted wanted = new Wanted(attached, detached, status == null ? GrantStatus.ACTIVE : status);
            return entities.existing(call, user.ref(), User.class, User::account)
                    .thenCompose(before ->
                            missing(attached).thenCompose(missing -> change(user, before.part(), wanted, missing)));
        });
    }

    private static Set<SourceId> places(Fields fields, String name) {
        return fields.values(name, Limits.PLACES, TEXT, text -> {
            SourceId place = new SourceId(text);
            if (place.owner().kind() == Kind.USER) {
                throw new IllegalArgumentException("A: and an address, or F: and a folder");
            }
            return place;
        });
    }

    private CompletionStage<Set<SourceId>> missing(Set<SourceId> places) {
        Map<SourceId, CompletableFuture<Boolean>> looks = new LinkedHashMap<>();
        places.forEach(place -> looks.put(place, exists(place).toCompletableFuture()));
        return CompletableFuture.allOf(looks.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    looks.values().removeIf(CompletableFuture::join);
                    return Set.copyOf(looks.keySet());
                });
    }

    private CompletionStage<HttpResponse> change(UserId user, Account before, Wanted wanted, Set<SourceId> missing) {
        List<UserCommand> commands = wanted.commands(missing);
        CompletionStage<Reply> asked = commands.isEmpty()
                ? CompletableFuture.completedStage(new Reply.Done(user.ref(), 0, false))
                : entities.ask(user.ref(), commands, null);
        return asked.thenCompose(reply -> {
            if (reply instanceof Reply.Refused refused && refused.refusal() != Refusal.LIMIT_EXCEEDED) {
                throw Problem.of(refused).rejection();
            }
            return entities.read(user.ref(), User.class)
                    .thenApply(after -> answer(before, after, wanted, missing, reply));
        });
    }

    private static HttpResponse answer(
            Account before, Versioned<User> after, Wanted wanted, Set<SourceId> missing, Reply reply) {
        ObjectNode body = Json.object();
        ArrayNode rows = body.putArray("results");
        Grants held = after.state().account().orElse(before).grants();
        wanted.attached().forEach(place -> {
            Grants.Place was = before.grants().places().get(place);
            String outcome = "done";
            if (missing.contains(place)
                    || (reply instanceof Reply.Done && !held.places().containsKey(place))) {
                outcome = "unknown";
            } else if (reply instanceof Reply.Refused) {
                outcome = "no_room";
            } else if (was != null && was.status() == wanted.status()) {
                outcome = "unchanged";
            }
            rows.addObject().put("place", place.value()).put("action", "attach").put("outcome", outcome);
        });
        wanted.detached().forEach(place -> {
            boolean had = before.grants().places().containsKey(place);
            String outcome = !had ? "unchanged" : reply instanceof Reply.Refused ? "no_room" : "done";
            rows.addObject().put("place", place.value()).put("action", "detach").put("outcome", outcome);
        });
        boolean changed = reply instanceof Reply.Done known && known.changed();
        Reply.Done done = new Reply.Done(after.state().id().ref(), after.revision(), changed);
        return Answer.changed(Json.response(200, body), done);
    }
}
