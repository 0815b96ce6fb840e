package io.sightline.engine.domain;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What the staff is asked to do with its administrators and their roles. */
public sealed interface StaffCommand extends Command {

    /**
     * Who asks.
     *
     * @param administrator whose rights are looked up when it is decided; null for somebody else
     * @param permissions what somebody else may give
     */
    record By(@Nullable AdministratorId administrator, Set<String> permissions) {
        public By {
            permissions = Set.copyOf(permissions);
        }

        public static By administrator(AdministratorId id) {
            return new By(id, Set.of());
        }
    }

    /** A command that changes something known at a revision. */
    sealed interface OfAdministrator extends StaffCommand {
        AdministratorId id();

        By by();
    }

    /** Makes the very first administrator, with every right; afterwards it is refused for good. */
    record Found(AdministratorId id, LoginId login, Personal loginText, String passwordHash) implements StaffCommand {}

    /** @param id drawn by the sender; sent again with the same one it is a repetition */
    record Hire(
            AdministratorId id, By by, Administrator.Particulars particulars, String passwordHash, boolean mustChange)
            implements StaffCommand {}

    /** @param expected the revision the sender has seen, or null for any */
    record Change(
            AdministratorId id,
            By by,
            Administrator.Particulars particulars,
            @Nullable Long expected) implements OfAdministrator {}

    /** Sets a password; every session ends. Of one's own as well. */
    record SetPassword(AdministratorId id, By by, String passwordHash, boolean mustChange) implements OfAdministrator {}

    record Disable(AdministratorId id, By by) implements OfAdministrator {}

    record Enable(AdministratorId id, By by) implements OfAdministrator {}

    record Remove(AdministratorId id, By by, @Nullable Long expected) implements OfAdministrator {}

    /** Has everybody set a new password but whoever asks, and those the sender may not manage; their sessions end. */
    record ResetPasswords(By by) implements StaffCommand {}

    /** @param id drawn by the sender; sent again with the same one it is a repetition */
    record CreateRole(RoleId id, By by, StaffRole.Content content) implements StaffCommand {}

    record ChangeRole(
            RoleId id,
            By by,
            StaffRole.Content content,
            @Nullable Long expected) implements StaffCommand {}

    /** Refused while anybody has it. */
    record RemoveRole(RoleId id, By by, @Nullable Long expected) implements StaffCommand {}
}
