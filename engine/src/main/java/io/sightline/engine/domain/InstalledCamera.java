package io.sightline.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
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
import static io.sightline.engine.domain.Refusal.ALREADY_EXISTS;
import static io.sightline.engine.domain.Refusal.FORBIDDEN;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.Refusal.LIMIT_EXCEEDED;

/**
 * A camera that is in place.
 *
 * @param streams status by quality
 * @param archiveDays how far back the archive reaches, or null when nothing is said
 * @param label the name of the place it was last hung at, or null
 * @param factsRevision the revision at which anything that clients are shown last changed
 * @param audience for whom it records
 * @param mode when it records by its own setting, or null to go by its customer's
 * @param custody whose subscription it belongs to
 * @param own what it is as a camera of a user's own; null for one of the operator's. Such a camera has no other name
 */
public record InstalledCamera(
        CameraId id,
        Instant createdAt,
        String name,
        CameraProfile profile,
        PMap<DeviceFacts.StreamType, DeviceFacts.StreamStatus> streams,
        boolean archive,
        @Nullable Integer archiveDays,
        boolean enabled,
        @Nullable String label,
        Listings listings,
        long factsRevision,
        Audience audience,
        @Nullable RecordingMode mode,
        Custody custody,
        @Nullable OwnCamera own)
        implements Camera {

    public InstalledCamera(
            CameraId id,
            Instant createdAt,
            String name,
            CameraProfile profile,
            PMap<DeviceFacts.StreamType, DeviceFacts.StreamStatus> streams,
            boolean archive,
            @Nullable Integer archiveDays,
            boolean enabled,
            @Nullable String label,
            Listings listings,
            long factsRevision,
            @Nullable Audience audience,
            @Nullable RecordingMode mode,
            @Nullable Custody custody,
            @Nullable OwnCamera own) {
        this.id = id;
        this.createdAt = createdAt;
        this.name = name;
        this.profile = profile;
        this.streams = streams;
        this.archive = archive;
        this.archiveDays = archiveDays;
        this.enabled = enabled;
        this.label = label;
        this.listings = listings;
        this.factsRevision = factsRevision;
        this.audience = audience == null ? Audience.none() : audience;
        this.mode = mode;
        this.custody = custody == null ? Custody.of(profile.holder(), 1) : custody;
        this.own = own;
    }

    static InstalledCamera begin(CameraId id, CameraEvent.Installed installed, long revision) {
        return begin(id, installed.at(), installed.name(), installed.profile(), Listings.none(), null, revision);
    }

    /** One of a user's own: it belongs to its owner's subscription, and shows itself to its owner. */
    static InstalledCamera begin(CameraId id, CameraEvent.Added added, long revision) {
        UserId owner = id.owner().orElseThrow();
        return begin(
                id,
                added.at(),
                "",
                new CameraProfile("", null, null, null, null, null, null, owner, false, false),
                Listings.none().with(SourceId.of(owner), new Listings.Listing(revision, 0, null)),
                new OwnCamera(added.card(), Belonging.of(owner)),
                revision);
    }

    private static InstalledCamera begin(
            CameraId id,
            Instant at,
            String name,
            CameraProfile profile,
            Listings listings,
            @Nullable OwnCamera own,
            long revision) {
        return new InstalledCamera(
                id,
                at,
                name,
                profile,
                HashTreePMap.empty(),
                true,
                null,
                true,
                null,
                listings,
                revision,
                Audience.none().after(listings),
                null,
                Custody.of(profile.holder(), revision),
                own);
    }

    static Optional<String> nameFault(String name) {
        return name.isBlank() || name.length() > Limits.NAME ? Optional.of("name") : Optional.empty();
    }

    /** What people call it. */
    public String displayName() {
        return own == null ? name : own.card().name().text();
    }

    public CameraStatus status() {
        return CameraStatus.of(streams.values());
    }

    /** The monitoring objects it is assigned to; of one of the operator's there are none. */
    public Set<MonitoringObjectId> objects() {
        return Belonging.objects(listings);
    }

    /** Whether it had somebody to record for and nobody is left. */
    public boolean isAbandoned() {
        return audience.ever() && !audience.isThere(listings);
    }

    /**
     * Whether its archive is recorded: it is to have one, it and its customer are on, and somebody is left.
     *
     * @param withoutUsers whether it goes on when nobody is left
     */
    public boolean isRecording(boolean withoutUsers) {
        return isArchived() && isServed() && (withoutUsers || !isAbandoned());
    }

    /** Whether anybody is served its picture: it is on, and so is the customer it belongs to. */
    public boolean isServed() {
        return enabled && !custody.isDisabled();
    }

    /** When it records: by its own setting, else by its customer's. */
    public RecordingMode effectiveMode() {
        RecordingMode wanted = mode == null ? custody.recording().mode() : mode;
        return wanted == null ? RecordingMode.CONTINUOUS : wanted;
    }

    /** How far back its archive reaches, by its own setting, else by its customer's; null when nothing is said. */
    public @Nullable Integer effectiveArchiveDays() {
        return archiveDays == null ? custody.recording().archiveDays() : archiveDays;
    }

    private boolean isArchived() {
        return archive && effectiveMode() != RecordingMode.OFF;
    }

    /** What the own source of a user who has it shows of it. */
    public DeviceFacts shownTo(UserId user) {
        DeviceFacts.CameraFacts shown = facts(new Listings.Listing(0, 0, null));
        return own == null ? shown : own.factsIn(SourceId.of(user), shown);
    }

    /** What a source shows of it; while it or its customer is switched off, no stream of it works. */
    DeviceFacts.CameraFacts facts(Listings.Listing listing) {
        List<DeviceFacts.Stream> shown = new ArrayList<>();
        for (DeviceFacts.StreamType type : DeviceFacts.StreamType.values()) {
            DeviceFacts.StreamStatus status = streams.get(type);
            if (status != null) {
                shown.add(new DeviceFacts.Stream(type, isServed() ? status : DeviceFacts.StreamStatus.INACTIVE));
            }
        }
        Integer days = listing.archiveDays() == null ? effectiveArchiveDays() : listing.archiveDays();
        RecordingMode said = mode == null ? custody.recording().mode() : mode;
        return new DeviceFacts.CameraFacts(name, shown, isArchived(), days, label, said);
    }

    @Override
    public Decision<CameraEvent> decide(CameraCommand command, Instant now) {
        if (own != null) {
            return own.decide(command, this, now);
        }
        if (command instanceof BelongingCommand
                || command instanceof CameraCommand.Add
                || command instanceof CameraCommand.ChangeCard) {
            return refuse(FORBIDDEN, "owner");
        }
        return changes(command, now);
    }

    /** What becomes of a command that is no matter of whose the camera is. */
    Decision<CameraEvent> changes(CameraCommand command, Instant now) {
        if (command instanceof CameraCommand.Install install) {
            return Objects.equals(install.profile().networkDevice(), profile.networkDevice())
                    ? unchanged()
                    : refuse(ALREADY_EXISTS, "camera");
        }
        if (command instanceof CameraCommand.Delete) {
            return accept(new CameraEvent.Deleted(now));
        }
        if (command instanceof CameraCommand.Rename rename) {
            return nameFault(rename.name()).isPresent()
                    ? refuse(INVALID, "name")
                    : change(rename.name().equals(name), new CameraEvent.Renamed(rename.name()));
        }
        if (command instanceof CameraCommand.ChangeProfile change) {
            Optional<String> fault = change.profile().fault();
            return fault.isPresent()
                    ? refuse(INVALID, fault.get())
                    : change(change.profile().equals(profile), new CameraEvent.ProfileChanged(change.profile()));
        }
        if (command instanceof CameraCommand.SetUpStreams setUp) {
            return change(streams.keySet().equals(setUp.streams()), new CameraEvent.StreamsSetUp(setUp.streams()));
        }
        if (command instanceof CameraCommand.ReportStreams report) {
            return report(report);
        }
        if (command instanceof CameraCommand.SetArchive set) {
            return isArchiveDays(set.days())
                    ? change(
                            set.enabled() == archive && Objects.equals(set.days(), archiveDays),
                            new CameraEvent.ArchiveSet(set.enabled(), set.days()))
                    : refuse(INVALID, "archiveDays");
        }
        if (command instanceof CameraCommand.Enable enable) {
            return change(enable.enabled() == enabled, new CameraEvent.Enabled(enable.enabled()));
        }
        if (command instanceof CameraCommand.SetMode set) {
            return change(set.mode() == mode, new CameraEvent.ModeSet(set.mode()));
        }
        if (command instanceof CameraCommand.Entrust entrust) {
            return change(
                    !custody.isNews(entrust),
                    new CameraEvent.Entrusted(
                            entrust.number(), entrust.recording(), entrust.disabled(), entrust.revived()));
        }
        if (command instanceof CameraCommand.Orphan orphan) {
            return change(!orphan.customer().equals(profile.holder()), new CameraEvent.Orphaned());
        }
        if (command instanceof CameraCommand.ReplaceDevice replace) {
            return change(
                    replace.device().equals(profile.networkDevice()),
                    new CameraEvent.DeviceReplaced(replace.device(), replace.serialNumber()));
        }
        return places(command);
    }

    private Decision<CameraEvent> places(CameraCommand command) {
        if (command instanceof CameraCommand.Attach attach) {
            return attach(attach);
        }
        if (command instanceof CameraCommand.Detach detach) {
            return detach.place().owner().kind() == Kind.USER
                    ? refuse(INVALID, "place")
                    : change(!listings.shown().containsKey(detach.place()), new CameraEvent.Detached(detach.place()));
        }
        if (command instanceof CameraCommand.ListIn listIn) {
            if (listIn.source().owner().kind() != Kind.USER) {
                return refuse(INVALID, "source");
            }
            Listings.Listing held = listings.shown().get(listIn.source());
            return change(
                    held != null && held.number() >= listIn.number(),
                    new CameraEvent.Listed(listIn.source(), listIn.number(), listIn.archiveDays()));
        }
        if (command instanceof CameraCommand.Unlist unlist) {
            Listings.Listing held = listings.shown().get(unlist.source());
            return change(held == null || held.number() > unlist.number(), new CameraEvent.Unlisted(unlist.source()));
        }
        if (command instanceof CameraCommand.Watch watch) {
            return change(
                    !audience.isNews(watch), new CameraEvent.Watched(watch.source(), watch.number(), watch.watched()));
        }
        throw new AssertionError(command);
    }

    private Decision<CameraEvent> report(CameraCommand.ReportStreams report) {
        Map<DeviceFacts.StreamType, DeviceFacts.StreamStatus> news = new EnumMap<>(DeviceFacts.StreamType.class);
        report.streams().forEach((type, status) -> {
            DeviceFacts.StreamStatus held = streams.get(type);
            if (held != null && held != status) {
                news.put(type, status);
            }
        });
        return change(news.isEmpty(), new CameraEvent.StreamsReported(news));
    }

    private Decision<CameraEvent> attach(CameraCommand.Attach attach) {
        if (attach.place().owner().kind() == Kind.USER) {
            return refuse(INVALID, "place");
        }
        if (attach.label() != null && nameFault(attach.label()).isPresent()) {
            return refuse(INVALID, "label");
        }
        boolean hangs = listings.shown().containsKey(attach.place());
        if (!hangs && placeCount() >= Limits.PLACES_OF_A_CAMERA) {
            return refuse(LIMIT_EXCEEDED, "places");
        }
        boolean same = hangs && (attach.label() == null || attach.label().equals(label));
        return change(same, new CameraEvent.Attached(attach.place(), attach.label()));
    }

    private long placeCount() {
        return listings.shown().keySet().stream()
                .filter(source -> source.owner().kind() != Kind.USER)
                .count();
    }

    private static boolean isArchiveDays(@Nullable Integer days) {
        return days == null || (days >= 0 && days <= Limits.ARCHIVE_DAYS);
    }

    private static Decision<CameraEvent> change(boolean same, CameraEvent event) {
        return same ? unchanged() : accept(event);
    }

    @Override
    public Camera apply(CameraEvent event, long revision) {
        if (event instanceof CameraEvent.Deleted deleted) {
            return new Deleted(id, deleted.at(), listings.leavingAll(revision));
        }
        return new CameraDraft(this, revision).happened(event).seal();
    }

    @Override
    public Map<String, Obligation> obligations() {
        Map<String, Obligation> duties = new HashMap<>();
        String key = DeviceKey.of(id);
        if (own == null) {
            listings.showings(key, factsRevision, (source, listing) -> facts(listing), false, duties);
        } else {
            boolean expired = own.belonging().expired();
            listings.showings(
                    key, factsRevision, (source, listing) -> own.factsIn(source, facts(listing)), expired, duties);
        }
        listings.removals(key, duties);
        custody.duties(id, duties);
        return duties;
    }

    @Override
    public List<CameraEvent> settle(String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
        if (obligation.command() instanceof SourceCommand.PutDevice && refusal != null) {
            boolean ofOwner = own != null
                    && obligation.to().equals(own.belonging().owner().ref());
            if (ofOwner && refusal != LIMIT_EXCEEDED) {
                // There is no such owner, or no more.
                return List.of(new CameraEvent.Deleted(now));
            }
            return listings.refused(obligation).stream()
                    .<CameraEvent>map(source -> new CameraEvent.ListingDropped(source, refusal))
                    .toList();
        }
        if (obligation.command() instanceof CustomerCommand.LetGo letGo) {
            UserId customer = new UserId(obligation.to().id());
            return Objects.equals(custody.leaving().get(customer), letGo.number())
                    ? List.of(new CameraEvent.HolderLeft(customer))
                    : List.of();
        }
        if (obligation.command() instanceof CustomerCommand.Hold && refusal == Refusal.GONE) {
            return obligation.to().id().equals(Objects.toString(profile.holder(), ""))
                    ? List.of(new CameraEvent.Orphaned())
                    : List.of();
        }
        return Camera.confirmed(listings, obligation);
    }
}
