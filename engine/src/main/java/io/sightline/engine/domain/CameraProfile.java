package io.sightline.engine.domain;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What provisioning says of a camera (seed 000, camera profile).
 *
 * @param service the name of the template it was made from, such as {@code 8MP}
 * @param csa the address code of the place it serves
 * @param installationCsa the address code of where it hangs, when that is another
 * @param holder the user whose subscription it belongs to
 * @param automatic whether provisioning made it, and not an administrator by hand
 * @param publicAccess whether everybody at its place may see it, and not only holders of a private folder
 */
public record CameraProfile(
        String initialName,
        @Nullable String externalId,
        @Nullable NetworkDeviceId networkDevice,
        @Nullable String serialNumber,
        @Nullable String service,
        @Nullable String csa,
        @Nullable String installationCsa,
        @Nullable UserId holder,
        boolean automatic,
        boolean publicAccess) {

    CameraProfile on(NetworkDeviceId device, @Nullable String serial) {
        return new CameraProfile(
                initialName,
                externalId,
                device,
                serial,
                service,
                csa,
                installationCsa,
                holder,
                automatic,
                publicAccess);
    }

    CameraProfile heldBy(@Nullable UserId customer) {
        return new CameraProfile(
                initialName,
                externalId,
                networkDevice,
                serialNumber,
                service,
                csa,
                installationCsa,
                customer,
                automatic,
                publicAccess);
    }

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        if (initialName.isBlank() || initialName.length() > Limits.NAME) {
            return Optional.of("initialName");
        }
        if (isTooLong(externalId)) {
            return Optional.of("externalId");
        }
        if (isTooLong(serialNumber)) {
            return Optional.of("serialNumber");
        }
        if (isTooLong(service)) {
            return Optional.of("service");
        }
        return isTooLong(csa) || isTooLong(installationCsa) ? Optional.of("csa") : Optional.empty();
    }

    private static boolean isTooLong(@Nullable String text) {
        return text != null && text.length() > Limits.NAME;
    }
}
