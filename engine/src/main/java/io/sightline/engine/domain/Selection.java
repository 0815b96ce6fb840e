package io.sightline.engine.domain;

import java.util.Set;

/** Which devices of a source a grant covers. */
public sealed interface Selection {

    record All() implements Selection {}

    static Selection all() {
        return new All();
    }

    /** Only these keys: what a main user has chosen for a sub-user. */
    record Only(Set<String> keys) implements Selection {
        public Only {
            keys = Set.copyOf(keys);
        }
    }

    /** Everything of a main user's own source that its sub-users may have: all but the messages to it. */
    record Household() implements Selection {}

    default boolean covers(String key) {
        if (this instanceof Household) {
            return !DeviceKey.isNote(key);
        }
        return this instanceof All || (this instanceof Only only && only.keys().contains(key));
    }
}
