package io.sightline.engine.access;

import java.util.Set;

import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.AdministratorId;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.Purview;
import org.jspecify.annotations.Nullable;

/** How much of the installation somebody who works on it sees. What lies outside is to them as if it were not there. */
public sealed interface Sight {

    /** All there is. */
    record Everything() implements Sight {}

    /**
     * Parts of the address tree, and cameras by themselves.
     *
     * @param addresses each with all below it: its folders, devices and the users who hold something there
     * @param cameras seen wherever they hang
     */
    record Part(Set<AddressId> addresses, Set<CameraId> cameras) implements Sight {

        public Part {
            addresses = Set.copyOf(addresses);
            cameras = Set.copyOf(cameras);
        }
    }

    /**
     * Of users only those whom certain administrators made; of anything else, what lies within another sight.
     *
     * @param makers an administrator and those below
     */
    record Made(Set<AdministratorId> makers, Sight within) implements Sight {

        public Made {
            makers = Set.copyOf(makers);
        }
    }

    static Sight everything() {
        return new Everything();
    }

    static Sight of(Set<AddressId> addresses, Set<CameraId> cameras) {
        return new Part(addresses, cameras);
    }

    /** @param purview null for everything */
    static Sight of(@Nullable Purview purview) {
        return purview == null ? everything() : of(purview.addresses(), purview.cameras());
    }

    /** Whether nothing is hidden. */
    default boolean isEverything() {
        return this instanceof Everything;
    }
}
