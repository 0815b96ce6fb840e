package io.sightline.engine.domain;

import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/** A customer between one event and the next; finds out who has to be told. */
final class CustomerDraft {

    private final Customer before;
    private final long revision;
    private AccountProfile profile;
    private Governance governance;
    private RecordingDefaults recording;
    private PMap<CameraId, Long> cameras;
    private PMap<CameraId, Long> left;
    private long revived;
    private Customer.@Nullable Deletion deletion;
    private @Nullable Branding branding;

    CustomerDraft(Customer before, long revision) {
        this.before = before;
        this.revision = revision;
        profile = before.profile();
        governance = before.governance();
        recording = before.recording();
        cameras = before.cameras();
        left = before.left();
        revived = before.revived();
        deletion = before.deletion();
        branding = before.branding();
    }

    CustomerDraft happened(CustomerEvent event) {
        if (event instanceof CustomerEvent.ProfileChanged changed) {
            profile = changed.profile();
        } else if (event instanceof CustomerEvent.AreasSet set) {
            governance = new Governance(set.closed(), governance.disabled(), governance.lockouts());
        } else if (event instanceof CustomerEvent.RecordingSet set) {
            recording = set.recording();
        } else if (event instanceof CustomerEvent.Disabled) {
            governance = new Governance(governance.closed(), true, governance.lockouts() + 1);
        } else if (event instanceof CustomerEvent.Enabled enabled) {
            governance = new Governance(governance.closed(), false, governance.lockouts());
            revived = enabled.cameras() ? revision : revived;
        } else if (event instanceof CustomerEvent.Deleted deleted) {
            deletion = new Customer.Deletion(deleted.at(), deleted.purgeAt(), Set.of());
            profile = AccountProfile.empty();
            branding = null;
        } else if (event instanceof CustomerEvent.Branded branded) {
            branding = branded.branding();
        } else if (event instanceof CustomerEvent.Erased erased) {
            if (deletion != null) {
                deletion = new Customer.Deletion(deletion.at(), deletion.purgeAt(), erased.users());
            }
        } else if (event instanceof CustomerEvent.CameraHeld held) {
            cameras = cameras.plus(held.camera(), held.number());
            left = left.minus(held.camera());
        } else if (event instanceof CustomerEvent.CameraLetGo letGo) {
            cameras = cameras.minus(letGo.camera());
            left = left.plus(letGo.camera(), letGo.number());
        } else if (event instanceof CustomerEvent.CameraGone gone) {
            cameras = cameras.minus(gone.camera());
        } else {
            throw new AssertionError(event);
        }
        return this;
    }

    Customer seal() {
        boolean sameGovernance = governance.equals(before.governance());
        boolean sameAreas = governance.closed().equals(before.governance().closed());
        boolean sameBranding = Objects.equals(branding, before.branding());
        boolean sameRecording = recording.equals(before.recording());
        boolean sameTrust =
                sameRecording && governance.disabled() == before.governance().disabled();
        return new Customer(
                before.user(),
                profile,
                governance,
                recording,
                cameras,
                left,
                sameGovernance ? before.governed() : revision,
                sameTrust ? before.entrusted() : revision,
                revived,
                sameAreas && sameRecording && sameBranding ? before.shown() : revision,
                deletion,
                branding);
    }
}
