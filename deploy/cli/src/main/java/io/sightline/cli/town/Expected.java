package io.sightline.cli.town;

/** What becomes of the billing requests of a file that is imported into an empty store. */
public enum Expected {
    APPLIED,
    DUPLICATE,
    /** The id of an earlier request with another body. */
    CONFLICT,
    SUPERSEDED,
    UNKNOWN_CSA,
    UNKNOWN_TYPE,
    UNKNOWN_LOGIN
}
