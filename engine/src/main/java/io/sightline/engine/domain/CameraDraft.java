package io.sightline.engine.domain;

import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** A camera between one event and the next; finds out whether clients are shown anything new. */
final class CameraDraft {

    private final InstalledCamera before;
    private final long revision;
    private String name;
    private CameraProfile profile;
    private PMap<DeviceFacts.StreamType, DeviceFacts.StreamStatus> streams;
    private boolean archive;
    private @Nullable Integer archiveDays;
    private boolean enabled;
    private @Nullable String label;
    private Listings listings;
    private Audience audience;
    private @Nullable RecordingMode mode;
    private Custody custody;
    private @Nullable OwnCamera own;

    CameraDraft(InstalledCamera before, long revision) {
        this.before = before;
        this.revision = revision;
        name = before.name();
        profile = before.profile();
        streams = before.streams();
        archive = before.archive();
        archiveDays = before.archiveDays();
        enabled = before.enabled();
        label = before.label();
        listings = before.listings();
        audience = before.audience();
        mode = before.mode();
        custody = before.custody();
        own = before.own();
    }

    CameraDraft happened(CameraEvent event) {
        if (event instanceof CameraEvent.Renamed renamed) {
            name = renamed.name();
        } else if (event instanceof CameraEvent.ProfileChanged changed) {
            profile = changed.profile();
        } else if (event instanceof CameraEvent.StreamsSetUp setUp) {
            setUp(setUp.streams());
        } else if (event instanceof CameraEvent.StreamsReported reported) {
            streams = streams.plusAll(reported.streams());
        } else if (event instanceof CameraEvent.ArchiveSet set) {
            archive = set.enabled();
            archiveDays = set.days();
        } else if (event instanceof CameraEvent.Enabled set) {
            enabled = set.enabled();
        } else if (event instanceof CameraEvent.ModeSet set) {
            mode = set.mode();
        } else if (event instanceof CameraEvent.Entrusted entrusted) {
            enabled = enabled || custody.isRevivedBy(entrusted);
            custody = custody.told(entrusted);
        } else if (event instanceof CameraEvent.Orphaned) {
            profile = profile.heldBy(null);
            enabled = false;
        } else if (event instanceof CameraEvent.HolderLeft left) {
            custody = custody.left(left.customer());
        } else if (event instanceof CameraEvent.DeviceReplaced replaced) {
            profile = profile.on(replaced.device(), replaced.serialNumber());
            streams = HashTreePMap.empty();
        } else if (own != null && event instanceof CameraEvent.CardChanged changed) {
            own = new OwnCamera(changed.card(), own.belonging());
        } else if (own != null && event instanceof BelongingEvent ofOwner) {
            own = new OwnCamera(own.card(), own.belonging().apply(ofOwner));
            listings = Belonging.listings(listings, ofOwner, revision);
            audience = audience.within(listings);
        } else {
            moved(event);
        }
        return this;
    }

    private void setUp(Set<DeviceFacts.StreamType> types) {
        PMap<DeviceFacts.StreamType, DeviceFacts.StreamStatus> next = HashTreePMap.empty();
        for (DeviceFacts.StreamType type : types) {
            next = next.plus(type, streams.getOrDefault(type, DeviceFacts.StreamStatus.INITIALIZATION));
        }
        streams = next;
    }

    private void moved(CameraEvent event) {
        if (event instanceof CameraEvent.Attached attached) {
            label = attached.label() == null ? label : attached.label();
            if (!listings.shown().containsKey(attached.place())) {
                listings = listings.with(attached.place(), new Listings.Listing(revision, 0, null));
            }
        } else if (event instanceof CameraEvent.Detached detached) {
            listings = listings.leaving(detached.place(), revision);
            audience = audience.without(detached.place());
        } else if (event instanceof CameraEvent.Listed listed) {
            listings = listings.with(
                    listed.source(), new Listings.Listing(revision, listed.number(), listed.archiveDays()));
        } else if (event instanceof CameraEvent.Unlisted unlisted) {
            listings = listings.without(unlisted.source());
            audience = audience.without(unlisted.source());
        } else if (event instanceof CameraEvent.ListingDropped dropped) {
            drop(dropped.source());
            audience = audience.without(dropped.source());
        } else if (event instanceof CameraEvent.Watched watched) {
            audience = audience.with(watched);
        } else if (event instanceof CameraEvent.RemovalConfirmed confirmed) {
            listings = listings.left(confirmed.source());
        } else {
            throw new AssertionError(event);
        }
    }

    /** One of a user's own is taken back all the same: what was refused may come once more, when there is room for it. */
    private void drop(SourceId source) {
        if (own == null) {
            listings = listings.without(source);
        } else {
            own = new OwnCamera(own.card(), own.belonging().droppedBy(source));
            listings = listings.leaving(source, revision);
        }
    }

    InstalledCamera seal() {
        custody = custody.heldBy(profile.holder(), revision);
        boolean same = name.equals(before.name())
                && streams.equals(before.streams())
                && archive == before.archive()
                && Objects.equals(archiveDays, before.archiveDays())
                && enabled == before.enabled()
                && Objects.equals(label, before.label())
                && mode == before.mode()
                && (own == null || own.looksLike(Objects.requireNonNull(before.own())))
                && Objects.equals(custody.word(), before.custody().word());
        return new InstalledCamera(
                before.id(),
                before.createdAt(),
                name,
                profile,
                streams,
                archive,
                archiveDays,
                enabled,
                label,
                listings,
                same ? before.factsRevision() : revision,
                audience.after(listings),
                mode,
                custody,
                own);
    }
}
