package io.sightline.cli.town;

import org.jspecify.annotations.Nullable;

/**
 * A user as the whole file leaves them.
 *
 * @param password what they sign in with
 * @param home the id of the address they live at, null for the town hall and for sub-users
 * @param folder the id of a private folder granted to them, null when there is none
 * @param main the login of the main user, null unless this is a sub-user
 */
public record Person(
        String login,
        String name,
        String password,
        Standing standing,
        @Nullable String home,
        @Nullable String folder,
        @Nullable String main) {

    /** Whether a user may sign in. */
    public enum Standing {
        ACTIVE,
        PAUSED,
        TERMINATED
    }

    public boolean active() {
        return standing == Standing.ACTIVE;
    }
}
