package io.sightline.engine.domain;

import java.util.HashSet;
import java.util.Set;

/**
 * A sub-user's side of what its main user passes down.
 *
 * @param choice the devices the main user has chosen for it
 * @param parentRevision the main user's revision at which the ceiling was made; 0 before the first
 */
public record Delegation(Selection choice, Ceiling ceiling, long parentRevision) {

    /** Nothing chosen and nothing known: no access until the main user has spoken. */
    static Delegation fresh() {
        return new Delegation(new Selection.Only(Set.of()), Ceiling.unknown(), 0);
    }

    Delegation choosing(Selection next) {
        return new Delegation(next, ceiling, parentRevision);
    }

    Delegation under(Ceiling next, long revision) {
        return new Delegation(choice, next, revision);
    }

    /** The choice after some keys were added and others dropped; from everything it begins with nothing. */
    Selection choice(Set<String> added, Set<String> dropped) {
        Set<String> keys = new HashSet<>(choice instanceof Selection.Only only ? only.keys() : Set.of());
        keys.removeAll(dropped);
        keys.addAll(added);
        return new Selection.Only(keys);
    }
}
