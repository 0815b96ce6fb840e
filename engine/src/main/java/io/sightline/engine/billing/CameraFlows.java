package io.sightline.engine.billing;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.AddressPlace;
import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.CameraProfile;
import io.sightline.engine.domain.FolderId;
import io.sightline.engine.domain.GrantStatus;
import io.sightline.engine.domain.InstalledCamera;
import io.sightline.engine.domain.NetworkDevice;
import io.sightline.engine.domain.NetworkDeviceCommand;
import io.sightline.engine.domain.NetworkDeviceId;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.RequestType;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import org.jspecify.annotations.Nullable;

/**
 * The requests that put hardware and cameras into service. Every check comes before the first step, so that a request that is
 * refused leaves nothing behind (decision R-48 of the seeds), and every step may be repeated, so that one that broke off is
 * completed by doing it again.
 */
record CameraFlows(
        Engine engine, Receipts receipts, BillingKeys keys, BillingSettings settings, LocationFlows locations) {

    CompletionStage<Subject> subject(NetworkDeviceId mac) {
        return engine.read(mac.ref(), NetworkDevice.class)
                .thenApply(read -> new Subject.OfDevice(read.state(), read.revision()));
    }

    /** Makes hardware known. */
    CompletionStage<BillingResult> register(Subject subject, BillingRequest request, Body.NewCamera body) {
        if (!settings.autoProvisioning()) {
            return stop(subject, request);
        }
        NetworkDeviceCommand register = register(body.mac(), body.serialNumber(), request);
        return receipts.bill(
                subject,
                request,
                new NetworkDeviceCommand.Bill(request.recordedAs(request.type()), register),
                Assurance.PERSISTED);
    }

    private CompletionStage<BillingResult> stop(Subject subject, BillingRequest request) {
        return receipts.once(
                subject, request, () -> receipts.note(subject, request, request.type(), Outcome.STOPPED, ""));
    }

    private NetworkDeviceCommand register(NetworkDeviceId mac, String serialNumber, BillingRequest request) {
        return new NetworkDeviceCommand.Register(keys.uuid(mac, request.id()), serialNumber);
    }

    /** Makes a camera of hardware for a login, or gives a camera other hardware. */
    CompletionStage<BillingResult> attach(Subject.OfUser user, BillingRequest request, Body.AttachCamera body) {
        if (!settings.autoProvisioning()) {
            return stop(user, request);
        }
        return receipts.once(user, request, () -> {
            if (user.account().standing().terminated()) {
                throw refused(request, Refusal.GONE, "user");
            }
            Integer days = archiveDays(request, body);
            NetworkDeviceId replaced = body.replacedMac();
            return replaced == null ? install(user, request, body, days) : replace(user, request, body, replaced);
        });
    }

    private @Nullable Integer archiveDays(BillingRequest request, Body.AttachCamera body) {
        if (body.archiveCode() == null) {
            return body.archiveDays();
        }
        Integer days = settings.archiveCodes().get(body.archiveCode());
        if (days == null) {
            throw refused(request, Refusal.INVALID, "archiveCode");
        }
        return days;
    }

    private CompletionStage<BillingResult> install(
            Subject.OfUser user, BillingRequest request, Body.AttachCamera body, @Nullable Integer days) {
        return steps(request).device(body.mac()).thenCompose(device -> profileOf(device)
                .thenCompose(profile ->
                        profile.isEmpty() ? CompletableFuture.completedStage(true) : isOpen(profile.get(), user))
                .thenCompose(open -> open
                        ? locations
                                .ensure(request, body.csa())
                                .thenCompose(place -> install(user, request, body, days, device, place))
                        : note(user, request, Outcome.NO_OP)));
    }

    /** The camera made of this hardware, if there is one that still runs on it. */
    private CompletionStage<Optional<InstalledCamera>> profileOf(NetworkDevice device) {
        CameraId camera = device.camera();
        if (camera == null) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return engine.read(camera.ref(), Camera.class)
                .thenApply(read -> read.state().installed().filter(found -> runsOn(found, device.id())));
    }

    /**
     * A profile that exists is left as it is, unless it waits for this user: its own without a grant, nobody's, or that of a user
     * who has been terminated.
     */
    private CompletionStage<Boolean> isOpen(InstalledCamera camera, Subject.OfUser user) {
        UserId holder = camera.profile().holder();
        if (user.account().grants().cameras().containsKey(camera.id())) {
            return CompletableFuture.completedStage(false);
        }
        if (holder == null || holder.equals(user.account().id())) {
            return CompletableFuture.completedStage(true);
        }
        return engine.read(holder.ref(), User.class).thenApply(read -> read.state()
                .account()
                .map(account -> account.standing().terminated())
                .orElse(true));
    }

    private CompletionStage<BillingResult> install(
            Subject.OfUser user,
            BillingRequest request,
            Body.AttachCamera body,
            @Nullable Integer days,
            NetworkDevice device,
            AddressPlace place) {
        SourceId source = source(request, body, place);
        Steps steps = steps(request);
        return cameraFor(device, request).thenCompose(camera -> steps.step(
                        device.id().ref(), register(device.id(), body.serialNumber(), request))
                .thenCompose(known -> tie(steps, device, camera))
                .thenCompose(tied -> steps.step(camera.ref(), installation(user, body)))
                .thenCompose(installed -> steps.hold(camera, user.account().id()))
                .thenCompose(held -> days == null
                        ? CompletableFuture.completedStage(false)
                        : steps.step(camera.ref(), new CameraCommand.SetArchive(true, days)))
                .thenCompose(set -> steps.step(
                        camera.ref(),
                        new CameraCommand.Attach(source, place.node().name())))
                .thenCompose(hung -> receipts.bill(
                        user,
                        request,
                        new UserCommand.Bill(
                                request.recordedAs(request.type()),
                                new UserCommand.GrantCamera(camera, GrantStatus.ACTIVE, null)),
                        Assurance.PERSISTED)));
    }

    private SourceId source(BillingRequest request, Body.AttachCamera body, AddressPlace place) {
        if (!place.isLeaf()) {
            throw refused(request, Refusal.NOT_A_LEAF, "csa");
        }
        if (body.folderKey() == null) {
            return SourceId.of(place.id());
        }
        FolderId folder = place.folders().get(body.folderKey());
        if (folder == null) {
            throw refused(request, Refusal.UNKNOWN_REFERENCE, "folderKey");
        }
        return SourceId.of(folder);
    }

    /**
     * The camera to make of the hardware: one it is tied to already, else one named after it, else, when that one is closed or
     * runs on other hardware, one named after this request too. No id ever means two cameras.
     */
    private CompletionStage<CameraId> cameraFor(NetworkDevice device, BillingRequest request) {
        String name = "cam." + device.id().mac().replace(":", "").toLowerCase(Locale.ROOT);
        CameraId first = new CameraId(name);
        CameraId other = new CameraId(name + "." + keys.suffix(device.id(), request.id()));
        CameraId tied = device.camera();
        return isFree(tied == null ? first : tied, device).thenCompose(free -> {
            if (free) {
                return CompletableFuture.completedStage(tied == null ? first : tied);
            }
            return tied == null || tied.equals(first)
                    ? CompletableFuture.completedStage(other)
                    : isFree(first, device).thenApply(yes -> yes ? first : other);
        });
    }

    private CompletionStage<Boolean> isFree(CameraId id, NetworkDevice device) {
        return engine.read(id.ref(), Camera.class)
                .thenApply(read -> read.state() instanceof Camera.Absent
                        || read.state()
                                .installed()
                                .filter(found -> runsOn(found, device.id()))
                                .isPresent());
    }

    private static boolean runsOn(InstalledCamera camera, NetworkDeviceId device) {
        return device.equals(camera.profile().networkDevice());
    }

    private static CompletionStage<Boolean> tie(Steps steps, NetworkDevice device, CameraId camera) {
        CameraId earlier = device.camera();
        CompletionStage<Boolean> untied = earlier == null || earlier.equals(camera)
                ? CompletableFuture.completedStage(false)
                : steps.step(device.id().ref(), new NetworkDeviceCommand.Unassign(earlier));
        return untied.thenCompose(free -> steps.step(device.id().ref(), new NetworkDeviceCommand.Assign(camera)));
    }

    private static CameraCommand.Install installation(Subject.OfUser user, Body.AttachCamera body) {
        String name = body.initialName() == null ? body.mac().mac() : body.initialName();
        return new CameraCommand.Install(
                name,
                new CameraProfile(
                        name,
                        null,
                        body.mac(),
                        body.serialNumber(),
                        body.service(),
                        body.csa(),
                        body.installationCsa(),
                        user.account().id(),
                        true,
                        body.folderKey() == null));
    }

    /** Swaps the hardware of a camera that keeps its id, name, places and grants. */
    private CompletionStage<BillingResult> replace(
            Subject.OfUser user, BillingRequest request, Body.AttachCamera body, NetworkDeviceId replaced) {
        Steps steps = steps(request);
        return locations.ensure(request, body.csa()).thenCompose(place -> steps.device(replaced)
                .thenCombine(steps.device(body.mac()), (old, fresh) -> swap(user, request, body, old, fresh))
                .thenCompose(swapped -> swapped));
    }

    private CompletionStage<BillingResult> swap(
            Subject.OfUser user,
            BillingRequest request,
            Body.AttachCamera body,
            NetworkDevice old,
            NetworkDevice fresh) {
        CameraId camera = old.camera() == null ? fresh.camera() : old.camera();
        if (camera == null) {
            throw refused(request, Refusal.UNKNOWN_REFERENCE, "replacedMac");
        }
        if (fresh.camera() != null && !fresh.camera().equals(camera)) {
            throw refused(request, Refusal.CONFLICT, "mac");
        }
        Steps steps = steps(request);
        return steps.camera(camera).thenCompose(read -> {
            InstalledCamera found =
                    read.installed().orElseThrow(() -> refused(request, Refusal.UNKNOWN_REFERENCE, "replacedMac"));
            if (!user.account().id().equals(found.profile().holder())) {
                throw refused(request, Refusal.CONFLICT, "replacedMac");
            }
            return steps.step(fresh.id().ref(), register(fresh.id(), body.serialNumber(), request))
                    .thenCompose(known -> steps.step(fresh.id().ref(), new NetworkDeviceCommand.Assign(camera)))
                    .thenCompose(tied ->
                            steps.step(camera.ref(), new CameraCommand.ReplaceDevice(fresh.id(), body.serialNumber())))
                    .thenCompose(swapped -> steps.step(old.id().ref(), new NetworkDeviceCommand.Unassign(camera))
                            .thenApply(untied -> swapped || untied))
                    .thenCompose(changed -> note(user, request, changed ? Outcome.APPLIED : Outcome.NO_OP));
        });
    }

    private CompletionStage<BillingResult> note(Subject subject, BillingRequest request, Outcome outcome) {
        return receipts.note(subject, request, request.type(), outcome, "");
    }

    private Steps steps(BillingRequest request) {
        return new Steps(engine, request.type());
    }

    private static StepRefusedException refused(BillingRequest request, Refusal refusal, String part) {
        RequestType type = request.type();
        return new StepRefusedException(type, refusal, part);
    }
}
