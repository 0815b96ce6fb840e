package io.sightline.simulator.reference;

/** Who took something away waits for its acknowledgement. */
sealed interface Promise {

    /** A key was removed from a source. */
    record Removal(String source, String key, String epoch, long rev) implements Promise {}

    /** A grant was taken away by a revision of the manifest. */
    record Revocation(long grant, long manifest) implements Promise {}
}
