package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.CameraProfile;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.DeviceFacts.StreamStatus;
import io.sightline.engine.domain.DeviceFacts.StreamType;
import io.sightline.engine.domain.InstalledCamera;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.NetworkDeviceId;
import io.sightline.engine.domain.RecordingMode;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Reply;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Cameras: what they are, how their streams fare, where they hang. */
final class CameraRoutes {

    private static final String ONE = "/api/v1/cameras/{id}";
    private static final String PLACE = ONE + "/places/{place}";

    private final Entities entities;

    CameraRoutes(Entities entities) {
        this.entities = entities;
    }

    List<Route> routes() {
        return List.of(
                Route.put(ONE, Scope.DEVICES_WRITE, this::put),
                Route.get(ONE, Scope.DEVICES_READ, this::show).asking("atLeast"),
                Route.patch(ONE, Scope.DEVICES_WRITE, this::change),
                Route.delete(ONE, Scope.DEVICES_WRITE, this::remove),
                Route.put(PLACE, Scope.DEVICES_WRITE, this::attach),
                Route.delete(PLACE, Scope.DEVICES_WRITE, this::detach));
    }

    /** What a body may say of a camera; what it leaves out is as it was. */
    private record Wanted(
            String name,
            CameraProfile profile,
            Map<StreamType, StreamStatus> streams,
            boolean archive,
            @Nullable Integer archiveDays,
            boolean enabled,
            @Nullable RecordingMode mode) {

        static Wanted of(InstalledCamera camera) {
            return new Wanted(
                    camera.name(),
                    camera.profile(),
                    camera.streams(),
                    camera.archive(),
                    camera.archiveDays(),
                    camera.enabled(),
                    camera.mode());
        }

        /** The commands that lead there from another. */
        List<Command> since(Wanted was) {
            List<Command> commands = new ArrayList<>();
            if (!name.equals(was.name)) {
                commands.add(new CameraCommand.Rename(name));
            }
            if (!profile.equals(was.profile)) {
                commands.add(new CameraCommand.ChangeProfile(profile));
            }
            if (!streams.keySet().equals(was.streams.keySet())) {
                commands.add(new CameraCommand.SetUpStreams(streams.keySet()));
            }
            if (!streams.equals(was.streams) && !streams.isEmpty()) {
                commands.add(new CameraCommand.ReportStreams(streams));
            }
            if (archive != was.archive || !Objects.equals(archiveDays, was.archiveDays)) {
                commands.add(new CameraCommand.SetArchive(archive, archiveDays));
            }
            if (enabled != was.enabled) {
                commands.add(new CameraCommand.Enable(enabled));
            }
            if (mode != was.mode) {
                commands.add(new CameraCommand.SetMode(mode));
            }
            return commands;
        }
    }

    private static final Wanted FRESH = new Wanted(
            "",
            new CameraProfile("", null, null, null, null, null, null, null, false, true),
            Map.of(),
            true,
            null,
            true,
            null);

    private CompletionStage<HttpResponse> put(Call call) {
        CameraId id = call.name("id", CameraId::new);
        return call.fields().thenCompose(fields -> {
            fields.text("name", Limits.NAME);
            Wanted wanted = wanted(fields, FRESH);
            return holder(wanted, FRESH)
                    .thenCompose(known -> entities.forPut(call, id.ref(), Camera.class, Camera::installed))
                    .thenCompose(held -> held.isEmpty()
                            ? install(id, wanted).thenApply(done -> answer(201, id, done))
                            : replace(id, wanted, held.get(), call).thenApply(done -> answer(200, id, done)));
        });
    }

    /** Ends the call when the camera is to have a holder who is no main user. */
    private CompletionStage<?> holder(Wanted wanted, Wanted was) {
        UserId holder = wanted.profile.holder();
        if (holder == null || holder.equals(was.profile.holder())) {
            return CompletableFuture.completedStage(null);
        }
        return entities.read(holder.ref(), User.class).thenApply(at -> at.state()
                .account()
                .filter(account -> !account.isSubUser() && !account.standing().terminated())
                .orElseThrow(() -> Problem.of(ProblemType.UNKNOWN_REFERENCE)
                        .saying("There is no main user of this id to be the holder")
                        .rejection()));
    }

    private CompletionStage<Reply.Done> install(CameraId id, Wanted wanted) {
        Wanted bare = new Wanted(wanted.name, wanted.profile, Map.of(), true, null, true, null);
        List<Command> commands = new ArrayList<>();
        commands.add(new CameraCommand.Install(wanted.name, wanted.profile));
        commands.addAll(wanted.since(bare));
        return entities.change(id.ref(), commands);
    }

    private CompletionStage<Reply.Done> replace(
            CameraId id, Wanted wanted, Entities.Existing<InstalledCamera> held, Call call) {
        List<Command> commands = wanted.since(Wanted.of(held.part()));
        Entities.mustKnow(call, commands);
        return entities.change(id.ref(), held, commands);
    }

    private static HttpResponse answer(int status, CameraId id, Reply.Done done) {
        return Answer.changed(Json.response(status, Json.object().put("id", id.value())), done);
    }

    private static Wanted wanted(Fields fields, Wanted was) {
        String name = fields.has("name") ? fields.text("name", Limits.NAME) : was.name;
        CameraProfile profile = profile(fields, was.profile, name);
        Map<StreamType, StreamStatus> streams = fields.has("streams") ? streams(fields) : was.streams;
        Wanted wanted = new Wanted(
                name,
                profile,
                streams,
                fields.flag("archive", was.archive),
                fields.has("archiveDays")
                        ? fields.optionalInteger("archiveDays", 0, Limits.ARCHIVE_DAYS)
                        : was.archiveDays,
                fields.flag("enabled", was.enabled),
                fields.has("mode") ? fields.optionalChoice("mode", RecordingMode.class) : was.mode);
        fields.check();
        return wanted;
    }

    private static CameraProfile profile(Fields fields, CameraProfile was, String name) {
        String initialName = fields.optionalText("initialName", Limits.NAME);
        return new CameraProfile(
                initialName != null ? initialName : was.initialName().isEmpty() ? name : was.initialName(),
                text(fields, "externalId", was.externalId()),
                fields.has("mac") ? fields.optional("mac", NetworkDeviceId::new) : was.networkDevice(),
                text(fields, "serialNumber", was.serialNumber()),
                text(fields, "service", was.service()),
                text(fields, "csa", was.csa()),
                text(fields, "installationCsa", was.installationCsa()),
                fields.has("holder") ? fields.optional("holder", UserId::new) : was.holder(),
                was.automatic(),
                fields.flag("publicAccess", was.publicAccess()));
    }

    private static @Nullable String text(Fields fields, String name, @Nullable String was) {
        return fields.has(name) ? fields.optionalText(name, Limits.NAME) : was;
    }

    private static Map<StreamType, StreamStatus> streams(Fields fields) {
        Map<StreamType, StreamStatus> streams = new EnumMap<>(StreamType.class);
        for (Fields each : fields.objects("streams", StreamType.values().length)) {
            StreamStatus status = each.optionalChoice("status", StreamStatus.class);
            StreamType type = each.choice("type", StreamType.class);
            if (streams.put(type, status == null ? StreamStatus.INITIALIZATION : status) != null) {
                each.fault("type", "invalid", "There is one stream of each quality at most");
            }
        }
        return streams;
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return entities.existing(call, call.name("id", CameraId::new).ref(), Camera.class, Camera::installed)
                .thenApply(found -> Answer.state(200, found.revision(), view(found.part())));
    }

    private static ObjectNode view(InstalledCamera camera) {
        CameraProfile profile = camera.profile();
        ObjectNode view = Json.object()
                .put("id", camera.id().value())
                .put("name", camera.displayName())
                .put("initialName", profile.initialName())
                .put("status", Json.word(camera.status()))
                .put("enabled", camera.enabled())
                .put("archive", camera.archive())
                .put("archiveDays", camera.archiveDays())
                .put("mode", camera.mode() == null ? null : Json.word(camera.mode()))
                .put("externalId", profile.externalId())
                .put(
                        "mac",
                        profile.networkDevice() == null
                                ? null
                                : profile.networkDevice().mac())
                .put("serialNumber", profile.serialNumber())
                .put("service", profile.service())
                .put("csa", profile.csa())
                .put("installationCsa", profile.installationCsa())
                .put(
                        "holder",
                        profile.holder() == null ? null : profile.holder().value())
                .put("source", camera.own() != null ? "user" : profile.automatic() ? "auto" : "manual")
                .put("publicAccess", profile.publicAccess())
                .put("createdAt", camera.createdAt().toString());
        view.putObject("effective")
                .put("served", camera.isServed())
                .put("mode", Json.word(camera.effectiveMode()))
                .put("archiveDays", camera.effectiveArchiveDays());
        ArrayNode streams = view.putArray("streams");
        new java.util.TreeMap<>(camera.streams())
                .forEach((type, status) ->
                        streams.addObject().put("type", Json.word(type)).put("status", Json.word(status)));
        ArrayNode places = view.putArray("places");
        camera.listings().shown().keySet().stream()
                .filter(source ->
                        source.owner().kind() == Kind.ADDRESS || source.owner().kind() == Kind.FOLDER)
                .sorted()
                .forEach(source -> places.add(source.value()));
        return view;
    }

    private CompletionStage<HttpResponse> change(Call call) {
        CameraId id = call.name("id", CameraId::new);
        return call.patch()
                .thenCompose(fields -> entities.forChange(call, id.ref(), Camera.class, Camera::installed)
                        .thenCompose(found -> {
                            Wanted was = Wanted.of(found.part());
                            Wanted wanted = wanted(fields, was);
                            return holder(wanted, was)
                                    .thenCompose(known -> entities.change(id.ref(), found, wanted.since(was)));
                        }))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        CameraId id = call.name("id", CameraId::new);
        return entities.remove(call, id.ref(), Camera.class, Camera::installed, new CameraCommand.Delete());
    }

    private CompletionStage<HttpResponse> attach(Call call) {
        CameraId id = call.name("id", CameraId::new);
        SourceId place = place(call);
        return call.fields().thenCompose(fields -> {
            String label = fields.optionalText("label", Limits.NAME);
            fields.check();
            return entities.change(id.ref(), new CameraCommand.Attach(place, label))
                    .thenCompose(done -> entities.existing(call, id.ref(), Camera.class, Camera::installed)
                            .thenApply(found -> {
                                // The place has answered by now; it had the camera taken off again if it would not have
                                // it.
                                if (!found.part().listings().shown().containsKey(place)) {
                                    throw Problem.of(ProblemType.UNKNOWN_REFERENCE)
                                            .saying("The place does not exist, or is no leaf of the address tree")
                                            .rejection();
                                }
                                return Answer.changed(Answer.nothing(), done);
                            }));
        });
    }

    private CompletionStage<HttpResponse> detach(Call call) {
        return entities.change(call.name("id", CameraId::new).ref(), new CameraCommand.Detach(place(call)))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private static SourceId place(Call call) {
        SourceId place = call.name("place", SourceId::new);
        Kind kind = place.owner().kind();
        if (kind != Kind.ADDRESS && kind != Kind.FOLDER) {
            throw Problem.notFound("place").rejection();
        }
        return place;
    }
}
