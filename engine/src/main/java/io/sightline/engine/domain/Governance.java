package io.sightline.engine.domain;

import java.util.Set;

/**
 * What holds for a whole customer, from its profile: told to the main user and passed down to every sub-user.
 *
 * @param closed the areas of the platform that are off
 * @param disabled whether nobody of the customer has access
 * @param lockouts how often the customer was disabled: each time ends every session
 */
public record Governance(Set<Area> closed, boolean disabled, long lockouts) {

    public Governance {
        closed = Set.copyOf(closed);
    }

    /** Of a customer of whom nothing was ever said. */
    public static Governance initial() {
        return new Governance(Area.offByDefault(), false, 0);
    }
}
