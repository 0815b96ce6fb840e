package io.sightline.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What has happened to a user. */
public sealed interface UserEvent extends Event
        permits UserEvent.Created,
                UserEvent.OfAccount,
                UserEvent.OfStanding,
                UserEvent.OfAccess,
                UserEvent.OfFamily,
                UserEvent.OfClients,
                UserEvent.Billed,
                UserEvent.Buried,
                SourceEvent {

    sealed interface OfAccount extends UserEvent {}

    sealed interface OfStanding extends UserEvent {}

    sealed interface OfAccess extends UserEvent {}

    sealed interface OfFamily extends UserEvent {}

    sealed interface OfClients extends UserEvent {}

    record Created(
            Epoch epoch,
            LoginClaim login,
            UserOrigin origin,
            Profile profile,
            String passwordHash,
            Set<String> permissions,
            boolean needsService,
            Instant at)
            implements UserEvent {
        public Created {
            permissions = Set.copyOf(permissions);
        }
    }

    record ProfileChanged(Profile profile) implements OfAccount {}

    record LoginChanged(LoginClaim login) implements OfAccount {}

    /** The other side has confirmed that an earlier login is free. */
    record LoginReleased(LoginId login) implements OfAccount {}

    record PasswordChanged(String passwordHash) implements OfAccount {}

    record RegistrationChanged(Registration registration) implements OfAccount {}

    record MailLinkOffered(Instant goodUntil, Instant at) implements OfAccount {}

    record MailVerified(Instant at) implements OfAccount {}

    record PermissionsSet(Set<String> permissions) implements OfAccount {
        public PermissionsSet {
            permissions = Set.copyOf(permissions);
        }
    }

    record Suspended(SuspensionCause cause) implements OfStanding {}

    record Resumed(SuspensionCause cause) implements OfStanding {}

    record Prolonged(Instant expiresAt) implements OfStanding {}

    record PtzPrioritySet(int priority) implements OfStanding {}

    record LiveOnlySet(boolean liveOnly) implements OfStanding {}

    record Served(Service service, long number) implements OfStanding {}

    record Governed(Governance governance, long number) implements OfStanding {}

    record Terminated(Instant at) implements OfStanding {}

    record Erased(Instant at) implements OfStanding {}

    /** All there was before has been removed. */
    record Buried(Instant at) implements UserEvent {}

    record PlaceAttached(SourceId place, GrantStatus status) implements OfAccess {}

    record PlaceDetached(SourceId place) implements OfAccess {}

    /** The place would not have the user: it does not exist. */
    record PlaceLost(SourceId place) implements OfAccess {}

    /** The place has confirmed that the user is no member any more. */
    record PlaceLeft(SourceId place) implements OfAccess {}

    record CameraGranted(
            CameraId camera, GrantStatus status, @Nullable Integer archiveDays) implements OfAccess {}

    record CameraRevoked(CameraId camera) implements OfAccess {}

    record UnpaidLocked(Set<CameraId> cameras, long number) implements OfAccess {
        public UnpaidLocked {
            cameras = Set.copyOf(cameras);
        }
    }

    /** The camera itself has gone, or never was. */
    record CameraWithdrawn(CameraId camera, long deviceRevision) implements OfAccess {}

    /** The camera has confirmed that it shows itself here no more. */
    record CameraReleased(CameraId camera) implements OfAccess {}

    record DeviceNamed(String key, @Nullable Personal name) implements OfAccess {}

    record SubUserAdded(UserId subUser) implements OfFamily {}

    record SubUserRemoved(UserId subUser) implements OfFamily {}

    /** The sub-user has confirmed its end, or never was. */
    record SubUserGone(UserId subUser) implements OfFamily {}

    record EverythingChosen() implements OfFamily {}

    record DevicesChosen(Set<String> added, Set<String> dropped) implements OfFamily {
        public DevicesChosen {
            added = Set.copyOf(added);
            dropped = Set.copyOf(dropped);
        }
    }

    record Inherited(long parentRevision, Ceiling ceiling) implements OfFamily {}

    record SignedIn(Environment environment, InstallationId installation, Instant at) implements OfClients {}

    record InstallationEnded(InstallationId installation) implements OfClients {}

    record SynchronizationAsked(OperationId operation) implements OfClients {}

    record InstallationVerified(InstallationId installation) implements OfClients {}

    /**
     * A billing request has been dealt with: one event, and so one row, for the receipt and all that the request brought about.
     */
    record Billed(Receipt receipt, List<UserEvent> brought) implements UserEvent {
        public Billed {
            brought = List.copyOf(brought);
        }
    }
}
