package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What a customer is asked to do. Who sends it has seen that the user exists and is a main user. */
public sealed interface CustomerCommand extends Command {

    record ChangeProfile(AccountProfile profile) implements CustomerCommand {}

    /** Says which areas of the platform are off; all others are on. */
    record SetAreas(Set<Area> closed) implements CustomerCommand {
        public SetAreas {
            closed = Set.copyOf(closed);
        }
    }

    record SetRecording(RecordingDefaults recording) implements CustomerCommand {}

    /** Gives the customer's users a look of their own, or takes it back with null. */
    record Brand(@Nullable Branding branding) implements CustomerCommand {}

    /** Takes access from all users of the customer, ends their sessions, and makes its cameras stand still. */
    record Disable() implements CustomerCommand {}

    /**
     * Gives back exactly what there was before.
     *
     * @param cameras whether cameras that were switched off one by one are switched on as well
     */
    record Enable(boolean cameras) implements CustomerCommand {}

    /**
     * Deletes a customer who is disabled, with all its users, for good.
     *
     * @param purgeAt when what the journal holds of it is to be removed
     */
    record Delete(Instant purgeAt) implements CustomerCommand {}

    /** Notes whose data keys are to be destroyed, before they are: this is when it can still be read who they are. */
    record NoteErased(Set<UserId> users) implements CustomerCommand {
        public NoteErased {
            users = Set.copyOf(users);
        }
    }

    /**
     * A camera says that the customer is its holder.
     *
     * @param number the camera's revision at which it came to be; an older word is void
     */
    record Hold(CameraId camera, long number) implements CustomerCommand {}

    /** A camera says that the customer is its holder no more. */
    record LetGo(CameraId camera, long number) implements CustomerCommand {}
}
