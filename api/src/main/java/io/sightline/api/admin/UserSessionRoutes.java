package io.sightline.api.admin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Clients;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.synchronize.EnvironmentStatus;
import io.sightline.engine.synchronize.SyncStatus;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Where users and their sub-users are signed in, and ending one of it: its tokens are void on every node when the answer comes, its
 * connection is closed, and its client forgets what it holds, at once or when it next connects.
 */
final class UserSessionRoutes {

    private static final String OF_USER = "/api/v1/users/{id}/sessions";
    private static final String OF_SUB_USER = "/api/v1/users/{id}/sub-users/{sub}/sessions";
    private static final String ONE = "/{session}";

    private final Entities entities;
    private final SyncStatus status;

    UserSessionRoutes(Entities entities, SyncStatus status) {
        this.entities = entities;
        this.status = status;
    }

    List<Route> routes() {
        return List.of(
                Route.get(OF_USER, Scope.SYNC_READ, this::list).own(),
                Route.delete(OF_USER + ONE, Scope.USERS_WRITE, this::end)
                        .asking("waitFor")
                        .own(),
                Route.get(OF_SUB_USER, Scope.SYNC_READ, this::list).own(),
                Route.delete(OF_SUB_USER + ONE, Scope.USERS_WRITE, this::end)
                        .asking("waitFor")
                        .own());
    }

    /** Whose sessions the path means: the user's, or those of a sub-user of the user's. */
    private CompletionStage<Account> whose(Call call) {
        UserId main = call.name("id", UserId::new);
        boolean ofSub = call.names().containsKey("sub");
        UserId whose = ofSub ? call.name("sub", UserId::new) : main;
        return entities.existing(call, whose.ref(), User.class, state -> state.account()
                        .filter(account -> !ofSub
                                || (account.origin() instanceof UserOrigin.SubUser origin
                                        && origin.parent().equals(main))))
                .thenApply(Entities.Existing::part);
    }

    private CompletionStage<HttpResponse> list(Call call) {
        return whose(call).thenCompose(user -> status.environments(user.id()).thenApply(all -> {
            ArrayNode items = Json.array();
            user.clients().installations().entrySet().stream()
                    .sorted(Comparator.comparing((Map.Entry<InstallationId, Clients.Installation> each) ->
                                    each.getValue().since())
                            .reversed()
                            .thenComparing(each -> each.getKey().value()))
                    .forEach(each -> items.add(view(
                            each.getKey(),
                            each.getValue(),
                            all.stream()
                                    .filter(one -> each.getKey().equals(one.installation()))
                                    .findFirst(),
                            call)));
            return Json.response(200, Json.object().set("items", items));
        }));
    }

    private static ObjectNode view(
            InstallationId id, Clients.Installation installation, Optional<EnvironmentStatus> standing, Call call) {
        ObjectNode view = Json.object()
                .put("id", id.value())
                .put("environment", Json.word(installation.environment()))
                .put("signedInAt", installation.since().toString())
                .put("online", standing.filter(EnvironmentStatus::isOnline).isPresent());
        standing.map(EnvironmentStatus::since).ifPresent(since -> view.put("since", since.toString()));
        return view.put(
                "current",
                call.caller() instanceof Caller.EndUser user
                        && !call.names().containsKey("sub")
                        && user.installation().equals(id));
    }

    private CompletionStage<HttpResponse> end(Call call) {
        InstallationId session = call.name("session", InstallationId::new);
        return whose(call).thenCompose(user -> {
            if (!user.clients().installations().containsKey(session)) {
                throw Problem.notFound("session").rejection();
            }
            return entities.change(user.id().ref(), new UserCommand.EndInstallation(session))
                    .thenCompose(done -> entities.revoked(call, user.id(), done));
        });
    }
}
