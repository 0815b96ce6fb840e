package io.sightline.api.admin;

/** The methods routes use. */
enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    /** Whether a call may change something, and so leaves an audit line. */
    boolean changes() {
        return this != GET;
    }
}
