package io.sightline.engine.domain;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The places and cameras a user holds by itself.
 *
 * @param places addresses and private folders
 * @param cameras cameras granted one by one; what is said here outranks what a place says of the same camera
 */
public record Grants(PMap<SourceId, Place> places, PMap<CameraId, Direct> cameras) {

    /** @param number the user's revision at which it was attached */
    public record Place(GrantStatus status, long number) {}

    /**
     * @param archiveDays how much of the camera's archive this user has, or null for all of it
     * @param number the user's revision at which it was granted, or granted with other archive days
     */
    public record Direct(GrantStatus status, @Nullable Integer archiveDays, long number) {}

    static Grants none() {
        return new Grants(HashTreePMap.empty(), HashTreePMap.empty());
    }

    Grants with(SourceId place, Place held) {
        return new Grants(places.plus(place, held), cameras);
    }

    Grants without(SourceId place) {
        return new Grants(places.minus(place), cameras);
    }

    Grants with(CameraId camera, Direct held) {
        return new Grants(places, cameras.plus(camera, held));
    }

    Grants without(CameraId camera) {
        return new Grants(places, cameras.minus(camera));
    }
}
