package io.sightline.engine.domain;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What an administrator was given.
 *
 * @param permissions those given beside the roles; {@link #EVERY} stands for every one there is and will be
 * @param purview null for everything
 * @param individual whether only what the administrator and their subordinates made is seen; null to have it from the roles
 */
public record Rights(
        Set<RoleId> roles,
        Set<String> permissions,
        @Nullable Purview purview,
        @Nullable Boolean individual) {

    /** The permission that contains all others. */
    public static final String EVERY = "*";

    private static final int CODE = 64;

    public Rights {
        roles = Set.copyOf(roles);
        permissions = Set.copyOf(permissions);
    }

    /** All that can be given. */
    public static Rights full() {
        return new Rights(Set.of(), Set.of(EVERY), null, false);
    }

    boolean fit() {
        return roles.size() <= Limits.ROLES && areCodes(permissions) && (purview == null || purview.fits());
    }

    static boolean areCodes(Set<String> permissions) {
        return permissions.size() <= Limits.PERMISSIONS
                && permissions.stream().allMatch(code -> !code.isBlank() && code.length() <= CODE);
    }

    /** Whether whoever has some permissions may give others. */
    static boolean covers(Set<String> held, Set<String> given) {
        return held.contains(EVERY) || held.containsAll(given);
    }

    /** What is in one set and not in the other. */
    static Set<String> beyond(Set<String> more, Set<String> fewer) {
        Set<String> beyond = new HashSet<>(more);
        beyond.removeAll(fewer);
        return beyond;
    }
}
