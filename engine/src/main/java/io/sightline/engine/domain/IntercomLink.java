package io.sightline.engine.domain;

import java.util.Set;

/**
 * How one user has an intercom.
 *
 * @param open the ways in which this user may open the door
 */
public record IntercomLink(int flat, boolean restrictLive, boolean restrictArchive, Set<DeviceFacts.Opening> open) {
    public IntercomLink {
        open = Set.copyOf(open);
    }
}
