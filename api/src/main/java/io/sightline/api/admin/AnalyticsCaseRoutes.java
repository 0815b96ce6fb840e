package io.sightline.api.admin;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.AnalyticsCase;
import io.sightline.engine.domain.AnalyticsType;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.CaseId;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.service.AnalyticsCases;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;

/**
 * The analytics cases of a user. Each camera of each uses one licence of its type's level. Those whose level was taken away are
 * hidden from the user, who does not find them; administrators see them and when they are deleted for good. A case is replaced as
 * a whole, so it needs no revision.
 */
final class AnalyticsCaseRoutes {

    private static final String ALL = "/api/v1/users/{id}/analytics-cases";
    private static final String ONE = ALL + "/{case}";

    /** Whether the user is shown a case. */
    private enum State {
        VISIBLE,
        HIDDEN
    }

    private static final Filter<AnalyticsType> TYPE = Filter.word("type", AnalyticsType.class);
    private static final Filter<State> STATE = Filter.word("state", State.class);
    private static final ListSpec LIST =
            ListSpec.sortedBy("createdAt", "-createdAt").filteredBy(TYPE, STATE).paged();

    private final Entities entities;
    private final AnalyticsCases cases;

    AnalyticsCaseRoutes(Entities entities, AnalyticsCases cases) {
        this.entities = entities;
        this.cases = cases;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Scope.ANALYTICS_READ, this::list).listing(LIST).own(),
                Route.post(ALL, Scope.ANALYTICS_WRITE, this::create).creating().own(),
                Route.get(ONE, Scope.ANALYTICS_READ, this::show).own(),
                Route.put(ONE, Scope.ANALYTICS_WRITE, this::change).own(),
                Route.delete(ONE, Scope.ANALYTICS_WRITE, this::delete).own(),
                Route.post(ONE + "/events", Scope.ANALYTICS_WRITE, this::report).repeatable());
    }

    /** Those that the caller may see, of a user who is there. */
    private CompletionStage<List<AnalyticsCase>> seen(Call call, UserId owner) {
        boolean byUser = call.caller() != null && call.caller().subject().isPresent();
        return entities.existing(call, owner.ref(), User.class, User::account)
                .thenCompose(there -> cases.of(owner))
                .thenApply(all ->
                        all.stream().filter(each -> !byUser || each.isVisible()).toList());
    }

    /** The case the path names; not found when the caller may not see it. */
    private CompletionStage<AnalyticsCase> one(Call call, UserId owner) {
        CaseId id = call.name("case", CaseId::new);
        return seen(call, owner).thenApply(all -> all.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("case").rejection()));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        ListQuery query = call.list();
        return seen(call, call.name("id", UserId::new)).thenApply(all -> {
            List<AnalyticsCase> chosen =
                    all.stream().filter(each -> isAskedFor(query, each)).toList();
            return Page.of(query, chosen, each -> Page.moment(each.createdAt()) + "%012d".formatted(each.number()))
                    .answer(AnalyticsCaseRoutes::view);
        });
    }

    private static boolean isAskedFor(ListQuery query, AnalyticsCase each) {
        return query.value(TYPE).map(type -> each.type() == type).orElse(true)
                && query.value(STATE)
                        .map(state -> each.isVisible() == (state == State.VISIBLE))
                        .orElse(true);
    }

    private static ObjectNode view(AnalyticsCase of) {
        ObjectNode view = Json.object()
                .put("id", of.id().value())
                .put("type", Json.word(of.type()))
                .put("level", of.type().level().number())
                .put("title", of.title().text());
        ArrayNode cameras = view.putArray("cameras");
        of.cameras().forEach(camera -> cameras.add(camera.value()));
        return view.put("licences", of.licences())
                .put("state", Json.word(of.isVisible() ? State.VISIBLE : State.HIDDEN))
                .put("deletedAt", of.purgeAt() == null ? null : of.purgeAt().toString())
                .put("createdAt", of.createdAt().toString())
                .put("eventCount", of.events().size());
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return one(call, call.name("id", UserId::new)).thenApply(found -> {
            ObjectNode view = view(found);
            ArrayNode events = view.putArray("events");
            found.events().forEach(each -> events.addObject()
                    .put("id", each.id())
                    .put("cameraId", each.camera().value())
                    .put("at", each.at().toString()));
            return Json.response(200, view);
        });
    }

    private CompletionStage<HttpResponse> create(Call call) {
        UserId owner = call.name("id", UserId::new);
        return call.fields().thenCompose(fields -> {
            AnalyticsType type = fields.choice("type", AnalyticsType.class);
            Content content = Content.of(fields);
            CaseId id = new CaseId("c." + call.identity().substring(0, 32));
            return entities.done(cases.create(owner, id, type, content.title(), content.cameras()))
                    .thenApply(done -> Answer.changed(
                                    Json.response(
                                            done.changed() ? 201 : 200,
                                            Json.object().put("id", id.value())),
                                    done)
                            .addHeader(Location.create(ALL.replace("{id}", owner.value()) + "/" + id)));
        });
    }

    /** What of a case can be changed. */
    private record Content(Personal title, List<CameraId> cameras) {

        static Content of(Fields fields) {
            String title = fields.text("title", Limits.NAME);
            Set<CameraId> cameras = fields.values("cameras", Limits.CAMERAS_OF_A_CASE, 64, CameraId::new);
            if (cameras.isEmpty()) {
                fields.fault("cameras", "required", "At least one camera");
            }
            fields.check();
            return new Content(Personal.of(title), List.copyOf(cameras));
        }
    }

    private CompletionStage<HttpResponse> change(Call call) {
        UserId owner = call.name("id", UserId::new);
        return call.fields().thenCompose(fields -> {
            Content content = Content.of(fields);
            return one(call, owner)
                    .thenCompose(
                            held -> entities.done(cases.change(owner, held.id(), content.title(), content.cameras())))
                    .thenApply(done -> Answer.changed(Answer.nothing(), done));
        });
    }

    private CompletionStage<HttpResponse> delete(Call call) {
        UserId owner = call.name("id", UserId::new);
        return one(call, owner)
                .thenCompose(held -> entities.done(cases.delete(owner, held.id())))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    /** What the analytics system has found. */
    private CompletionStage<HttpResponse> report(Call call) {
        UserId owner = call.name("id", UserId::new);
        CaseId id = call.name("case", CaseId::new);
        return call.fields().thenCompose(fields -> {
            var finding = new AnalyticsCase.Finding(
                    fields.text("id", Limits.NAME),
                    fields.required("cameraId", CameraId::new, new CameraId("none")),
                    fields.instant("at"));
            fields.check();
            return entities.done(cases.report(owner, id, finding))
                    .thenApply(done -> Answer.changed(Answer.nothing(), done));
        });
    }
}
