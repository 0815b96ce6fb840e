package io.sightline.simulator.reference;

import java.util.Set;

/** What a source's owner tells the mirror. */
sealed interface Letter {

    record Change(String epoch, long prev, long rev, Set<String> puts, Set<String> removals) implements Letter {}

    /** Where the owner is. */
    record Head(String epoch, long rev) implements Letter {}
}
