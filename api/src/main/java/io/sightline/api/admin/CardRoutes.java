package io.sightline.api.admin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Permission;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

import static java.util.concurrent.CompletableFuture.completedStage;

/** A user's card as a whole: the head of all its parts, and which of them there are for this user and for whoever asks. */
final class CardRoutes {

    private final Entities entities;
    private final LicenceRoutes licences;

    CardRoutes(Entities entities, LicenceRoutes licences) {
        this.entities = entities;
        this.licences = licences;
    }

    /** Why there is nothing in a part. */
    private enum Absence {
        /** The user was not created by billing. */
        NOT_OF_BILLING,
        /** It is the main user's. */
        OF_MAIN_USER,
        /** The user may have no sub-users. */
        NO_RIGHT,
        NO_LICENCE,
        /** Whoever asks may not read it. */
        NO_PERMISSION
    }

    /** The parts in the order in which they are shown. */
    private enum Part {
        USER("", Scope.USERS_READ),
        CAMERAS("/cameras", Scope.USERS_READ),
        INTERCOMS("/intercoms", Scope.USERS_READ),
        SUB_USERS("/sub-users", Scope.USERS_READ),
        BILLING_EVENTS("/billing-events", Scope.BILLING_READ),
        ACCESS_SETTINGS("/permissions", Scope.USERS_READ),
        ANALYTICS("/licences", Scope.ANALYTICS_READ);

        private final String path;
        private final Scope scope;

        Part(String path, Scope scope) {
            this.path = path;
            this.scope = scope;
        }
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/users/{id}/card", Scope.USERS_READ, this::show)
                .asking("atLeast"));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        UserId id = call.name("id", UserId::new);
        return entities.existing(call, id.ref(), User.class, User::account).thenCompose(found -> licensed(found.part())
                .thenApply(licensed -> Json.response(200, view(call.caller(), found.part(), licensed))));
    }

    private CompletionStage<Boolean> licensed(Account user) {
        return user.isSubUser() ? completedStage(false) : licences.shown(user);
    }

    private static ObjectNode view(@Nullable Caller caller, Account user, boolean licensed) {
        ObjectNode view = Json.object()
                .put("id", user.id().value())
                .put("name", UserViews.text(user.profile().name()))
                .put("login", user.login().text().text())
                .put("origin", UserViews.origin(user.origin()))
                .put("status", Json.word(user.standing().status()))
                .put("createdAt", user.createdAt().toString());
        ArrayNode parts = view.putArray("parts");
        for (Part part : Part.values()) {
            Optional<Absence> absence = caller != null && caller.may(part.scope)
                    ? absence(part, user, licensed)
                    : Optional.of(Absence.NO_PERMISSION);
            parts.addObject()
                    .put("part", Json.word(part))
                    .put("path", "/api/v1/users/" + user.id() + part.path)
                    .put("available", absence.isEmpty())
                    .put("because", absence.map(Json::word).orElse(null));
        }
        return view;
    }

    private static Optional<Absence> absence(Part part, Account user, boolean licensed) {
        return switch (part) {
            case SUB_USERS ->
                user.isSubUser()
                        ? Optional.of(Absence.OF_MAIN_USER)
                        : absent(
                                user.effectivePermissions().contains(Permission.SUBUSERS_MANAGE)
                                        || !user.family().subUsers().isEmpty(),
                                Absence.NO_RIGHT);
            case BILLING_EVENTS -> absent(user.origin() instanceof UserOrigin.Billing, Absence.NOT_OF_BILLING);
            case ANALYTICS ->
                user.isSubUser() ? Optional.of(Absence.OF_MAIN_USER) : absent(licensed, Absence.NO_LICENCE);
            default -> Optional.empty();
        };
    }

    private static Optional<Absence> absent(boolean there, Absence otherwise) {
        return there ? Optional.empty() : Optional.of(otherwise);
    }
}
