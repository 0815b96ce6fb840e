package io.sightline.engine.access;

import java.util.Set;

import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.CameraId;

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

    static Sight everything() {
        return new Everything();
    }

    static Sight of(Set<AddressId> addresses, Set<CameraId> cameras) {
        return new Part(addresses, cameras);
    }
}
