package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.BelongingCommand;
import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraCard;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.CameraStatus;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.DeviceFacts;
import io.sightline.engine.domain.DeviceFacts.CameraFacts;
import io.sightline.engine.domain.DeviceFacts.OwnCameraFacts;
import io.sightline.engine.domain.DeviceFacts.StreamType;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.InstalledCamera;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.ObjectRights;
import io.sightline.engine.domain.OwnCamera;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.RecordingMode;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The cameras a user owns, has been given, or holds through a monitoring object; never one of the operator's. */
final class OwnCameraRoutes implements BelongingRoutes {

    private static final String ALL = "/api/v1/users/{id}/own-cameras";
    private static final String ONE = ALL + "/{camera}";

    private static final Wanted FRESH = new Wanted(
            new CameraCard(Personal.of(""), null, Personal.of(""), null, null, null), Set.of(), true, null, true, null);

    private final Entities entities;
    private final Belongings belongings;
    private final Held.Lookup<OwnCameraFacts> held;

    OwnCameraRoutes(Entities entities, Belongings belongings) {
        this.entities = entities;
        this.belongings = belongings;
        this.held = new Held.Lookup<>(belongings, OwnCameraFacts.class, ObjectRights::cameras, "camera");
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(BelongingRoutes.of(ALL, ONE, this));
        routes.addAll(new ShareRoutes<>(entities, belongings, shared()).routes());
        return routes;
    }

    private static ShareRoutes.Shared<Camera, InstalledCamera> shared() {
        return new ShareRoutes.Shared<>(
                ONE,
                "camera",
                text -> owned(new CameraId(text)).ref(),
                Camera.class,
                Camera::installed,
                camera -> own(camera).belonging().owner(),
                camera -> ShareRoutes.mayChange(own(camera).belonging()),
                ShareRoutes::mayChange,
                BelongingCommand.Unshare::new);
    }

    private static OwnCamera own(InstalledCamera camera) {
        return Objects.requireNonNull(camera.own());
    }

    /** @throws IllegalArgumentException when it is a camera of the operator */
    private static CameraId owned(CameraId camera) {
        if (camera.owner().isEmpty()) {
            throw new IllegalArgumentException("It is no user's");
        }
        return camera;
    }

    /** What a body may say of a camera; what it leaves out is as it was. */
    private record Wanted(
            CameraCard card,
            Set<StreamType> streams,
            boolean archive,
            @Nullable Integer archiveDays,
            boolean enabled,
            @Nullable RecordingMode mode) {

        static Wanted of(InstalledCamera camera) {
            return new Wanted(
                    own(camera).card(),
                    camera.streams().keySet(),
                    camera.archive(),
                    camera.archiveDays(),
                    camera.enabled(),
                    camera.mode());
        }

        /** The commands that lead there, behind the one that describes the camera. */
        List<Command> after(Command first) {
            return List.of(
                    first,
                    new CameraCommand.SetUpStreams(streams),
                    new CameraCommand.SetArchive(archive, archiveDays),
                    new CameraCommand.Enable(enabled),
                    new CameraCommand.SetMode(mode));
        }
    }

    private static Wanted wanted(Fields fields, Wanted was, boolean all) {
        CameraCard card = was.card;
        Wanted wanted = new Wanted(
                new CameraCard(
                        all || fields.has("name") ? Personal.of(fields.text("name", Limits.NAME)) : card.name(),
                        Belongings.personal(fields, "model", Limits.NAME, card.model()),
                        all || fields.has("address")
                                ? Personal.of(fields.text("address", Limits.NAME))
                                : card.address(),
                        Belongings.personal(fields, "login", Limits.LOGIN, card.login()),
                        Belongings.personal(fields, "password", Limits.LOGIN, card.password()),
                        Belongings.personal(fields, "info", Limits.INFO, card.info())),
                fields.has("streams") ? streams(fields) : was.streams,
                fields.flag("archive", was.archive),
                fields.has("archiveDays")
                        ? fields.optionalInteger("archiveDays", 0, Limits.ARCHIVE_DAYS)
                        : was.archiveDays,
                fields.flag("enabled", was.enabled),
                fields.has("mode") ? fields.optionalChoice("mode", RecordingMode.class) : was.mode);
        fields.check();
        return wanted;
    }

    private static Set<StreamType> streams(Fields fields) {
        Set<StreamType> streams = new LinkedHashSet<>();
        for (String word : fields.texts("streams", StreamType.values().length, 16)) {
            for (StreamType type : StreamType.values()) {
                if (Json.word(type).equals(word)) {
                    streams.add(type);
                }
            }
        }
        if (streams.size()
                < fields.texts("streams", StreamType.values().length, 16).size()) {
            fields.fault("streams", "invalid", "Each is high or low");
        }
        return streams;
    }

    private static ObjectNode view(Held<OwnCameraFacts> held, OwnCameraFacts facts) {
        CameraFacts shown = facts.camera().orElseThrow();
        ObjectNode said = Json.object()
                .put("name", shown.name())
                .put("model", Belongings.text(facts.model()))
                .put(
                        "status",
                        Json.word(CameraStatus.of(shown.streams().stream()
                                .map(DeviceFacts.Stream::status)
                                .toList())))
                .put("archive", shown.archive())
                .put("archiveDays", shown.archiveDays())
                .put("mode", shown.mode() == null ? null : Json.word(shown.mode()));
        ArrayNode streams = said.putArray("streams");
        shown.streams().forEach(stream -> streams.addObject()
                .put("type", Json.word(stream.type()))
                .put("status", Json.word(stream.status())));
        return held.view(DeviceKey.camera(held.key()).value(), facts.expired(), said);
    }

    @Override
    public CompletionStage<HttpResponse> list(Call call) {
        return belongings.user(call).thenCompose(held::all).thenApply(all -> Page.of(call.list(), all, Held::position)
                .answer(each -> view(each, each.facts())));
    }

    private CompletionStage<Held<OwnCameraFacts>> held(Call call) {
        CameraId camera = call.name("camera", text -> owned(new CameraId(text)));
        return held.named(call, DeviceKey.of(camera));
    }

    private static EntityRef ref(Held<OwnCameraFacts> held) {
        return DeviceKey.belonging(held.key());
    }

    /** Where it is reached is for those who may change it; its password is for nobody. */
    @Override
    public CompletionStage<HttpResponse> show(Call call) {
        return held(call).thenCompose(mine -> entities.existing(call, ref(mine), Camera.class, Camera::installed)
                .thenApply(found -> {
                    InstalledCamera camera = found.part();
                    CameraCard card = own(camera).card();
                    ObjectNode view = view(mine, (OwnCameraFacts)
                                    camera.shownTo(mine.facts().owner()))
                            .put("enabled", camera.enabled())
                            .put("info", Belongings.text(card.info()))
                            .put("createdAt", camera.createdAt().toString());
                    if (mine.isChangeable()) {
                        view.put("address", card.address().text())
                                .put("login", Belongings.text(card.login()))
                                .put("passwordSet", card.password() != null);
                    }
                    if (mine.isOwn()) {
                        view.put("shares", own(camera).belonging().shares().size());
                    }
                    return Answer.state(200, found.revision(), view);
                }));
    }

    @Override
    public CompletionStage<HttpResponse> create(Call call) {
        return call.fields().thenCompose(fields -> {
            Wanted wanted = wanted(fields, FRESH, true);
            return belongings.owner(call).thenCompose(owner -> {
                CameraId id = CameraId.of(owner.id(), Belongings.mark(call));
                Belongings.checkRoom(
                        owner,
                        key -> DeviceKey.isCamera(key)
                                && DeviceKey.camera(key)
                                        .owner()
                                        .filter(owner.id()::equals)
                                        .isPresent(),
                        DeviceKey.of(id),
                        Limits.OWN_CAMERAS,
                        "cameras");
                return entities.change(id.ref(), wanted.after(new CameraCommand.Add(wanted.card)))
                        .thenApply(done -> Belongings.created(owner.id(), "own-cameras", id.value(), done));
            });
        });
    }

    @Override
    public CompletionStage<HttpResponse> change(Call call) {
        UserId by = call.name("id", UserId::new);
        return call.patch()
                .thenCompose(fields -> held(call).thenCompose(mine -> entities.forChange(
                                call, ref(mine), Camera.class, Camera::installed)
                        .thenCompose(found -> {
                            Wanted wanted = wanted(fields, Wanted.of(found.part()), false);
                            return entities.change(
                                    ref(mine),
                                    found,
                                    wanted.after(new CameraCommand.ChangeCard(by, mine.through(), wanted.card)));
                        })))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    @Override
    public CompletionStage<HttpResponse> remove(Call call) {
        UserId by = call.name("id", UserId::new);
        return held(call)
                .thenCompose(mine -> entities.remove(
                        call, ref(mine), Camera.class, Camera::installed, new BelongingCommand.Delete(by)));
    }
}
