package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.BelongingCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.EntityRef;
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
import io.sightline.engine.domain.TrackerId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.pictures.Pictures;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The monitoring objects a user owns or has been given, what is assigned to them, and with whom they are shared. */
final class MonitoringObjectRoutes implements BelongingRoutes {

    static final String ALL = "/api/v1/users/{id}/monitoring-objects";
    static final String ONE = ALL + "/{object}";
    private static final String TRACKER = ONE + "/trackers/{tracker}";
    private static final String CAMERA = ONE + "/cameras/{camera}";

    private final Entities entities;
    private final Belongings belongings;
    private final Pictures pictures;

    MonitoringObjectRoutes(Entities entities, Belongings belongings, Pictures pictures) {
        this.entities = entities;
        this.belongings = belongings;
        this.pictures = pictures;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(BelongingRoutes.of(ALL, ONE, this));
        routes.addAll(List.of(
                Route.put(TRACKER, Scope.DEVICES_WRITE, call -> assign(call, tracker(call)))
                        .own(),
                Route.delete(TRACKER, Scope.DEVICES_WRITE, call -> unassign(call, tracker(call)))
                        .own(),
                Route.put(CAMERA, Scope.DEVICES_WRITE, call -> assign(call, camera(call)))
                        .own(),
                Route.delete(CAMERA, Scope.DEVICES_WRITE, call -> unassign(call, camera(call)))
                        .own()));
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
                .put("description", Belongings.text(card.description()))
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

    @Override
    public CompletionStage<HttpResponse> list(Call call) {
        return belongings.user(call).thenCompose(user -> belongings
                .objectsOf(user)
                .thenApply(all -> Page.of(call.list(), all, object -> position(object, user.id()))
                        .answer(object -> view(object, user.id()))));
    }

    @Override
    public CompletionStage<HttpResponse> show(Call call) {
        return belongings
                .object(call)
                .thenApply(
                        found -> Answer.state(200, found.revision(), view(found.part(), call.name("id", UserId::new))));
    }

    @Override
    public CompletionStage<HttpResponse> create(Call call) {
        return call.fields().thenCompose(fields -> {
            Personal name = Personal.of(fields.text("name", Limits.NAME));
            Personal description = Belongings.personal(fields, "description", Limits.INFO, null);
            fields.check();
            return belongings.owner(call).thenCompose(owner -> {
                MonitoringObjectId id = MonitoringObjectId.of(owner.id(), Belongings.mark(call));
                Belongings.checkRoom(
                        owner,
                        key -> DeviceKey.isObject(key)
                                && DeviceKey.object(key).owner().equals(owner.id()),
                        DeviceKey.of(id),
                        Limits.MONITORING_OBJECTS,
                        "monitoringObjects");
                Epoch epoch = new Epoch(Belongings.mark(call));
                return entities.change(
                                id.ref(),
                                new MonitoringObjectCommand.Create(epoch, new ObjectCard(name, description, null)))
                        .thenApply(done -> Belongings.created(owner.id(), "monitoring-objects", id.value(), done));
            });
        });
    }

    @Override
    public CompletionStage<HttpResponse> change(Call call) {
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
                            Personal description =
                                    Belongings.personal(fields, "description", Limits.INFO, was.description());
                            fields.check();
                            return entities.change(
                                    found.part().id().ref(),
                                    found,
                                    List.of(new MonitoringObjectCommand.Change(by, name, description)));
                        }))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    @Override
    public CompletionStage<HttpResponse> remove(Call call) {
        UserId by = call.name("id", UserId::new);
        return belongings.object(call).thenCompose(found -> entities.remove(
                        call,
                        found.part().id().ref(),
                        MonitoringObject.class,
                        MonitoringObject::kept,
                        new MonitoringObjectCommand.Delete(by))
                .thenCompose(answer -> pictures.remove(found.part().id()).thenApply(gone -> answer)));
    }

    /** What can be assigned: a tracker or a camera of the user, by the key of what the path names. */
    private CompletionStage<HttpResponse> assign(Call call, String key) {
        UserId by = call.name("id", UserId::new);
        EntityRef thing = DeviceKey.belonging(key);
        return belongings.object(call).thenCompose(found -> entities.change(
                        thing, new BelongingCommand.Assign(by, found.part().id()))
                // The object has answered by now; it had the thing taken out again if it would not have it.
                .thenCompose(done -> belongings.object(call).thenApply(at -> {
                    if (!at.part().source().entries().containsKey(key)) {
                        throw Problem.of(Refusal.LIMIT_EXCEEDED, "devices").rejection();
                    }
                    return Answer.changed(Answer.nothing(), done);
                })));
    }

    private CompletionStage<HttpResponse> unassign(Call call, String key) {
        UserId by = call.name("id", UserId::new);
        return belongings
                .object(call)
                .thenCompose(found -> entities.change(
                        DeviceKey.belonging(key),
                        new BelongingCommand.Unassign(by, found.part().id())))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private static String tracker(Call call) {
        return DeviceKey.of(call.name("tracker", TrackerId::new));
    }

    /** Cameras of the operator are none to be assigned, whether there is one of this name or not. */
    private static String camera(Call call) {
        CameraId camera = call.name("camera", CameraId::new);
        if (camera.owner().isEmpty()) {
            throw Problem.notFound("camera").rejection();
        }
        return DeviceKey.of(camera);
    }
}
