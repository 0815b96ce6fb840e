package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Set;

/**
 * A named set of permissions for administrators.
 *
 * @param revision the staff's revision at which it was last changed
 */
public record StaffRole(RoleId id, Content content, Instant createdAt, long revision) {

    /**
     * What a role says.
     *
     * @param individual whether its holders see only what they and their subordinates made
     */
    public record Content(String name, Set<String> permissions, boolean individual) {

        public Content {
            permissions = Set.copyOf(permissions);
        }

        boolean fits() {
            return !name.isBlank() && name.length() <= Limits.NAME && Rights.areCodes(permissions);
        }
    }
}
