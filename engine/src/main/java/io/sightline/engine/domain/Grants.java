package io.sightline.engine.domain;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * The places and cameras a user holds by itself.
 *
 * @param places addresses and private folders
 * @param cameras cameras granted one by one; what is said here outranks what a place says of the same camera
 * @param unpaid null as long as the user's ledger has said nothing
 */
public record Grants(
        PMap<SourceId, Place> places,
        PMap<CameraId, Direct> cameras,
        @Nullable Unpaid unpaid) {

    /** @param number the user's revision at which it was attached */
    public record Place(GrantStatus status, long number) {}

    /**
     * @param archiveDays how much of the camera's archive this user has, or null for all of it
     * @param number the user's revision at which it was granted, or granted with other archive days
     */
    public record Direct(GrantStatus status, @Nullable Integer archiveDays, long number) {}

    /**
     * Cameras whose paid time is over, which are locked whatever grants them.
     *
     * @param number the ledger's revision at which this came to hold
     */
    public record Unpaid(PSet<CameraId> cameras, long number) {}

    static Grants none() {
        return new Grants(HashTreePMap.empty(), HashTreePMap.empty(), null);
    }

    Grants with(SourceId place, Place held) {
        return new Grants(places.plus(place, held), cameras, unpaid);
    }

    Grants without(SourceId place) {
        return new Grants(places.minus(place), cameras, unpaid);
    }

    Grants with(CameraId camera, Direct held) {
        return new Grants(places, cameras.plus(camera, held), unpaid);
    }

    Grants without(CameraId camera) {
        return new Grants(places, cameras.minus(camera), unpaid);
    }

    Grants with(Unpaid told) {
        return new Grants(places, cameras, told);
    }

    /** Whether a camera is locked for this user by name. */
    boolean isLocked(CameraId camera) {
        Direct direct = cameras.get(camera);
        return (direct != null && direct.status() == GrantStatus.BLOCKED)
                || (unpaid != null && unpaid.cameras().contains(camera));
    }
}
