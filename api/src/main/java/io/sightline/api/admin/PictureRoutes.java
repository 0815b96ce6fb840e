package io.sightline.api.admin;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.KeptObject;
import io.sightline.engine.domain.MonitoringObjectCommand;
import io.sightline.engine.domain.MonitoringObjectId;
import io.sightline.engine.domain.ObjectRights;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.pictures.Pictures;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The picture of a monitoring object: bytes that are checked to be one before they are kept. */
final class PictureRoutes {

    private static final String PICTURE = MonitoringObjectRoutes.ONE + "/image";

    private final Entities entities;
    private final Belongings belongings;
    private final Pictures pictures;

    PictureRoutes(Entities entities, Belongings belongings, Pictures pictures) {
        this.entities = entities;
        this.belongings = belongings;
        this.pictures = pictures;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PICTURE, Scope.DEVICES_READ, this::show).own(),
                Route.put(PICTURE, Scope.DEVICES_WRITE, this::put).own(),
                Route.delete(PICTURE, Scope.DEVICES_WRITE, this::remove).own());
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return belongings.object(call).thenCompose(found -> {
            String name = found.part().card().image();
            if (name == null) {
                throw Problem.notFound("image").rejection();
            }
            return pictures.find(found.part().id(), name).thenApply(picture -> {
                byte[] bytes =
                        picture.orElseThrow(() -> Problem.notFound("image").rejection());
                Pictures.Type type = Pictures.Type.of(bytes)
                        .orElseThrow(() -> Problem.notFound("image").rejection());
                // What a browser is given must never be taken for anything but a picture.
                return HttpResponse.create()
                        .withEntity(HttpEntities.create(
                                ContentTypes.create(
                                        type == Pictures.Type.PNG ? MediaTypes.IMAGE_PNG : MediaTypes.IMAGE_JPEG),
                                bytes))
                        .addHeader(RawHeader.create("ETag", "\"" + name + "\""))
                        .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
                        .addHeader(RawHeader.create("Content-Security-Policy", "default-src 'none'; sandbox"));
            });
        });
    }

    private CompletionStage<HttpResponse> put(Call call) {
        UserId by = call.name("id", UserId::new);
        return belongings.object(call).thenCompose(found -> {
            mayChange(found.part(), by);
            MonitoringObjectId id = found.part().id();
            return call.whole(Pictures.BYTES).thenCompose(bytes -> {
                Pictures.Type type = Pictures.Type.of(bytes)
                        .filter(known -> known.mediaType().equals(call.mediaType()))
                        .orElseThrow(() -> Problem.of(ProblemType.MEDIA_TYPE)
                                .saying("image/png or image/jpeg, and the bytes must be of that type")
                                .rejection());
                return pictures.keep(id, bytes).thenCompose(name -> entities.change(
                                id.ref(), new MonitoringObjectCommand.SetImage(by, name))
                        .thenCompose(done -> dropEarlier(found.part(), name)
                                .thenApply(kept -> Answer.changed(
                                        Json.response(
                                                200,
                                                Json.object().put("image", name).put("type", type.mediaType())),
                                        done))));
            });
        });
    }

    /** Of two who put a picture at once one may leave one behind; neither ever removes the other's. */
    private CompletionStage<Void> dropEarlier(KeptObject object, String name) {
        String earlier = object.card().image();
        return earlier == null || earlier.equals(name)
                ? CompletableFuture.completedStage(null)
                : pictures.drop(object.id(), earlier);
    }

    /** Looked at before the picture is kept; the object decides again. */
    private static void mayChange(KeptObject object, UserId by) {
        ObjectRights rights = object.rightsOf(by);
        if (rights == null || !rights.object()) {
            throw Problem.of(Refusal.FORBIDDEN, "fields").rejection();
        }
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        UserId by = call.name("id", UserId::new);
        return belongings.object(call).thenCompose(found -> {
            MonitoringObjectId id = found.part().id();
            return entities.change(id.ref(), new MonitoringObjectCommand.SetImage(by, null))
                    .thenCompose(done -> pictures.remove(id).thenApply(gone -> Answer.changed(Answer.nothing(), done)));
        });
    }
}
