package io.sightline.engine.signin;

import io.sightline.engine.domain.UserId;

/** What came of an attempt. A store that does not answer in time is a failed stage and none of these. */
public sealed interface Verdict {

    /**
     * The password is right, and the user's installation is known from now on.
     *
     * @param credentials the number of the user's manifest under which the password was checked: what raises it later voids
     *     this sign-in
     */
    record Accepted(UserId user, long credentials) implements Verdict {}

    /** There is no such login, or it is another password: the two are not told apart. */
    record Wrong() implements Verdict {}

    /** The password is right and the user has no access at present. */
    record Suspended() implements Verdict {}

    /** More passwords wait than may. Nothing was looked at; the same attempt may come again in seconds. */
    record Busy() implements Verdict {}
}
