package io.sightline.api.admin;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.FolderId;
import io.sightline.engine.domain.GrantStatus;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What a user has access to, and the user's own names for cameras. Sets that may be repeated, so they need no revision. */
final class GrantRoutes {

    private final Entities entities;
    private final SeveralGrants several;

    GrantRoutes(Entities entities) {
        this.entities = entities;
        several = new SeveralGrants(entities);
    }

    List<Route> routes() {
        Function<String, SourceId> address = text -> SourceId.of(new AddressId(text));
        Function<String, SourceId> folder = text -> SourceId.of(new FolderId(text));
        return List.of(
                put("addresses/{place}", call -> attach(call, address)),
                delete("addresses/{place}", call -> detach(call, address)),
                put("folders/{place}", call -> attach(call, folder)),
                delete("folders/{place}", call -> detach(call, folder)),
                put("cameras/{camera}", this::grant),
                delete("cameras/{camera}", this::revoke),
                put("camera-names/{camera}", this::name).own(),
                delete("camera-names/{camera}", this::unname).own());
    }

    private static Route put(String path, Route.Handler handler) {
        return Route.put("/api/v1/users/{id}/" + path, Scope.USERS_WRITE, handler);
    }

    private static Route delete(String path, Route.Handler handler) {
        return Route.delete("/api/v1/users/{id}/" + path, Scope.USERS_WRITE, handler)
                .asking("waitFor");
    }

    private CompletionStage<HttpResponse> attach(Call call, Function<String, SourceId> place) {
        UserId user = call.name("id", UserId::new);
        SourceId source = call.name("place", place);
        return call.fields().thenCompose(fields -> {
            GrantStatus status = fields.choice("status", GrantStatus.class);
            fields.check();
            return several.exists(source.owner()).thenCompose(there -> {
                if (!there) {
                    throw Problem.notFound("place").rejection();
                }
                return change(user, new UserCommand.AttachPlace(source, status));
            });
        });
    }

    private CompletionStage<HttpResponse> detach(Call call, Function<String, SourceId> place) {
        UserId user = call.name("id", UserId::new);
        return entities.change(user.ref(), new UserCommand.DetachPlace(call.name("place", place)))
                .thenCompose(done -> entities.revoked(call, user, done));
    }

    private CompletionStage<HttpResponse> grant(Call call) {
        UserId user = call.name("id", UserId::new);
        CameraId camera = call.name("camera", CameraId::new);
        return call.fields().thenCompose(fields -> {
            GrantStatus status = fields.choice("status", GrantStatus.class);
            Integer days = fields.optionalInteger("archiveDays", 0, Limits.ARCHIVE_DAYS);
            fields.check();
            return change(user, new UserCommand.GrantCamera(camera, status, days));
        });
    }

    private CompletionStage<HttpResponse> revoke(Call call) {
        UserId user = call.name("id", UserId::new);
        return entities.change(user.ref(), new UserCommand.RevokeCamera(call.name("camera", CameraId::new)))
                .thenCompose(done -> entities.revoked(call, user, done));
    }

    private CompletionStage<HttpResponse> name(Call call) {
        UserId user = call.name("id", UserId::new);
        String key = DeviceKey.of(call.name("camera", CameraId::new));
        return call.fields().thenCompose(fields -> {
            String name = fields.text("name", Limits.NAME);
            fields.check();
            return change(user, new UserCommand.NameDevice(key, Personal.of(name)));
        });
    }

    private CompletionStage<HttpResponse> unname(Call call) {
        UserId user = call.name("id", UserId::new);
        String key = DeviceKey.of(call.name("camera", CameraId::new));
        return entities.change(user.ref(), new UserCommand.NameDevice(key, null))
                .thenCompose(done -> entities.revoked(call, user, done));
    }

    private CompletionStage<HttpResponse> change(UserId user, UserCommand command) {
        return entities.change(user.ref(), command).thenApply(done -> Answer.changed(Answer.nothing(), done));
    }
}
