package io.sightline.engine.billing;

import java.util.Map;

import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.NetworkDeviceId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.SubscriberKind;
import org.jspecify.annotations.Nullable;

/** What a billing request asks for: one record a type (seed 000, Billing Events tab), and one for types nobody knows. */
public sealed interface Body {

    /**
     * Creates a user.
     *
     * @param userType one of the operator's own types, 1 to 50 characters
     */
    record NewEntity(
            @Nullable String entityId,
            PasswordHash password,
            String userType,
            @Nullable Personal name,
            @Nullable Personal contractNumber,
            SubscriberKind subscriberKind,
            Map<String, Personal> properties,
            boolean canUpdatePassword)
            implements Body {
        public NewEntity {
            properties = Map.copyOf(properties);
        }
    }

    record PauseEntity(@Nullable String entityId, @Nullable String reason) implements Body {}

    record UnpauseEntity(
            @Nullable String entityId, @Nullable String reason) implements Body {}

    record TerminateEntity(
            @Nullable String entityId, @Nullable String reason) implements Body {}

    /**
     * Puts an address into the tree.
     *
     * @param csa the operator's address code, at most 64 characters
     * @param contractNumber required when the login is a legal entity's
     * @param name outranks the one in the directory of codes
     * @param parentCsa outranks the one in the directory of codes
     */
    record CreateLocation(
            String csa,
            @Nullable Personal contractNumber,
            @Nullable String name,
            @Nullable String parentCsa) implements Body {}

    record DeleteLocation(String csa) implements Body {}

    record UpdateLogin(Personal newLogin) implements Body {}

    record UpdatePassword(PasswordHash password) implements Body {}

    record NewCamera(NetworkDeviceId mac, String serialNumber) implements Body {}

    /**
     * Puts a camera into service for a login.
     *
     * @param csa where it serves
     * @param installationCsa where it hangs, when that is another address
     * @param archiveDays how far back the archive reaches; null when {@code archiveCode} says it or nothing does
     * @param archiveCode the operator's code for a retention, resolved by the settings
     * @param replacedMac the device whose place it takes, keeping the camera's id, name and grants; null for a new camera
     * @param folderKey the private folder of that address it goes to; null for public access
     */
    record AttachCamera(
            NetworkDeviceId mac,
            String serialNumber,
            String csa,
            @Nullable String installationCsa,
            @Nullable String service,
            @Nullable String initialName,
            @Nullable Integer archiveDays,
            @Nullable String archiveCode,
            @Nullable NetworkDeviceId replacedMac,
            @Nullable String folderKey)
            implements Body {}

    /** Takes a camera out of service for a login. Exactly one of {@code mac} and {@code camera} is there. */
    record DetachCamera(
            @Nullable NetworkDeviceId mac,
            @Nullable CameraId camera,
            @Nullable String csa) implements Body {}

    /** A type nobody knows; the request is kept and nothing else. */
    record Unknown(String type) implements Body {}
}
