package io.sightline.api.admin;

import java.util.Locale;

import io.sightline.engine.domain.Refusal;

/**
 * Every kind of problem the admin plane answers with. The constant's name in lower case is its code, which programs may rely
 * on; {@code GET /api/problems} explains them all from here.
 */
enum ProblemType {
    MALFORMED(
            400, "The request cannot be read", "It is no HTTP, no JSON, or names a parameter the route does not have."),
    IDEMPOTENCY_KEY(
            400,
            "An Idempotency-Key is needed",
            "What creates something takes a key of the caller's choice, so that it can be sent again without creating it twice."),
    CURSOR(
            400,
            "The cursor does not go with this list",
            "Cursors are signed and carry the filter and the order they began with. Begin at the first page."),
    UNAUTHORIZED(
            401,
            "A key or a session is needed",
            "Send Authorization: Bearer and a key that is known, or sign in at /api/v1/session."),
    CREDENTIALS(401, "The login or the password is wrong", "Which of the two is not told."),
    SCOPE(403, "The caller may not do this", "The detail names the scope that the key or the administrator lacks."),
    CSRF(
            403,
            "The request does not come from our own page",
            "With a session, changes need the header X-CSRF-Token with the token of GET /api/v1/session, from the same origin."),
    PASSWORD_NEEDED(
            403,
            "A new password is needed first",
            "It was set by somebody else or is too old: PUT /api/v1/me/password, then go on."),
    FORBIDDEN(403, "This may not be done", "The state of what is concerned does not allow it to anybody."),
    NOT_FOUND(404, "There is no such thing", "The path, or something the path names, does not exist."),
    UNKNOWN_ENTITY(404, "There is no such thing", "What the path names was never created."),
    METHOD(405, "This path has other methods", "Allow names them."),
    RECEIVE_DEADLINE(408, "The body did not come in time", "A request has to be there in full within a few seconds."),
    ALREADY_EXISTS(409, "It exists already", "It exists with other content."),
    LOGIN_TAKEN(409, "The login belongs to somebody else", "Choose another login."),
    NOT_A_LEAF(
            409,
            "Devices and folders hang at the leaves of the address tree alone",
            "A node with children takes no devices and folders, and one with either takes no children."),
    NOT_EMPTY(409, "It still has children, devices, folders or users", "Take them away first."),
    CONFLICT(409, "Its present state does not allow this", "The detail says what stands in the way."),
    NOT_REPLAYABLE(
            409,
            "This request is not sent again",
            "Only what was rejected, stopped, or kept for a login nobody had is replayed. The detail says what stands in the way."),
    NOT_YET(
            409,
            "That revision has not been reached",
            "What atLeast names has not arrived within the time allowed; ask again."),
    IN_FLIGHT(409, "The first request with this key is still under way", "Ask again after Retry-After."),
    GONE(410, "It has been deleted", "It existed, was deleted for good, and its id is not used again."),
    STALE(
            412,
            "It has changed since it was read",
            "ETag in the answer is its present revision; read it and decide again."),
    TOO_LARGE(413, "The body is too large", "The detail says how large it may be."),
    MEDIA_TYPE(415, "The body is of a type this does not read", "Content-Type has to be one that the route documents."),
    INVALID(422, "Some values cannot be accepted", "errors has each of them by its JSON Pointer."),
    UNKNOWN_REFERENCE(
            422, "Something the request names does not exist", "It is named in the body and not in the path."),
    UNKNOWN_CSA(
            422, "The address code is not known", "It is neither in the address tree nor in the directory of codes."),
    LIMIT_EXCEEDED(422, "A limit would be exceeded", "The detail names what there would be too many of."),
    REQUEST_REUSED(422, "This request id came before with another body", "An id belongs to one request for ever."),
    KEY_REUSED(422, "This Idempotency-Key came before with another request", "Use a new key for each new request."),
    UNKNOWN_TYPE(422, "Nobody knows this type of request", "It is kept in the system log and nothing else happened."),
    IF_MATCH(
            428,
            "The revision you have seen is needed",
            "Send If-Match with the ETag of the last read, or * to overwrite whatever is there."),
    RATE_LIMITED(429, "Too many requests", "RateLimit says how many are left and Retry-After when to come again."),
    INTERNAL(500, "Something is wrong on our side", "The server's log has more under the request id."),
    UNAVAILABLE(503, "It cannot be read now", "Nothing has happened; ask again after Retry-After."),
    BUSY(503, "Too many passwords wait to be hashed", "Nothing has happened; ask again after Retry-After."),
    OUTCOME_UNKNOWN(
            503,
            "The outcome is not known",
            "It may have happened. Send the same request again; repeating it is harmless.");

    private final int status;
    private final String title;
    private final String meaning;

    ProblemType(int status, String title, String meaning) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** What it means and what to do, in a sentence or two. */
    String meaning() {
        return meaning;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ProblemType of(Refusal refusal) {
        return valueOf(refusal.name());
    }
}
