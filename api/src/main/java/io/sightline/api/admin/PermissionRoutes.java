package io.sightline.api.admin;

import java.util.List;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;

import static java.util.concurrent.CompletableFuture.completedStage;

/** The form in which access is set: the codes there are, and which of them a user has and is offered. */
final class PermissionRoutes {

    private final Entities entities;
    private final OfferedPermissions offered;

    PermissionRoutes(Entities entities) {
        this.entities = entities;
        offered = new OfferedPermissions(entities);
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/permissions", Scope.USERS_READ, call -> completedStage(catalogue()))
                        .inSight(),
                Route.get("/api/v1/users/{id}/permissions", Scope.USERS_READ, this::form)
                        .own());
    }

    private static HttpResponse catalogue() {
        ObjectNode body = Json.object();
        ArrayNode items = body.putArray("items");
        PermissionCatalogue.ENTRIES.forEach(entry -> items.add(entry.view()));
        return Json.response(200, body);
    }

    private CompletionStage<HttpResponse> form(Call call) {
        UserId id = call.name("id", UserId::new);
        return entities.existing(call, id.ref(), User.class, User::account)
                .thenCompose(found -> offered.form(found.part()));
    }
}
