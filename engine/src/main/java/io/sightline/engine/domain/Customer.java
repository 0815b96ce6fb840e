package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

import static io.sightline.engine.domain.Decision.accept;
import static io.sightline.engine.domain.Decision.refuse;
import static io.sightline.engine.domain.Decision.unchanged;

/**
 * A main user as somebody the operator does business with: the account profile, which areas of the platform are open, how its
 * cameras record. It has the main user's own id and data key. It tells the user what holds for all users of the customer, and
 * each camera whose holder the user is what holds for its cameras.
 *
 * @param cameras whose holder the customer is, each with the number of the camera's last word
 * @param left those that were once, each with the number of the last word
 * @param governed the revision at which {@link #governance} last changed, 0 for never
 * @param entrusted the revision at which what cameras are told last changed, 0 for never
 * @param revived the revision at which cameras switched off one by one were last switched on, 0 for never
 * @param shown the revision at which what clients are shown last changed, 0 for never
 * @param deletion null unless it was deleted for good
 * @param branding how its users see the platform, or null for the operator's own look
 */
public record Customer(
        UserId user,
        AccountProfile profile,
        Governance governance,
        RecordingDefaults recording,
        PMap<CameraId, Long> cameras,
        PMap<CameraId, Long> left,
        long governed,
        long entrusted,
        long revived,
        long shown,
        @Nullable Deletion deletion,
        @Nullable Branding branding)
        implements Entity<CustomerCommand, CustomerEvent, Customer> {

    public static Customer none(UserId user) {
        return new Customer(
                user,
                AccountProfile.empty(),
                Governance.initial(),
                RecordingDefaults.none(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                0,
                0,
                0,
                0,
                null,
                null);
    }

    /**
     * What is left to do about a customer that was deleted.
     *
     * @param purgeAt when what the journal holds of it is to be removed
     * @param erased the users whose data keys are destroyed; none as long as that is to be done
     */
    public record Deletion(Instant at, Instant purgeAt, Set<UserId> erased) {
        public Deletion {
            erased = Set.copyOf(erased);
        }

        /** When the next step is due; the last one removes this state itself. */
        public Instant due() {
            return erased.isEmpty() ? at : purgeAt;
        }
    }

    public static EntityRef ref(UserId mainUser) {
        return new EntityRef(Kind.CUSTOMER, mainUser.value());
    }

    @Override
    public Decision<CustomerEvent> decide(CustomerCommand command, Instant now) {
        if (command instanceof CustomerCommand.LetGo letGo) {
            return change(
                    lastWordOf(letGo.camera()) >= letGo.number(),
                    new CustomerEvent.CameraLetGo(letGo.camera(), letGo.number()));
        }
        if (deletion != null) {
            return afterDeletion(deletion, command);
        }
        if (command instanceof CustomerCommand.NoteErased) {
            return refuse(Refusal.CONFLICT, "customer");
        }
        if (command instanceof CustomerCommand.Delete delete) {
            return governance.disabled()
                    ? accept(new CustomerEvent.Deleted(now, delete.purgeAt()))
                    : refuse(Refusal.CONFLICT, "enabled");
        }
        if (command instanceof CustomerCommand.ChangeProfile change) {
            Optional<String> fault = change.profile().fault();
            return fault.isPresent()
                    ? refuse(Refusal.INVALID, fault.get())
                    : change(change.profile().equals(profile), new CustomerEvent.ProfileChanged(change.profile()));
        }
        if (command instanceof CustomerCommand.SetAreas set) {
            return change(set.closed().equals(governance.closed()), new CustomerEvent.AreasSet(set.closed()));
        }
        if (command instanceof CustomerCommand.SetRecording set) {
            return set.recording().fault().isPresent()
                    ? refuse(Refusal.INVALID, "archiveDays")
                    : change(set.recording().equals(recording), new CustomerEvent.RecordingSet(set.recording()));
        }
        if (command instanceof CustomerCommand.Brand brand) {
            Optional<String> fault = brand.branding() == null
                    ? Optional.empty()
                    : brand.branding().fault();
            return fault.isPresent()
                    ? refuse(Refusal.INVALID, fault.get())
                    : change(Objects.equals(brand.branding(), branding), new CustomerEvent.Branded(brand.branding()));
        }
        if (command instanceof CustomerCommand.Disable) {
            return change(governance.disabled(), new CustomerEvent.Disabled(now));
        }
        if (command instanceof CustomerCommand.Enable enable) {
            return change(!governance.disabled(), new CustomerEvent.Enabled(enable.cameras(), now));
        }
        if (command instanceof CustomerCommand.Hold hold) {
            if (lastWordOf(hold.camera()) >= hold.number()) {
                return unchanged();
            }
            return cameras.containsKey(hold.camera()) || cameras.size() < Limits.CAMERAS_OF_A_CUSTOMER
                    ? accept(new CustomerEvent.CameraHeld(hold.camera(), hold.number()))
                    : refuse(Refusal.LIMIT_EXCEEDED, "cameras");
        }
        throw new AssertionError(command);
    }

    private static Decision<CustomerEvent> afterDeletion(Deletion deletion, CustomerCommand command) {
        if (command instanceof CustomerCommand.NoteErased note) {
            return change(
                    !deletion.erased().isEmpty() || note.users().isEmpty(), new CustomerEvent.Erased(note.users()));
        }
        return command instanceof CustomerCommand.Delete ? unchanged() : refuse(Refusal.GONE, "customer");
    }

    private long lastWordOf(CameraId camera) {
        return Math.max(cameras.getOrDefault(camera, 0L), left.getOrDefault(camera, 0L));
    }

    private static Decision<CustomerEvent> change(boolean same, CustomerEvent event) {
        return same ? unchanged() : accept(event);
    }

    @Override
    public Customer apply(CustomerEvent event, long revision) {
        return new CustomerDraft(this, revision).happened(event).seal();
    }

    /** The areas that are on. */
    public Set<Area> open() {
        return java.util.Arrays.stream(Area.values())
                .filter(area -> !governance.closed().contains(area))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    @Override
    public Map<String, Obligation> obligations() {
        Map<String, Obligation> duties = new HashMap<>();
        if (deletion != null) {
            duties.put("erase", new Obligation(user.ref(), new UserCommand.Erase(), true));
            cameras.keySet()
                    .forEach(camera -> duties.put(
                            "orphan|" + camera, new Obligation(camera.ref(), new CameraCommand.Orphan(user), true)));
            return duties;
        }
        if (governed > 0) {
            duties.put("govern", new Obligation(user.ref(), new UserCommand.Govern(governance, governed), true));
        }
        if (shown > 0) {
            duties.put(
                    "profile",
                    new Obligation(user.ref(), new SourceCommand.PutDevice(DeviceKey.PROFILE, shown, facts()), false));
        }
        if (entrusted > 0) {
            cameras.keySet()
                    .forEach(camera -> duties.put(
                            "entrust|" + camera,
                            new Obligation(
                                    camera.ref(),
                                    new CameraCommand.Entrust(
                                            user, entrusted, recording, governance.disabled(), revived),
                                    governance.disabled())));
        }
        return duties;
    }

    private DeviceFacts facts() {
        return new DeviceFacts.ProfileFacts(open(), recording.archiveDays(), recording.mode(), branding);
    }

    @Override
    public List<CustomerEvent> settle(String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
        boolean gone = refusal == Refusal.GONE || refusal == Refusal.UNKNOWN_ENTITY;
        boolean ofCamera = obligation.command() instanceof CameraCommand.Entrust
                || obligation.command() instanceof CameraCommand.Orphan;
        if (gone && ofCamera) {
            CameraId camera = new CameraId(obligation.to().id());
            return cameras.containsKey(camera) ? List.of(new CustomerEvent.CameraGone(camera)) : List.of();
        }
        return List.of();
    }
}
