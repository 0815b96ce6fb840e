package io.sightline.api.admin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.directory.listed.Feedbacks;
import io.sightline.engine.domain.Feedback;
import io.sightline.engine.domain.FeedbackCommand;
import io.sightline.engine.domain.FeedbackForm;
import io.sightline.engine.domain.FeedbackId;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Personal;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.jspecify.annotations.Nullable;

/** What users have to say to the operator; an administrator who acts for one leaves it in the user's name and is noted with it. */
final class FeedbackRoutes {

    private static final String ALL = "/api/v1/feedback";
    private static final String ONE = ALL + "/{feedback}";
    private static final Listing LISTED =
            Listing.of(Feedbacks.KIND, "-createdAt").keeping(SightFilters.HELD);

    private enum Status {
        OPEN,
        CLOSED
    }

    private final Entities entities;
    private final Belongings belongings;
    private final Lists lists;

    FeedbackRoutes(Entities entities, Belongings belongings, Lists lists) {
        this.entities = entities;
        this.belongings = belongings;
        this.lists = lists;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/users/{id}/feedback", Scope.MESSAGES_WRITE, this::leave)
                        .creating()
                        .own(),
                Route.get(ALL, Scope.MESSAGES_READ, call -> lists.answer(call, LISTED))
                        .listing(LISTED)
                        .inSight(),
                Route.get(ONE, Scope.MESSAGES_READ, this::show).asking("atLeast"),
                Route.patch(ONE, Scope.MESSAGES_WRITE, this::change));
    }

    private CompletionStage<HttpResponse> leave(Call call) {
        return call.fields().thenCompose(fields -> {
            FeedbackForm form = new FeedbackForm(
                    Personal.of(fields.text("name", Limits.NAME)),
                    Personal.of(fields.text("email", Limits.NAME)),
                    Personal.of(fields.text("phone", Limits.PHONE)),
                    Personal.of(fields.text("message", Limits.FEEDBACK)));
            fields.check();
            return belongings.owner(call).thenCompose(user -> {
                FeedbackId id = FeedbackId.of(user.id(), Belongings.mark(call));
                return entities.change(id.ref(), new FeedbackCommand.Leave(form, administrator(call.caller())))
                        .thenApply(done -> Answer.changed(
                                Json.response(201, Json.object().put("id", id.value()))
                                        .addHeader(Location.create(ALL + "/" + id)),
                                done));
            });
        });
    }

    private static @Nullable String administrator(@Nullable Caller caller) {
        if (caller instanceof Caller.User user) {
            return user.administrator().id();
        }
        return caller instanceof Caller.Administrator administrator ? administrator.id() : null;
    }

    private static Optional<Feedback> left(Feedback feedback) {
        return feedback.form() == null ? Optional.empty() : Optional.of(feedback);
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return entities.existing(
                        call, call.name("feedback", FeedbackId::new).ref(), Feedback.class, FeedbackRoutes::left)
                .thenApply(found -> Answer.state(200, found.revision(), view(found.part())));
    }

    private static ObjectNode view(Feedback feedback) {
        ObjectNode view = Json.object()
                .put("id", feedback.id().value())
                .put("user", feedback.id().owner().value())
                .put("administrator", feedback.administrator())
                .put("status", Json.word(feedback.isClosed() ? Status.CLOSED : Status.OPEN));
        FeedbackForm form = feedback.form();
        if (form != null) {
            view.put("name", form.name().text())
                    .put("email", form.email().text())
                    .put("phone", form.phone().text())
                    .put("message", form.message().text());
        }
        if (feedback.leftAt() != null) {
            view.put("createdAt", feedback.leftAt().toString());
        }
        return view;
    }

    private CompletionStage<HttpResponse> change(Call call) {
        FeedbackId id = call.name("feedback", FeedbackId::new);
        return call.patch()
                .thenCompose(fields -> {
                    Status status = fields.choice("status", Status.class);
                    fields.check();
                    return entities.forChange(call, id.ref(), Feedback.class, FeedbackRoutes::left)
                            .thenCompose(found -> entities.change(
                                    id.ref(), found, List.of(new FeedbackCommand.SetClosed(status == Status.CLOSED))));
                })
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }
}
