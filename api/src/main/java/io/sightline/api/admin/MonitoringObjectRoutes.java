package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.BelongingCommand;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.KeptObject;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.MonitoringObject;
import io.sightline.engine.domain.MonitoringObjectCommand;
import io.sightline.engine.domain.MonitoringObjectId;
import io.sightline.engine.domain.ObjectCard;
import io.sightline.engine.domain.ObjectRights;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.Tracker;
import io.sightline.engine.domain.TrackerId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.pictures.Pictures;
import io.sightline.engine.runtime.Reply;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.jspecify.annotations.Nullable;

/** The monitoring objects a user owns or has been given, what is assigned to them, and with whom they are shared. */
final class MonitoringObjectRoutes {

    static final String ALL = "/api/v1/users/{id}/monitoring-objects";
    static final String ONE = ALL + "/{object}";
    private static final String TRACKER = ONE + "/trackers/{tracker}";

    private final Entities entities;
    private final Belongings belongings;
    private final Pictures pictures;

    MonitoringObjectRoutes(Entities entities, Belongings belongings, Pictures pictures) {
        this.entities = entities;
        this.belongings = belongings;
        this.pictures = pictures;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                Route.get(ALL, Scope.DEVICES_READ, this::list)
                        .listing(ListSpec.inOrder())
                        .asking("atLeast")
                        .own(),
                Route.post(ALL, Scope.DEVICES_WRITE, this::create).creating().own(),
                Route.get(ONE, Scope.DEVICES_READ, this::show).asking("atLeast").own(),
                Route.patch(ONE, Scope.DEVICES_WRITE, this::change).own(),
                Route.delete(ONE, Scope.DEVICES_WRITE, this::remove).own(),
                Route.put(TRACKER, Scope.DEVICES_WRITE, this::assign).own(),
                Route.delete(TRACKER, Scope.DEVICES_WRITE, this::unassign).own()));
        routes.addAll(new ShareRoutes<>(entities, belongings, shared()).routes());
        return routes;
    }

    private static ShareRoutes.Shared<MonitoringObject, KeptObject> shared() {
        return new ShareRoutes.Shared<>(
                ONE,
                "object",
                text -> new MonitoringObjectId(text).ref(),
                MonitoringObject.class,
                MonitoringObject::kept,
                KeptObject::owner,
                object -> object.shares().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> rights(each.getValue()))),
                fields -> {
                    ObjectRights rights = new ObjectRights(
                            fields.flag("mayChangeObject", false),
                            fields.flag("mayChangeCameras", false),
                            fields.flag("mayChangeTrackers", false));
                    return (by, user) -> new MonitoringObjectCommand.Share(by, user, rights);
                },
                MonitoringObjectCommand.Unshare::new);
    }

    private static ObjectNode rights(ObjectRights rights) {
        return Json.object()
                .put("mayChangeObject", rights.object())
                .put("mayChangeCameras", rights.cameras())
                .put("mayChangeTrackers", rights.trackers());
    }

    /** Own ones first. */
    private static String position(KeptObject object, UserId user) {
        return (object.owner().equals(user) ? "0" : "1") + object.id().value();
    }

    private static ObjectNode view(KeptObject object, UserId user) {
        ObjectCard card = object.card();
        ObjectRights held = object.rightsOf(user);
        ObjectNode view = Json.object()
                .put("id", object.id().value())
                .put("owner", object.owner().value())
                .put("name", card.name().text())
                .put(
                        "description",
                        card.description() == null ? null : card.description().text())
                .put("image", card.image())
                .put("createdAt", object.createdAt().toString());
        view.setAll(rights(held == null ? new ObjectRights(false, false, false) : held));
        ArrayNode trackers = view.putArray("trackers");
        ArrayNode cameras = view.putArray("cameras");
        object.source().entries().keySet().stream().sorted().forEach(key -> {
            if (DeviceKey.isTracker(key)) {
                trackers.add(DeviceKey.tracker(key).value());
            } else if (DeviceKey.isCamera(key)) {
                cameras.add(DeviceKey.camera(key).value());
            }
        });
        if (object.owner().equals(user)) {
            view.put("shares", object.shares().size());
        }
        return view;
    }

    private CompletionStage<HttpResponse> list(Call call) {
        return belongings.user(call).thenCompose(user -> belongings
                .objectsOf(user)
                .thenApply(all -> Page.of(call.list(), all, object -> position(object, user.id()))
                        .answer(object -> view(object, user.id()))));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return belongings
                .object(call)
                .thenApply(
                        found -> Answer.state(200, found.revision(), view(found.part(), call.name("id", UserId::new))));
    }

    private CompletionStage<HttpResponse> create(Call call) {
        return call.fields().thenCompose(fields -> {
            Personal name = Personal.of(fields.text("name", Limits.NAME));
            Personal description = description(fields, null);
            fields.check();
            return belongings.owner(call).thenCompose(owner -> {
                MonitoringObjectId id = MonitoringObjectId.of(owner.id(), Belongings.mark(call));
                if (owned(owner, id) >= Limits.MONITORING_OBJECTS) {
                    throw Problem.of(Refusal.LIMIT_EXCEEDED, "monitoringObjects")
                            .rejection();
                }
                Epoch epoch = new Epoch(Belongings.mark(call));
                return entities.change(
                                id.ref(),
                                new MonitoringObjectCommand.Create(epoch, new ObjectCard(name, description, null)))
                        .thenApply(done -> created(owner.id(), id, done));
            });
        });
    }

    /** How many others the user owns. */
    private static long owned(Account owner, MonitoringObjectId but) {
        return owner.source().entries().keySet().stream()
                .filter(DeviceKey::isObject)
                .map(DeviceKey::object)
                .filter(id -> id.owner().equals(owner.id()) && !id.equals(but))
                .count();
    }

    private static HttpResponse created(UserId owner, MonitoringObjectId id, Reply.Done done) {
        String location = "/api/v1/users/" + owner + "/monitoring-objects/" + id;
        return Answer.changed(
                Json.response(201, Json.object().put("id", id.value())).addHeader(Location.create(location)), done);
    }

    private static @Nullable Personal description(Fields fields, @Nullable Personal was) {
        if (!fields.has("description")) {
            return was;
        }
        String text = fields.optionalText("description", Limits.INFO);
        return text == null || text.isBlank() ? null : Personal.of(text);
    }

    private CompletionStage<HttpResponse> change(Call call) {
        UserId by = call.name("id", UserId::new);
        return call.patch()
                .thenCompose(fields -> belongings
                        .object(call)
                        .thenCompose(seen -> entities.forChange(
                                call, seen.part().id().ref(), MonitoringObject.class, MonitoringObject::kept))
                        .thenCompose(found -> {
                            ObjectCard was = found.part().card();
                            Personal name =
                                    fields.has("name") ? Personal.of(fields.text("name", Limits.NAME)) : was.name();
                            Personal description = description(fields, was.description());
                            fields.check();
                            return entities.change(
                                    found.part().id().ref(),
                                    found,
                                    List.of(new MonitoringObjectCommand.Change(by, name, description)));
                        }))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        UserId by = call.name("id", UserId::new);
        return belongings.object(call).thenCompose(found -> entities.remove(
                        call,
                        found.part().id().ref(),
                        MonitoringObject.class,
                        MonitoringObject::kept,
                        new MonitoringObjectCommand.Delete(by))
                .thenCompose(answer -> pictures.remove(found.part().id()).thenApply(gone -> answer)));
    }

    private CompletionStage<HttpResponse> assign(Call call) {
        UserId by = call.name("id", UserId::new);
        TrackerId tracker = call.name("tracker", TrackerId::new);
        return belongings.object(call).thenCompose(found -> entities.change(
                        tracker.ref(),
                        new BelongingCommand.Assign(by, found.part().id()))
                .thenCompose(done -> entities.existing(call, tracker.ref(), Tracker.class, Tracker::kept)
                        .thenApply(at -> {
                            if (!at.part().objects().contains(found.part().id())) {
                                throw Problem.of(Refusal.LIMIT_EXCEEDED, "devices")
                                        .rejection();
                            }
                            return Answer.changed(Answer.nothing(), done);
                        })));
    }

    private CompletionStage<HttpResponse> unassign(Call call) {
        UserId by = call.name("id", UserId::new);
        TrackerId tracker = call.name("tracker", TrackerId::new);
        return belongings
                .object(call)
                .thenCompose(found -> entities.change(
                        tracker.ref(),
                        new BelongingCommand.Unassign(by, found.part().id())))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }
}
