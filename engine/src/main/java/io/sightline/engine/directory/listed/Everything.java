package io.sightline.engine.directory.listed;

import java.util.List;
import java.util.Locale;

import io.sightline.engine.directory.Catalogue;

/** Every list there is. */
public final class Everything {

    private Everything() {}

    public static Catalogue catalogue() {
        return new Catalogue(List.of(
                Users.DERIVATION,
                SubUsers.DERIVATION,
                Services.DERIVATION,
                PortalUsers.DERIVATION,
                Cameras.DERIVATION,
                Intercoms.DERIVATION,
                Addresses.DERIVATION,
                Folders.DERIVATION,
                PlatformUsers.DERIVATION,
                DeviceTariffs.DERIVATION,
                Notifications.DERIVATION,
                Feedbacks.DERIVATION,
                Trackers.DERIVATION,
                MonitoringObjects.DERIVATION));
    }

    /** A constant as it stands in documents and in the API. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
