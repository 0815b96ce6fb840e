package io.sightline.engine.domain;

/** What a login name is asked to do. */
public sealed interface LoginCommand extends Command {

    /**
     * Takes the login for a user.
     *
     * @param claim names this reservation, for instance by the request that asks for it
     */
    record Reserve(UserId user, String claim) implements LoginCommand {}

    /** Gives one reservation up; another one stays. */
    record Release(UserId user, String claim) implements LoginCommand {}
}
