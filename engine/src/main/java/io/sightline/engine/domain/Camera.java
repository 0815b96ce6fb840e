package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A camera: what it is, how its streams fare, and the sources in which it shows itself. It tells each of them until the source
 * has accepted, and takes itself out of a source until the source has confirmed. It is the operator's, hangs at places and is
 * granted to users; or it is a user's own, as its id says, and then its owner alone says who else has it.
 */
public sealed interface Camera extends Entity<CameraCommand, CameraEvent, Camera>
        permits Camera.Absent, InstalledCamera, Camera.Deleted {

    CameraId id();

    static Camera absent(CameraId id) {
        return new Absent(id);
    }

    default Optional<InstalledCamera> installed() {
        return this instanceof InstalledCamera camera ? Optional.of(camera) : Optional.empty();
    }

    /** Whose removal from a source the receiver has confirmed, or has no trace of. */
    static List<CameraEvent> confirmed(Listings listings, Obligation duty) {
        return listings.confirmed(duty).stream()
                .<CameraEvent>map(CameraEvent.RemovalConfirmed::new)
                .toList();
    }

    /** A camera that was never installed. */
    record Absent(CameraId id) implements Camera {

        @Override
        public Decision<CameraEvent> decide(CameraCommand command, Instant now) {
            if (command instanceof CameraCommand.Install install) {
                Optional<String> fault = id.owner()
                        .map(owner -> "id")
                        .or(() -> InstalledCamera.nameFault(install.name()))
                        .or(() -> install.profile().fault());
                return begins(fault, new CameraEvent.Installed(install.name(), install.profile(), now));
            }
            if (command instanceof CameraCommand.Add add) {
                Optional<String> fault =
                        id.owner().isEmpty() ? Optional.of("id") : add.card().fault();
                return begins(fault, new CameraEvent.Added(add.card(), now));
            }
            return command instanceof CameraCommand.Unlist || Belonging.isDoneWithout(command)
                    ? Decision.unchanged()
                    : Decision.refuse(Refusal.UNKNOWN_ENTITY, "camera");
        }

        private static Decision<CameraEvent> begins(Optional<String> fault, CameraEvent beginning) {
            return fault.<Decision<CameraEvent>>map(part -> Decision.refuse(Refusal.INVALID, part))
                    .orElseGet(() -> Decision.accept(beginning));
        }

        @Override
        public Camera apply(CameraEvent event, long revision) {
            if (event instanceof CameraEvent.Installed installed) {
                return InstalledCamera.begin(id, installed, revision);
            }
            if (event instanceof CameraEvent.Added added) {
                return InstalledCamera.begin(id, added, revision);
            }
            throw new AssertionError(event);
        }
    }

    /** A camera that was closed; it lasts until every source has let go of it, and its id is never used again. */
    record Deleted(CameraId id, Instant at, Listings listings) implements Camera {

        @Override
        public Decision<CameraEvent> decide(CameraCommand command, Instant now) {
            boolean done = command instanceof CameraCommand.Delete
                    || command instanceof CameraCommand.Unlist
                    || command instanceof CameraCommand.Detach
                    || Belonging.isDoneByDeletion(command);
            return done ? Decision.unchanged() : Decision.refuse(Refusal.GONE, "camera");
        }

        @Override
        public Camera apply(CameraEvent event, long revision) {
            return event instanceof CameraEvent.RemovalConfirmed confirmed
                    ? new Deleted(id, at, listings.left(confirmed.source()))
                    : this;
        }

        @Override
        public Map<String, Obligation> obligations() {
            Map<String, Obligation> duties = new HashMap<>();
            listings.removals(DeviceKey.of(id), duties);
            return duties;
        }

        @Override
        public List<CameraEvent> settle(String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
            return Camera.confirmed(listings, obligation);
        }
    }
}
