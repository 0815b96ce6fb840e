package io.sightline.persistence;

import java.util.List;

/** The store would lose what it acknowledges, or lacks a table; the message names each setting and what to do. */
public final class UnsafeStorageException extends RuntimeException {

    private final List<String> refusals;

    UnsafeStorageException(List<String> refusals) {
        super(String.join("; ", refusals));
        this.refusals = List.copyOf(refusals);
    }

    /** The reasons, a line each. */
    public List<String> refusals() {
        return refusals;
    }
}
