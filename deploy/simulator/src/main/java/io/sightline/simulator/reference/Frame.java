package io.sightline.simulator.reference;

import java.util.Set;
import java.util.SortedMap;

/** What a session sends. */
sealed interface Frame {

    /** All that the client may have from here on. */
    record Manifest(SortedMap<String, Grant> grants) implements Frame {}

    /** What leads from one cursor to the other. */
    record Delta(String source, Cursor from, Cursor to, SortedMap<String, Long> puts, Set<String> removals)
            implements Frame {}

    /** Everything at a cursor. */
    record Base(String source, Cursor to, SortedMap<String, Long> entries) implements Frame {}
}
