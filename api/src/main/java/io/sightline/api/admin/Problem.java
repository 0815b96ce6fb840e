package io.sightline.api.admin;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.runtime.Reply;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went wrong with a call, as RFC 9457 has it. Everything that is not a success becomes an answer here and nowhere else,
 * and nothing of the inside (a stack trace, a class, a text of the store) gets into it.
 *
 * @param code stable and for programs; the type URI is made of it
 * @param errors the parts of the request at fault, each by its JSON Pointer
 * @param headers further headers of the answer
 * @param result what became of what was asked, or null when nothing did
 */
record Problem(
        int status,
        String code,
        String title,
        String detail,
        List<Fault> errors,
        Map<String, String> headers,
        @Nullable ObjectNode result) {

    /** @param pointer into the body; empty for the whole of it */
    record Fault(String pointer, String code, String message) {

        ObjectNode view() {
            return Json.object().put("pointer", pointer).put("code", code).put("message", message);
        }
    }

    static final ContentType TYPE = MediaTypes.customWithFixedCharset(
                    "application", "problem+json", HttpCharsets.UTF_8, Map.of(), true)
            .toContentType();

    private static final Logger LOG = LoggerFactory.getLogger(Problem.class);

    Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    static Problem of(int status, String code, String title) {
        return new Problem(status, code, title, "", List.of(), Map.of(), null);
    }

    Problem saying(String more) {
        return new Problem(status, code, title, more, errors, headers, result);
    }

    Problem pointing(List<Fault> faults) {
        return new Problem(status, code, title, detail, faults, headers, result);
    }

    Problem with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Problem(status, code, title, detail, errors, more, result);
    }

    /** The same, saying in the member {@code result} what became of what was asked. */
    Problem with(ObjectNode what) {
        return new Problem(status, code, title, detail, errors, headers, what);
    }

    Rejection rejection() {
        return new Rejection(this);
    }

    static Problem malformed(String why) {
        return of(400, "malformed", "The request cannot be read").saying(why);
    }

    static Problem invalid(List<Fault> faults) {
        return of(422, "invalid", "Some values cannot be accepted").pointing(faults);
    }

    static Problem invalid(String pointer, String message) {
        return invalid(List.of(new Fault(pointer, "invalid", message)));
    }

    static Problem notFound(String what) {
        return of(404, "not_found", "There is no such thing").saying(what);
    }

    static Problem tooLarge(int limit) {
        return of(413, "too_large", "The body is too large").saying("At most " + limit + " bytes");
    }

    /** The outcome is not known; every change of this API may be sent again. */
    static Problem unknownOutcome() {
        return of(503, "outcome_unknown", "The outcome is not known")
                .saying("Send the same request again; repeating it is harmless")
                .with("Retry-After", "1");
    }

    /** Nothing has happened; come again. */
    static Problem busy() {
        return of(503, "busy", "Too many passwords wait to be hashed").with("Retry-After", "1");
    }

    static Problem of(Refusal refusal, String detail) {
        String code = Json.word(refusal);
        return of(status(refusal), code, title(refusal)).saying(detail);
    }

    static Problem of(Reply.Refused refused) {
        return of(refused.refusal(), refused.detail());
    }

    /** What a failure of a handler means to the caller; logs what nobody has logged. */
    static Problem of(Throwable failure, String requestId) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof Rejection rejection) {
            return rejection.problem();
        }
        if (cause instanceof TimeoutException) {
            return unknownOutcome();
        }
        LOG.error("Request {} failed", requestId, cause);
        return of(500, "internal", "Something is wrong on our side").saying("The log has more under the request id");
    }

    HttpResponse response(String requestId) {
        HttpResponse response =
                HttpResponse.create().withStatus(StatusCodes.get(status)).withEntity(TYPE, Json.bytes(body(requestId)));
        for (var header : headers.entrySet()) {
            response = response.addHeader(RawHeader.create(header.getKey(), header.getValue()));
        }
        return response;
    }

    ObjectNode body(String requestId) {
        ObjectNode body = Json.object()
                .put("type", "urn:sightline:problem:" + code)
                .put("title", title)
                .put("status", status);
        if (!detail.isEmpty()) {
            body.put("detail", detail);
        }
        body.put("code", code);
        if (!requestId.isEmpty()) {
            body.put("requestId", requestId);
        }
        if (!errors.isEmpty()) {
            ArrayNode list = body.putArray("errors");
            errors.forEach(fault -> list.add(fault.view()));
        }
        if (result != null) {
            body.set("result", result);
        }
        return body;
    }

    private static int status(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_ENTITY -> 404;
            case GONE -> 410;
            case ALREADY_EXISTS, LOGIN_TAKEN, NOT_A_LEAF, NOT_EMPTY, CONFLICT -> 409;
            case FORBIDDEN -> 403;
            case STALE -> 412;
            case UNKNOWN_REFERENCE, UNKNOWN_CSA, LIMIT_EXCEEDED, INVALID, REQUEST_REUSED -> 422;
        };
    }

    private static String title(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_ENTITY -> "There is no such thing";
            case GONE -> "It has been deleted";
            case ALREADY_EXISTS -> "It exists already";
            case LOGIN_TAKEN -> "The login belongs to another user";
            case UNKNOWN_REFERENCE -> "Something the request names does not exist";
            case UNKNOWN_CSA -> "The address code is not known";
            case NOT_A_LEAF -> "Devices and folders hang at the leaves of the address tree alone";
            case NOT_EMPTY -> "It still has children, devices, folders or users";
            case LIMIT_EXCEEDED -> "A limit would be exceeded";
            case FORBIDDEN -> "This may not be done";
            case INVALID -> "Some values cannot be accepted";
            case STALE -> "It has changed since it was read";
            case REQUEST_REUSED -> "This request id came before with another body";
            case CONFLICT -> "Its present state does not allow this";
        };
    }
}
