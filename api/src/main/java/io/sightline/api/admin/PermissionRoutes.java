package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
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
                Route.get("/api/v1/permissions", Scope.USERS_READ, call -> completedStage(catalogue())),
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
                .thenCompose(found -> analytics(found.part()).thenApply(analytics -> {
                    ObjectNode body = Json.object();
                    ArrayNode items = body.putArray("items");
                    rows(found.part(), analytics).forEach(items::add);
                    return Json.response(200, body);
                }));
    }

    /** What a sub-user is offered of analytics; empty for others, who are offered all of it. */
    private CompletionStage<Optional<Set<String>>> analytics(Account user) {
        return user.origin() instanceof UserOrigin.SubUser sub
                ? offered.ofAnalytics(sub.parent()).thenApply(Optional::of)
                : completedStage(Optional.empty());
    }

    /** The catalogue's codes that are offered or granted, and after them those granted that it does not know. */
    private static List<ObjectNode> rows(Account user, Optional<Set<String>> analytics) {
        List<PermissionCatalogue.Entry> entries = new ArrayList<>(PermissionCatalogue.ENTRIES);
        Set<String> unknown = new TreeSet<>(user.permissions());
        entries.forEach(entry -> unknown.remove(entry.code()));
        unknown.forEach(code -> entries.add(PermissionCatalogue.of(code)));
        List<ObjectNode> rows = new ArrayList<>();
        for (PermissionCatalogue.Entry entry : entries) {
            boolean granted = user.permissions().contains(entry.code());
            boolean isOffered = entry.analytics().isEmpty()
                    || analytics.isEmpty()
                    || analytics.get().contains(entry.code());
            if (granted || isOffered) {
                rows.add(entry.view()
                        .put("granted", granted)
                        .put("effective", user.effectivePermissions().contains(entry.code()))
                        .put("offered", isOffered));
            }
        }
        return rows;
    }
}
