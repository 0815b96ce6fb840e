package io.sightline.simulator.reference;

import java.util.ArrayDeque;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A connected client, as its node sees it: of each source one cursor and one bit. It ends with the connection. The only part
 * of the model that changes in place.
 */
final class Session {

    SortedMap<String, Grant> followed;
    long manifest;
    boolean manifestDue = true;

    /** Where the client will be when it has what was sent; no entry for a source it holds nothing of. */
    final TreeMap<String, Cursor> sent = new TreeMap<>();

    /** Sources of which something may be due. */
    final TreeSet<String> due = new TreeSet<>();

    /** Frames made before they are sent, for a session that does it so. */
    final ArrayDeque<Frame> queue = new ArrayDeque<>();

    Session(SortedMap<String, Grant> followed, long manifest) {
        this.followed = followed;
        this.manifest = manifest;
    }
}
