package io.sightline.engine.domain;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What an intercom is and where it stands.
 *
 * @param addressLabel the address as people read it
 * @param department the number of the entrance, 1 to 10,000
 * @param flatFrom the first flat it serves
 * @param flatTo the last flat it serves
 * @param doorOpenSeconds how long the door stays open; 7 unless set otherwise
 */
public record IntercomSpec(
        String name,
        @Nullable String externalId,
        String vendor,
        String model,
        @Nullable NetworkDeviceId device,
        @Nullable String serialNumber,
        @Nullable AddressId address,
        @Nullable String addressLabel,
        DepartmentType departmentType,
        int department,
        @Nullable String departmentName,
        int flatFrom,
        int flatTo,
        ConnectionType connection,
        int doorOpenSeconds) {

    public static final int DOOR_OPEN_SECONDS = 7;

    /** Whether it stands at the main entrance. */
    public enum DepartmentType {
        MAIN,
        SIDE
    }

    /** Which telephones it rings. */
    public enum ConnectionType {
        /** The analogue handset in the flat alone. */
        MATRIX_SWITCHING,
        /** The landline alone. */
        FIXED,
        /** Mobile clients alone. */
        SMART,
        /** Handset and mobile clients. */
        COMBINED_1,
        /** Landline and mobile clients. */
        COMBINED_2
    }

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        if (name.isBlank() || name.length() > Limits.NAME) {
            return Optional.of("name");
        }
        if (vendor.length() > Limits.NAME) {
            return Optional.of("vendor");
        }
        if (model.length() > Limits.NAME) {
            return Optional.of("model");
        }
        for (String text : new @Nullable String[] {externalId, serialNumber, addressLabel, departmentName}) {
            if (text != null && text.length() > Limits.NAME) {
                return Optional.of("text");
            }
        }
        if (department < 1 || department > 10_000) {
            return Optional.of("department");
        }
        if (doorOpenSeconds < 1 || doorOpenSeconds > 600) {
            return Optional.of("doorOpenSeconds");
        }
        boolean flats = 0 <= flatFrom && flatFrom <= flatTo && flatTo <= Limits.FLAT;
        return flats ? Optional.empty() : Optional.of("flats");
    }

    boolean serves(int flat) {
        return flatFrom <= flat && flat <= flatTo;
    }
}
