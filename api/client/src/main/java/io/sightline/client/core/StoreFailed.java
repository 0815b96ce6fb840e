package io.sightline.client.core;

/** A store that cannot read or write. Nothing after it is kept; the store must be opened again. */
public final class StoreFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
