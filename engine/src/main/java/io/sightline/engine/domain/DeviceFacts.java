package io.sightline.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What a source knows of a device: everything any view class may show of it. It carries no credential of any kind. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DeviceFacts.CameraFacts.class, name = "camera"),
    @JsonSubTypes.Type(value = DeviceFacts.OwnCameraFacts.class, name = "own-camera"),
    @JsonSubTypes.Type(value = DeviceFacts.IntercomFacts.class, name = "intercom"),
    @JsonSubTypes.Type(value = DeviceFacts.OwnFacts.class, name = "own"),
    @JsonSubTypes.Type(value = DeviceFacts.CaseFacts.class, name = "case"),
    @JsonSubTypes.Type(value = DeviceFacts.LicenceFacts.class, name = "licences"),
    @JsonSubTypes.Type(value = DeviceFacts.TrackerFacts.class, name = "tracker"),
    @JsonSubTypes.Type(value = DeviceFacts.ObjectFacts.class, name = "object"),
    @JsonSubTypes.Type(value = DeviceFacts.ProfileFacts.class, name = "profile"),
    @JsonSubTypes.Type(value = DeviceFacts.PermissionFacts.class, name = "permissions"),
    @JsonSubTypes.Type(value = DeviceFacts.NoteFacts.class, name = "note")
})
public sealed interface DeviceFacts {

    /** Whether it is locked for everybody because it is not paid for any more. */
    default boolean expired() {
        return false;
    }

    /** What it says as a camera; empty when it is none. */
    default Optional<CameraFacts> camera() {
        return Optional.empty();
    }

    /** What a tracker and a camera of a user's own say alike. */
    sealed interface BelongingFacts extends DeviceFacts {

        UserId owner();

        /** What the user in whose source it stands may do with it; in a monitoring object always {@code VIEW}. */
        Holding holding();
    }

    /** How a stream of a camera fares. */
    enum StreamStatus {
        INITIALIZATION,
        ACTIVE,
        INACTIVE
    }

    /** The two qualities a camera sends. */
    enum StreamType {
        HIGH,
        LOW
    }

    record Stream(StreamType type, StreamStatus status) {}

    /**
     * @param streams at most one of each type; none means that nothing was set up
     * @param archiveDays how far back the archive reaches, or null when nothing is said
     * @param place the name of the place it hangs at, as people read it
     * @param mode when it records, or null when nothing is said
     */
    record CameraFacts(
            String name,
            List<Stream> streams,
            boolean archive,
            @Nullable Integer archiveDays,
            @Nullable String place,
            @Nullable RecordingMode mode)
            implements DeviceFacts {
        public CameraFacts {
            streams = List.copyOf(streams);
        }

        /** One of which nobody has said when it records. */
        public CameraFacts(
                String name,
                List<Stream> streams,
                boolean archive,
                @Nullable Integer archiveDays,
                @Nullable String place) {
            this(name, streams, archive, archiveDays, place, null);
        }

        @Override
        public Optional<CameraFacts> camera() {
            return Optional.of(this);
        }

        private CameraFacts called(String other) {
            return new CameraFacts(other, streams, archive, archiveDays, place, mode);
        }
    }

    /**
     * A camera of a user's own.
     *
     * @param expired whether it is locked because it is not paid for any more
     * @param nameless all else, without a name
     */
    record OwnCameraFacts(
            Personal name,
            @Nullable Personal model,
            UserId owner,
            Holding holding,
            boolean expired,
            CameraFacts nameless)
            implements BelongingFacts {

        @Override
        public Optional<CameraFacts> camera() {
            return Optional.of(nameless.called(name.text()));
        }
    }

    /** Ways of opening a door. */
    enum Opening {
        KEY,
        CODE,
        APP,
        FACE
    }

    /** An intercom as one user has it: flat and keys are that user's. */
    record IntercomFacts(
            String name,
            @Nullable String address,
            int department,
            @Nullable String departmentName,
            int flat,
            List<String> keys,
            boolean online,
            boolean restrictLive,
            boolean restrictArchive,
            Set<Opening> open)
            implements DeviceFacts {
        public IntercomFacts {
            keys = List.copyOf(keys);
            open = Set.copyOf(open);
        }
    }

    /**
     * An analytics case; under the key {@code case-} and its id in the own source of the user it belongs to.
     *
     * @param events the last it has found, newest first
     */
    record CaseFacts(
            Personal title,
            AnalyticsType type,
            List<CameraId> cameras,
            Instant createdAt,
            List<AnalyticsCase.Finding> events)
            implements DeviceFacts {
        public CaseFacts {
            cameras = List.copyOf(cameras);
            events = List.copyOf(events);
        }
    }

    /** A main user's licences, by level; under the key {@code licences} in its own source. */
    record LicenceFacts(List<Analytics.Count> counts) implements DeviceFacts {
        public LicenceFacts {
            counts = List.copyOf(counts);
        }
    }

    /** @param expired whether it is locked because it is not paid for any more */
    record TrackerFacts(TrackerCard card, UserId owner, Holding holding, boolean expired) implements BelongingFacts {}

    /**
     * A monitoring object's card; in the own source of everybody who holds it, and the only thing that makes somebody hold it.
     *
     * @param rights what this user may change
     */
    record ObjectFacts(ObjectCard card, UserId owner, ObjectRights rights) implements DeviceFacts {}

    /** A notification, under the key {@code note-} and its id in the user's own source. */
    record NoteFacts(Notice notice, Instant sentAt, boolean read) implements DeviceFacts {}

    /**
     * What a customer's profile says to clients; under the key {@code profile} in its main user's own source.
     *
     * @param areas those that are on
     * @param archiveDays of cameras without days of their own, or null when nothing is said
     * @param mode of cameras without one of their own, or null when nothing is said
     * @param branding how clients look, or null for the operator's own look
     */
    record ProfileFacts(
            Set<Area> areas,
            @Nullable Integer archiveDays,
            @Nullable RecordingMode mode,
            @Nullable Branding branding) implements DeviceFacts {
        public ProfileFacts {
            areas = Set.copyOf(areas);
        }
    }

    /** The permissions of a user that are in force; under the key {@code permissions} in its own source. */
    record PermissionFacts(Set<String> codes) implements DeviceFacts {
        public PermissionFacts {
            codes = Set.copyOf(codes);
        }
    }

    /**
     * What a user has decided for one device; under the key {@code own:} and the device's key in the user's own source.
     *
     * @param name the user's own name for it, or null
     * @param blocked whether it is locked for this user whatever else grants it
     */
    record OwnFacts(@Nullable Personal name, boolean blocked) implements DeviceFacts {}
}
