package io.sightline.api.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Filter;
import io.sightline.engine.directory.listed.Notifications;
import io.sightline.engine.directory.listed.Users;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Notice;
import io.sightline.engine.domain.NoticeBox;
import io.sightline.engine.domain.Notification;
import io.sightline.engine.domain.NotificationCommand;
import io.sightline.engine.domain.NotificationId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.jspecify.annotations.Nullable;

/** What administrators tell users, and what became of it at each. */
final class NotificationRoutes {

    private static final String ALL = "/api/v1/notifications";
    private static final String ONE = ALL + "/{notification}";
    private static final Listing LISTED =
            Listing.of(Notifications.KIND, "-createdAt").flags("everybody");
    private static final Listing RECIPIENTS =
            new Listing(Users.KIND, ListSpec.sortedBy("id", "-id").paged(), Set.of(), Set.of(), Set.of(), Map.of());

    private final Entities entities;
    private final Lists lists;

    NotificationRoutes(Entities entities, Lists lists) {
        this.entities = entities;
        this.lists = lists;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Scope.MESSAGES_READ, call -> lists.answer(call, LISTED))
                        .listing(LISTED)
                        .inSight(),
                Route.post(ALL, Scope.MESSAGES_WRITE, this::send).creating(),
                Route.get(ONE, Scope.MESSAGES_READ, this::show).asking("atLeast"),
                Route.delete(ONE, Scope.MESSAGES_WRITE, this::delete),
                Route.get(ONE + "/recipients", Scope.MESSAGES_READ, this::recipients)
                        .listing(RECIPIENTS.spec()));
    }

    private CompletionStage<HttpResponse> send(Call call) {
        return call.fields().thenCompose(fields -> {
            Notice notice = new Notice(
                    fields.choice("severity", Notice.Severity.class),
                    Personal.of(fields.text("title", Limits.NAME)),
                    Personal.of(fields.text("text", Limits.NOTICE)));
            boolean everybody = fields.flag("everybody", false);
            Set<String> named = fields.texts("to", Limits.RECIPIENTS, 64);
            if (everybody != named.isEmpty()) {
                fields.fault("to", "invalid", "Either recipients or everybody");
            }
            fields.check();
            NotificationId id = NotificationId.of(Belongings.mark(call));
            return known(everybody ? null : named)
                    .thenCompose(to ->
                            entities.change(id.ref(), new NotificationCommand.Send(notice, everybody ? null : to)))
                    .thenApply(done -> Answer.changed(
                            Json.response(202, Json.object().put("id", id.value()))
                                    .addHeader(Location.create(ALL + "/" + id)),
                            done));
        });
    }

    /** Users as they are named; ends the call when one of them was never created. */
    private CompletionStage<Set<UserId>> known(@Nullable Set<String> named) {
        if (named == null) {
            return CompletableFuture.completedStage(Set.of());
        }
        Set<UserId> to = named.stream()
                .map(text -> {
                    try {
                        return new UserId(text);
                    } catch (IllegalArgumentException e) {
                        throw Belongings.unknown("There is no such user");
                    }
                })
                .collect(Collectors.toUnmodifiableSet());
        CompletableFuture<?>[] reads = to.stream()
                .map(user -> entities.read(user.ref(), User.class)
                        .thenAccept(at -> {
                            if (at.state()
                                    .account()
                                    .filter(account -> !account.isSubUser())
                                    .isEmpty()) {
                                throw Belongings.unknown("There is no user " + user);
                            }
                        })
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(reads).thenApply(all -> to);
    }

    private CompletionStage<Entities.Existing<Notification>> sent(Call call) {
        NotificationId id = call.name("notification", NotificationId::new);
        return entities.existing(call, id.ref(), Notification.class, state -> Optional.of(state)
                .filter(notification -> notification.notice() != null));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return sent(call).thenApply(found -> Answer.state(200, found.revision(), view(found.part())));
    }

    private static ObjectNode view(Notification notification) {
        ObjectNode view = Json.object()
                .put("id", notification.id().value())
                .put("status", Json.word(notification.status()))
                .put("everybody", notification.to() == null)
                .put("told", notification.told());
        Notice notice = notification.notice();
        if (notice != null) {
            view.put("severity", Json.word(notice.severity()))
                    .put("title", notice.title().text())
                    .put("text", notice.text().text());
        }
        if (notification.to() != null) {
            view.put("recipients", notification.to().size());
        }
        if (notification.sentAt() != null) {
            view.put("createdAt", notification.sentAt().toString());
        }
        return view;
    }

    private CompletionStage<HttpResponse> delete(Call call) {
        return sent(call)
                .thenCompose(found -> entities.change(found.part().id().ref(), new NotificationCommand.Delete()))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private CompletionStage<HttpResponse> recipients(Call call) {
        return sent(call).thenCompose(found -> {
            Set<UserId> to = found.part().to();
            Filter[] within = to == null
                    ? new Filter[0]
                    : new Filter[] {
                        new Filter.AnyOf(
                                DocumentKind.ID, to.stream().map(UserId::value).collect(Collectors.toSet()))
                    };
            return lists.find(RECIPIENTS.query(call, List.of(within)), null).thenCompose(result -> new Page<>(
                            call.list(), result.items(), result.next() == null ? null : Positions.text(result.next()))
                    .read(user -> recipient(found.part().id(), new UserId(user.id()))));
        });
    }

    private CompletionStage<Optional<ObjectNode>> recipient(NotificationId id, UserId user) {
        return entities.read(user.ref(), User.class)
                .thenCombine(
                        entities.read(NoticeBox.ref(user), NoticeBox.class),
                        (at, box) -> at.state().account().map(account -> {
                            ObjectNode view = Json.object()
                                    .put("user", user.value())
                                    .put("login", account.login().text().text())
                                    .put(
                                            "name",
                                            account.profile().name() == null
                                                    ? null
                                                    : account.profile().name().text());
                            NoticeBox.Item item = box.state().items().get(id);
                            if (item != null) {
                                view.put("receivedAt", item.sentAt().toString())
                                        .put(
                                                "readAt",
                                                item.readAt() == null
                                                        ? null
                                                        : item.readAt().toString())
                                        .put(
                                                "deletedAt",
                                                item.deletedAt() == null
                                                        ? null
                                                        : item.deletedAt().toString());
                            }
                            return view;
                        }));
    }
}
