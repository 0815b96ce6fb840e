package io.sightline.engine.domain;

import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What a user has given up and the other side has not confirmed yet, each with the number that tells this giving up from others.
 *
 * @param logins by login, the reservation that is void
 */
public record Departures(
        PMap<SourceId, Long> places,
        PMap<CameraId, Long> cameras,
        PMap<UserId, Long> subUsers,
        PMap<LoginId, String> logins) {

    static Departures none() {
        return new Departures(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());
    }

    Departures places(PMap<SourceId, Long> next) {
        return new Departures(next, cameras, subUsers, logins);
    }

    Departures cameras(PMap<CameraId, Long> next) {
        return new Departures(places, next, subUsers, logins);
    }

    Departures subUsers(PMap<UserId, Long> next) {
        return new Departures(places, cameras, next, logins);
    }

    Departures logins(PMap<LoginId, String> next) {
        return new Departures(places, cameras, subUsers, next);
    }
}
