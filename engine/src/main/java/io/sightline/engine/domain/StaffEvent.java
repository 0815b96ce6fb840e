package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What has happened to administrators and their roles. */
public sealed interface StaffEvent extends Event {

    /** @param by null when it was no administrator */
    record Hired(
            AdministratorId id,
            Administrator.Particulars particulars,
            String passwordHash,
            boolean mustChange,
            @Nullable AdministratorId by,
            Instant at)
            implements StaffEvent {}

    record Changed(AdministratorId id, Administrator.Particulars particulars) implements StaffEvent {}

    record PasswordSet(AdministratorId id, String passwordHash, boolean mustChange, Instant at) implements StaffEvent {}

    record Disabled(AdministratorId id) implements StaffEvent {}

    record Enabled(AdministratorId id) implements StaffEvent {}

    record Removed(AdministratorId id) implements StaffEvent {}

    /** They have to set new ones. */
    record PasswordsReset(Set<AdministratorId> ids) implements StaffEvent {
        public PasswordsReset {
            ids = Set.copyOf(ids);
        }
    }

    record RoleCreated(RoleId id, StaffRole.Content content, Instant at) implements StaffEvent {}

    record RoleChanged(RoleId id, StaffRole.Content content) implements StaffEvent {}

    record RoleRemoved(RoleId id) implements StaffEvent {}
}
