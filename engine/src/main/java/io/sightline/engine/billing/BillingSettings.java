package io.sightline.engine.billing;

import java.util.Map;
import java.util.Set;

/**
 * What the operator decides about its requests.
 *
 * @param autoProvisioning whether {@code new_camera} and {@code attach_camera} are carried out; when it is off they are taken
 *     note of and stopped
 * @param archiveCodes the days that each of the operator's retention codes stands for
 * @param userTypes the types of user that billing may create, none to allow all; {@code special} and {@code subuser} never
 */
public record BillingSettings(boolean autoProvisioning, Map<String, Integer> archiveCodes, Set<String> userTypes) {

    private static final Set<String> RESERVED = Set.of("special", "subuser");

    public BillingSettings {
        archiveCodes = Map.copyOf(archiveCodes);
        userTypes = Set.copyOf(userTypes);
    }

    /** Auto-provisioning on, no codes, every type. */
    public static BillingSettings open() {
        return new BillingSettings(true, Map.of(), Set.of());
    }

    boolean allows(String userType) {
        return !RESERVED.contains(userType) && (userTypes.isEmpty() || userTypes.contains(userType));
    }
}
