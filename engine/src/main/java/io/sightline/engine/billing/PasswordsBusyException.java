package io.sightline.engine.billing;

/** More passwords wait to be hashed than the queue holds; the sender comes again later. Nothing has happened. */
public final class PasswordsBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PasswordsBusyException() {
        super("Too many passwords wait to be hashed", null, false, false);
    }
}
