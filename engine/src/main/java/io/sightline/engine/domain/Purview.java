package io.sightline.engine.domain;

import java.util.Set;

/**
 * The part of the installation that an administrator is there for.
 *
 * @param addresses nodes of the address tree, each with all below it
 * @param cameras cameras by themselves, wherever they hang
 */
public record Purview(Set<AddressId> addresses, Set<CameraId> cameras) {

    public Purview {
        addresses = Set.copyOf(addresses);
        cameras = Set.copyOf(cameras);
    }

    boolean fits() {
        return addresses.size() <= Limits.PURVIEW_ADDRESSES && cameras.size() <= Limits.PURVIEW_CAMERAS;
    }
}
