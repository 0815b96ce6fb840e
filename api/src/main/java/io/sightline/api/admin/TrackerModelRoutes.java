package io.sightline.api.admin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.TrackerModels;
import io.sightline.engine.domain.TrackerModelsCommand;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The models a tracker may be of: the administrators' list, which users read. */
final class TrackerModelRoutes {

    private static final String ALL = "/api/v1/tracker-models";
    private static final String ONE = ALL + "/{code}";
    private static final ListSpec BY_CODE = ListSpec.sortedBy("code", "-code").paged();

    private final Entities entities;

    TrackerModelRoutes(Entities entities) {
        this.entities = entities;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Scope.DEVICES_READ, this::list).listing(BY_CODE).inSight(),
                Route.get("/api/v1/users/{id}/tracker-models", Scope.DEVICES_READ, this::list)
                        .listing(BY_CODE)
                        .own(),
                Route.get(ONE, Scope.DEVICES_READ, this::show),
                Route.put(ONE, Scope.DEVICES_WRITE, this::put),
                Route.delete(ONE, Scope.DEVICES_WRITE, this::remove));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        return entities.read(TrackerModels.REF, TrackerModels.class).thenApply(at -> Page.of(
                        call.list(), List.copyOf(at.state().names().keySet()), code -> code)
                .answer(code -> view(at.state(), code).orElseThrow()));
    }

    private static Optional<ObjectNode> view(TrackerModels models, String code) {
        return Optional.ofNullable(models.names().get(code))
                .map(name -> Json.object().put("code", code).put("name", name));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return entities.existing(
                        call,
                        TrackerModels.REF,
                        TrackerModels.class,
                        models -> view(models, call.name("code", code -> code)))
                .thenApply(found -> Json.response(200, found.part()));
    }

    private CompletionStage<HttpResponse> put(Call call) {
        String code = call.name("code", text -> new UserId(text).value());
        return call.fields().thenCompose(fields -> {
            String name = fields.text("name", Limits.NAME);
            fields.check();
            return entities.change(TrackerModels.REF, new TrackerModelsCommand.Put(code, name))
                    .thenApply(done -> Answer.changed(Answer.nothing(), done));
        });
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        return entities.change(TrackerModels.REF, new TrackerModelsCommand.Remove(call.name("code", code -> code)))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }
}
