package io.sightline.api.admin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Notice;
import io.sightline.engine.domain.NoticeBox;
import io.sightline.engine.domain.NoticeBoxCommand;
import io.sightline.engine.domain.NotificationId;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** A user's notifications: reading them here is reading them on every environment. */
final class NoticeRoutes {

    private static final String ALL = "/api/v1/users/{id}/notifications";
    private static final String ONE = ALL + "/{notification}";
    /** Whether those are listed too that the user had and has no more. */
    private static final Filter<Boolean> DELETED = Filter.flag("deleted");

    private static final ListSpec BY_TIME =
            ListSpec.sortedBy("-createdAt", "createdAt").filteredBy(DELETED).paged();

    private final Entities entities;
    private final Belongings belongings;

    NoticeRoutes(Entities entities, Belongings belongings) {
        this.entities = entities;
        this.belongings = belongings;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Scope.MESSAGES_READ, this::list).listing(BY_TIME).own(),
                Route.patch(ALL, Scope.MESSAGES_WRITE, this::read).own(),
                Route.delete(ALL, Scope.MESSAGES_WRITE, this::delete).own(),
                Route.get(ONE, Scope.MESSAGES_READ, this::show).own(),
                Route.patch(ONE, Scope.MESSAGES_WRITE, this::read).own(),
                Route.delete(ONE, Scope.MESSAGES_WRITE, this::delete).own(),
                Route.get("/api/v1/users/{id}/unread-notifications", Scope.MESSAGES_READ, this::unread)
                        .own());
    }

    private CompletionStage<NoticeBox> box(Call call) {
        UserId user = call.name("id", UserId::new);
        return belongings
                .user(call)
                .thenCompose(account -> entities.read(NoticeBox.ref(user), NoticeBox.class))
                .thenApply(at -> at.state());
    }

    private CompletionStage<HttpResponse> list(Call call) {
        boolean all = call.list().value(DELETED).orElse(false);
        return box(call).thenApply(box -> Page.of(
                        call.list(),
                        box.items().entrySet().stream()
                                .filter(each -> all || each.getValue().notice() != null)
                                .toList(),
                        NoticeRoutes::position)
                .answer(each -> view(each.getKey(), each.getValue())));
    }

    private static String position(Map.Entry<NotificationId, NoticeBox.Item> each) {
        return Page.moment(each.getValue().sentAt()) + each.getKey();
    }

    private static ObjectNode view(NotificationId id, NoticeBox.Item item) {
        ObjectNode view = Json.object().put("id", id.value());
        Notice notice = item.notice();
        if (notice != null) {
            view.put("severity", Json.word(notice.severity()))
                    .put("title", notice.title().text())
                    .put("text", notice.text().text());
        }
        return view.put("createdAt", item.sentAt().toString())
                .put("readAt", item.readAt() == null ? null : item.readAt().toString())
                .put(
                        "deletedAt",
                        item.deletedAt() == null ? null : item.deletedAt().toString());
    }

    private CompletionStage<HttpResponse> show(Call call) {
        NotificationId id = call.name("notification", NotificationId::new);
        return box(call).thenApply(box -> box.find(id)
                .map(item -> Json.response(200, view(id, item)))
                .orElseThrow(() -> Problem.notFound("notification").rejection()));
    }

    private CompletionStage<HttpResponse> unread(Call call) {
        return box(call).thenApply(box -> Json.response(200, Json.object().put("unread", box.unread())));
    }

    /** The one that the path names, or null when it names them all. */
    private static @Nullable NotificationId one(Call call) {
        return call.names().containsKey("notification") ? call.name("notification", NotificationId::new) : null;
    }

    private CompletionStage<HttpResponse> read(Call call) {
        NotificationId one = one(call);
        return call.patch().thenCompose(fields -> {
            if (!fields.flag("read", false)) {
                fields.fault("read", "invalid", "What was read stays read");
            }
            fields.check();
            return change(call, one, new NoticeBoxCommand.MarkRead(one));
        });
    }

    private CompletionStage<HttpResponse> delete(Call call) {
        NotificationId one = one(call);
        return change(call, one, new NoticeBoxCommand.Delete(one));
    }

    private CompletionStage<HttpResponse> change(Call call, @Nullable NotificationId one, NoticeBoxCommand command) {
        return box(call)
                .thenCompose(box -> {
                    if (one != null && box.find(one).isEmpty()) {
                        throw Problem.notFound("notification").rejection();
                    }
                    return entities.change(NoticeBox.ref(box.user()), command);
                })
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }
}
