package io.sightline.engine.billing;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.InstalledCamera;
import io.sightline.engine.domain.NetworkDeviceCommand;
import io.sightline.engine.domain.NetworkDeviceId;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import org.jspecify.annotations.Nullable;

/** The request that takes a camera out of service for a login. */
record DetachFlow(Engine engine, Receipts receipts) {

    /**
     * Takes a camera from a login; when nobody else holds it in any way, it is closed and its hardware stays known (decision R-39
     * of the seeds).
     */
    CompletionStage<BillingResult> detach(Subject.OfUser user, BillingRequest request, Body.DetachCamera body) {
        return receipts.once(user, request, () -> {
            NetworkDeviceId mac = body.mac();
            if (mac == null) {
                return detach(user, request, body, Objects.requireNonNull(body.camera()), null);
            }
            return new Steps(engine, request.type()).device(mac).thenCompose(device -> {
                CameraId camera = device.camera();
                if (camera != null) {
                    return detach(user, request, body, camera, mac);
                }
                if (device.registration() == null) {
                    throw refused(request, Refusal.UNKNOWN_REFERENCE, "mac");
                }
                return note(user, request, false);
            });
        });
    }

    /** @param on the hardware that the request names, if it does not name the camera itself */
    private CompletionStage<BillingResult> detach(
            Subject.OfUser user,
            BillingRequest request,
            Body.DetachCamera body,
            CameraId camera,
            @Nullable NetworkDeviceId on) {
        Steps steps = new Steps(engine, request.type());
        return steps.camera(camera).thenCompose(read -> {
            if (read instanceof Camera.Deleted) {
                return release(steps, on, camera).thenCompose(released -> note(user, request, released));
            }
            InstalledCamera found = read.installed()
                    .filter(each -> isOf(each, user) || each.profile().holder() == null)
                    .orElseThrow(() -> refused(request, Refusal.UNKNOWN_REFERENCE, "camera"));
            if (body.csa() != null && !body.csa().equals(found.profile().csa())) {
                throw refused(request, Refusal.CONFLICT, "csa");
            }
            // A camera of nobody has nothing left to take: the request may have come so far before, and not been noted.
            if (!isOf(found, user)) {
                return note(user, request, false);
            }
            return steps.step(user.ref(), new UserCommand.RevokeCamera(camera), Assurance.FENCED)
                    .thenCompose(revoked -> close(steps, user.account().id(), camera, on)
                            .thenCompose(closed -> note(user, request, revoked || closed)));
        });
    }

    private static boolean isOf(InstalledCamera camera, Subject.OfUser user) {
        return user.account().id().equals(camera.profile().holder())
                || user.account().grants().cameras().containsKey(camera.id());
    }

    /** Closes the camera unless somebody still holds it; then only the subscription lets go of it. */
    private CompletionStage<Boolean> close(Steps steps, UserId user, CameraId camera, @Nullable NetworkDeviceId on) {
        return steps.camera(camera).thenCompose(read -> {
            Optional<InstalledCamera> found = read.installed();
            if (found.isEmpty()) {
                return CompletableFuture.completedStage(false);
            }
            return new Holders(engine).anyBut(SourceId.of(user), found.get()).thenCompose(held -> {
                if (held) {
                    return user.equals(found.get().profile().holder())
                            ? steps.hold(camera, null)
                            : CompletableFuture.completedStage(false);
                }
                // Last comes what the request finds the rest by, so that it may be repeated from wherever it ended.
                NetworkDeviceId device = found.get().profile().networkDevice();
                return on == null
                        ? either(release(steps, device, camera), () -> delete(steps, camera))
                        : either(delete(steps, camera), () -> release(steps, device, camera));
            });
        });
    }

    private static CompletionStage<Boolean> either(
            CompletionStage<Boolean> first, Supplier<CompletionStage<Boolean>> then) {
        return first.thenCompose(one -> then.get().thenApply(other -> one || other));
    }

    private static CompletionStage<Boolean> delete(Steps steps, CameraId camera) {
        return steps.step(camera.ref(), new CameraCommand.Delete(), Assurance.FENCED);
    }

    private static CompletionStage<Boolean> release(Steps steps, @Nullable NetworkDeviceId device, CameraId camera) {
        return device == null
                ? CompletableFuture.completedStage(false)
                : steps.step(device.ref(), new NetworkDeviceCommand.Unassign(camera));
    }

    private CompletionStage<BillingResult> note(Subject subject, BillingRequest request, boolean changed) {
        return receipts.note(subject, request, request.type(), changed ? Outcome.APPLIED : Outcome.NO_OP, "");
    }

    private static StepRefusedException refused(BillingRequest request, Refusal refusal, String part) {
        return new StepRefusedException(request.type(), refusal, part);
    }
}
