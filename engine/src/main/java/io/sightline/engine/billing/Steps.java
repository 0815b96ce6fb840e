package io.sightline.engine.billing;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.CameraProfile;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.InstalledCamera;
import io.sightline.engine.domain.NetworkDevice;
import io.sightline.engine.domain.NetworkDeviceId;
import io.sightline.engine.domain.RequestType;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;
import org.jspecify.annotations.Nullable;

/** The steps of a request of several steps: each a command that may be repeated, and one that is refused ends the request. */
record Steps(Engine engine, RequestType type) {

    /** @return whether it changed anything; fails with {@link StepRefusedException} when it is refused */
    CompletionStage<Boolean> step(EntityRef entity, Command command) {
        return step(entity, command, Assurance.PERSISTED);
    }

    CompletionStage<Boolean> step(EntityRef entity, Command command, Assurance assurance) {
        return engine.send(entity, command, assurance).thenApply(reply -> {
            if (reply instanceof Reply.Refused refused) {
                throw new StepRefusedException(type, refused.refusal(), refused.detail());
            }
            return ((Reply.Done) reply).changed();
        });
    }

    CompletionStage<Camera> camera(CameraId id) {
        return engine.read(id.ref(), Camera.class).thenApply(read -> read.state());
    }

    CompletionStage<NetworkDevice> device(NetworkDeviceId id) {
        return engine.read(id.ref(), NetworkDevice.class).thenApply(read -> read.state());
    }

    /** Notes whose subscription the camera belongs to, or with null that it is nobody's. */
    CompletionStage<Boolean> hold(CameraId camera, @Nullable UserId holder) {
        return camera(camera).thenCompose(read -> {
            Optional<InstalledCamera> found = read.installed();
            return found.isEmpty() || Objects.equals(found.get().profile().holder(), holder)
                    ? CompletableFuture.completedStage(false)
                    : step(
                            camera.ref(),
                            new CameraCommand.ChangeProfile(heldBy(found.get().profile(), holder)));
        });
    }

    private static CameraProfile heldBy(CameraProfile profile, @Nullable UserId holder) {
        return new CameraProfile(
                profile.initialName(),
                profile.externalId(),
                profile.networkDevice(),
                profile.serialNumber(),
                profile.service(),
                profile.csa(),
                profile.installationCsa(),
                holder,
                profile.automatic(),
                profile.publicAccess());
    }
}
