package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.Folder;
import io.sightline.engine.domain.FolderId;
import io.sightline.engine.domain.Operation;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.OperationResult;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Versioned;
import io.sightline.engine.synchronize.SyncStatus;
import io.sightline.engine.synchronize.Synchronizer;
import io.sightline.engine.synchronize.Target;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Synchronize, its progress, and how environments stand. */
final class SyncRoutes {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final ByteString COMMENT = ByteString.fromString(": still here\n\n");

    private final Entities entities;
    private final Synchronizer synchronizer;
    private final SyncStatus status;

    SyncRoutes(Entities entities, Synchronizer synchronizer, SyncStatus status) {
        this.entities = entities;
        this.synchronizer = synchronizer;
        this.status = status;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/users/{id}/sync", Scope.SYNC_WRITE, this::user)
                        .repeatable(),
                Route.post("/api/v1/addresses/{id}/sync", Scope.SYNC_WRITE, this::address)
                        .repeatable(),
                Route.post("/api/v1/folders/{id}/sync", Scope.SYNC_WRITE, this::folder)
                        .repeatable(),
                Route.post("/api/v1/sync", Scope.SYNC_WRITE, call -> begin(new Target.OfEveryone()))
                        .repeatable(),
                Route.get("/api/v1/operations/{id}", Scope.SYNC_READ, this::show),
                Route.get("/api/v1/operations/{id}/events", Scope.SYNC_READ, this::events),
                Route.get("/api/v1/users/{id}/environments", Scope.SYNC_READ, this::environments));
    }

    private CompletionStage<HttpResponse> user(Call call) {
        UserId id = call.name("id", UserId::new);
        return entities.existing(call, id.ref(), User.class, User::account)
                .thenCompose(found -> begin(new Target.OfUser(id)));
    }

    private CompletionStage<HttpResponse> address(Call call) {
        AddressId id = call.name("id", AddressId::new);
        return entities.existing(call, id.ref(), Address.class, Address::place)
                .thenCompose(found -> begin(new Target.OfAddress(id)));
    }

    private CompletionStage<HttpResponse> folder(Call call) {
        FolderId id = call.name("id", FolderId::new);
        return entities.existing(call, id.ref(), Folder.class, Folder::place)
                .thenCompose(found -> begin(new Target.OfFolder(id)));
    }

    private CompletionStage<HttpResponse> begin(Target target) {
        return synchronizer.synchronize(target).thenApply(id -> Json.response(
                        202, Json.object().put("operationId", id.value()).put("state", "running"))
                .addHeader(Location.create("/api/v1/operations/" + id.value())));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return operation(call.name("id", OperationId::new))
                .thenApply(at -> Answer.state(200, at.revision(), view(at.state(), true)));
    }

    private CompletionStage<Versioned<Operation>> operation(OperationId id) {
        return entities.read(id.ref(), Operation.class).thenApply(at -> {
            if (at.state().begun() == null) {
                throw Problem.notFound("operation").rejection();
            }
            return at;
        });
    }

    private static ObjectNode view(Operation operation, boolean results) {
        ObjectNode view = Json.object()
                .put("id", operation.id().value())
                .put("state", operation.finishedAt() == null ? "running" : "finished");
        Operation.Begun begun = operation.begun();
        if (begun != null) {
            view.put(
                            "target",
                            begun.target() == null ? "everyone" : begun.target().toString())
                    .put("begunAt", begun.at().toString());
        }
        if (operation.finishedAt() != null) {
            view.put("finishedAt", operation.finishedAt().toString());
        }
        ObjectNode counts = view.putObject("counts");
        for (OperationResult.Finding finding : OperationResult.Finding.values()) {
            counts.put(Json.word(finding), operation.count(finding));
        }
        if (results) {
            ArrayNode list = view.putArray("results");
            operation.results().values().stream()
                    .sorted(Comparator.comparing(
                                    (OperationResult result) -> result.user().value())
                            .thenComparing(result -> result.installation().value()))
                    .forEach(result -> list.add(view(result)));
        }
        return view;
    }

    private static ObjectNode view(OperationResult result) {
        ObjectNode view = Json.object()
                .put("userId", result.user().value())
                .put("environment", Json.word(result.environment()))
                .put("installation", result.installation().value())
                .put("finding", Json.word(result.finding()))
                .put("differing", result.differing());
        result.repaired().forEach(view.putArray("repaired")::add);
        return view;
    }

    /**
     * Progress as server-sent events, each with the operation's revision for its id, so that a reader who comes back names the
     * last one it had and gets what is newer. The stream ends after the event that says the operation has finished.
     */
    private CompletionStage<HttpResponse> events(Call call) {
        OperationId id = call.name("id", OperationId::new);
        long seen = call.header("Last-Event-ID")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
        return operation(id).thenApply(first -> {
            Source<ByteString, NotUsed> stream =
                    progress(id, seen).map(SyncRoutes::event).keepAlive(HEARTBEAT, () -> COMMENT);
            return HttpResponse.create()
                    .withEntity(HttpEntities.create(MediaTypes.TEXT_EVENT_STREAM.toContentType(), stream));
        });
    }

    private Source<Versioned<Operation>, NotUsed> progress(OperationId id, long seen) {
        AtomicLong last = new AtomicLong(seen);
        return Source.tick(Duration.ZERO, LOOK_EVERY, id)
                .mapMaterializedValue(ticks -> NotUsed.getInstance())
                .mapAsync(1, this::operation)
                .takeWhile(at -> at.state().finishedAt() == null, true)
                .filter(at -> last.getAndSet(at.revision()) < at.revision());
    }

    private static ByteString event(Versioned<Operation> at) {
        boolean finished = at.state().finishedAt() != null;
        String data = new String(Json.bytes(view(at.state(), finished)), StandardCharsets.UTF_8);
        return ByteString.fromString("id: " + at.revision() + "\nevent: " + (finished ? "finished" : "progress")
                + "\ndata: " + data + "\n\n");
    }

    private CompletionStage<HttpResponse> environments(Call call) {
        UserId id = call.name("id", UserId::new);
        return entities.existing(call, id.ref(), User.class, User::account)
                .thenCompose(found -> status.environments(id))
                .thenApply(all -> {
                    ObjectNode body = Json.object();
                    body.set("items", EnvironmentViews.list(all));
                    return Json.response(200, body);
                });
    }
}
