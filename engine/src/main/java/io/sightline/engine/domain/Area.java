package io.sightline.engine.domain;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A part of the platform that is switched on or off for a whole customer: its main user and all its sub-users. Off, it takes
 * its permission codes out of force without taking them away.
 */
public enum Area {
    /** Managing one's own sub-users and scripts. */
    ADMIN_PORTAL(true, "subusers-", "scripts-"),
    /** Passing on a camera's picture to somebody without a login. */
    VIDEO_SHARING(true, "video-share"),
    /** Adding plug-and-play cameras by oneself; the only one that is off until it is switched on. */
    ADD_PNP_CAMERAS(false, "cameras-add-pnp"),
    ARCHIVE(true, "archives-"),
    CAMERA_EVENTS(true, "camera-events-"),
    /** Off, analytics cases are not shown. */
    ANALYTICS(true, "analytic-"),
    /** Off, intercoms are not shown. */
    INTERCOMS(true, "intercoms-"),
    MAPS(true, "maps-", "cameras-map"),
    LAYOUTS(true, "layouts-", "groups-"),
    MARKS(true, "marks-"),
    PTZ(true, "ptz-");

    private static final Set<Area> OFF = Collections.unmodifiableSet(Arrays.stream(values())
            .filter(area -> !area.on)
            .collect(() -> EnumSet.noneOf(Area.class), Set::add, Set::addAll));

    private final boolean on;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which its type does not say.
    private final List<String> codes;

    Area(boolean on, String... codes) {
        this.on = on;
        this.codes = List.of(codes);
    }

    /** Those that are off until somebody switches them on. */
    public static Set<Area> offByDefault() {
        return OFF;
    }

    /** Whether a permission code lies in this area: codes ending in a hyphen here stand for all that begin so. */
    boolean has(String permission) {
        return codes.stream()
                .anyMatch(code -> code.endsWith("-") ? permission.startsWith(code) : permission.equals(code));
    }

    /** The permissions in force while these areas are closed; the same set when all of them are. */
    static Set<String> inForce(Set<String> permissions, Set<Area> closed) {
        if (closed.isEmpty() || permissions.stream().noneMatch(code -> isIn(code, closed))) {
            return permissions;
        }
        Set<String> left = new HashSet<>(permissions);
        left.removeIf(code -> isIn(code, closed));
        return left;
    }

    private static boolean isIn(String permission, Set<Area> areas) {
        return areas.stream().anyMatch(area -> area.has(permission));
    }

    static boolean hidesAnything(Set<Area> closed) {
        return closed.contains(INTERCOMS) || closed.contains(ANALYTICS);
    }

    /** Whether what stands under a key of a source is out of sight while these areas are closed. */
    static boolean hides(String key, Set<Area> closed) {
        return (closed.contains(INTERCOMS) && DeviceKey.isIntercom(key))
                || (closed.contains(ANALYTICS) && DeviceKey.isAnalytics(key));
    }
}
