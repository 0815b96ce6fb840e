package io.sightline.engine.audit;

/**
 * Who acted.
 *
 * @param id of the key, the administrator or the user, or the network somebody unknown called from; what it was called at the time is not kept
 */
public record Actor(Kind kind, String id) {

    private static final int ID = 64;

    /** What an actor is. */
    public enum Kind {
        /** A machine with an API key. */
        KEY,
        /** A person with a session. */
        ADMINISTRATOR,
        /** A user, about itself. */
        USER,
        /** Nobody we know. */
        UNKNOWN
    }

    /** @throws IllegalArgumentException when the id has no or more than 64 characters */
    public Actor {
        if (id.isEmpty() || id.length() > ID) {
            throw new IllegalArgumentException("An actor's id has 1 to " + ID + " characters");
        }
    }
}
