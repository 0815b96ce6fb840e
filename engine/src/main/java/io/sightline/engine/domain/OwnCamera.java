package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import static io.sightline.engine.domain.Decision.accept;
import static io.sightline.engine.domain.Decision.refuse;
import static io.sightline.engine.domain.Decision.unchanged;
import static io.sightline.engine.domain.Refusal.ALREADY_EXISTS;
import static io.sightline.engine.domain.Refusal.FORBIDDEN;
import static io.sightline.engine.domain.Refusal.INVALID;

/**
 * What makes a camera a user's and not the operator's: how its owner describes it, and with whom it is shared. Nobody but the
 * owner says what it is and who has it; how it records and how its streams fare is said as of any camera.
 */
public record OwnCamera(CameraCard card, Belonging belonging) {

    Decision<CameraEvent> decide(CameraCommand command, InstalledCamera camera, Instant now) {
        if (command instanceof BelongingCommand ofOwner) {
            return belonging.decide(ofOwner, camera.listings(), event -> event, new CameraEvent.Deleted(now));
        }
        if (command instanceof CameraCommand.Add add) {
            return add.card().equals(card) ? unchanged() : refuse(ALREADY_EXISTS, "camera");
        }
        if (command instanceof CameraCommand.ChangeCard change) {
            return change(change, camera.listings());
        }
        if (command instanceof CameraCommand.Unlist) {
            return unchanged();
        }
        return isOperators(command) ? refuse(FORBIDDEN, "owner") : camera.changes(command, now);
    }

    private Decision<CameraEvent> change(CameraCommand.ChangeCard change, Listings listings) {
        if (!belonging.mayChange(change.by(), change.through(), listings)) {
            return refuse(FORBIDDEN, "fields");
        }
        Optional<String> fault = change.card().fault();
        if (fault.isPresent()) {
            return refuse(INVALID, fault.get());
        }
        return change.card().equals(card) ? unchanged() : accept(new CameraEvent.CardChanged(change.card()));
    }

    /** What may be asked of cameras of the operator alone. */
    private static boolean isOperators(CameraCommand command) {
        return command instanceof CameraCommand.Install
                || command instanceof CameraCommand.Rename
                || command instanceof CameraCommand.ChangeProfile
                || command instanceof CameraCommand.ReplaceDevice
                || command instanceof CameraCommand.Attach
                || command instanceof CameraCommand.Detach
                || command instanceof CameraCommand.ListIn
                || command instanceof CameraCommand.Delete;
    }

    DeviceFacts factsIn(SourceId source, DeviceFacts.CameraFacts nameless) {
        return new DeviceFacts.OwnCameraFacts(
                card.name(),
                card.model(),
                belonging.owner(),
                belonging.holdingIn(source),
                belonging.expired(),
                nameless);
    }

    /** Whether clients are shown the same of it as of another. */
    boolean looksLike(OwnCamera other) {
        return card.name().equals(other.card.name())
                && Objects.equals(card.model(), other.card.model())
                && belonging.expired() == other.belonging.expired();
    }
}
