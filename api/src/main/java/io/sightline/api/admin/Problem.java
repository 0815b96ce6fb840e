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
 * @param status that of its type, but for what the HTTP parser refuses, which has several
 * @param errors the parts of the request at fault, each by its JSON Pointer
 * @param headers further headers of the answer
 * @param result what became of what was asked, or null when nothing did
 */
record Problem(
        ProblemType type,
        int status,
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

    /** Where the types are explained; a problem's own is the page's anchor of its code. */
    static final String PAGE = "/api/problems";

    static Problem of(ProblemType type) {
        return new Problem(type, type.status(), "", List.of(), Map.of(), null);
    }

    String code() {
        return type.code();
    }

    String title() {
        return type.title();
    }

    /** The same with another status. */
    Problem as(int other) {
        return new Problem(type, other, detail, errors, headers, result);
    }

    Problem saying(String more) {
        return new Problem(type, status, more, errors, headers, result);
    }

    Problem pointing(List<Fault> faults) {
        return new Problem(type, status, detail, faults, headers, result);
    }

    Problem with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Problem(type, status, detail, errors, more, result);
    }

    /** The same, saying in the member {@code result} what became of what was asked. */
    Problem with(ObjectNode what) {
        return new Problem(type, status, detail, errors, headers, what);
    }

    Rejection rejection() {
        return new Rejection(this);
    }

    static Problem malformed(String why) {
        return of(ProblemType.MALFORMED).saying(why);
    }

    static Problem invalid(List<Fault> faults) {
        return of(ProblemType.INVALID).pointing(faults);
    }

    static Problem invalid(String pointer, String message) {
        return invalid(List.of(new Fault(pointer, "invalid", message)));
    }

    static Problem notFound(String what) {
        return of(ProblemType.NOT_FOUND).saying(what);
    }

    static Problem tooLarge(int limit) {
        return of(ProblemType.TOO_LARGE).saying("At most " + limit + " bytes");
    }

    /** The outcome is not known; every change of this API may be sent again. */
    static Problem unknownOutcome() {
        return of(ProblemType.OUTCOME_UNKNOWN)
                .saying("Send the same request again; repeating it is harmless")
                .with("Retry-After", "1");
    }

    /** Nothing has happened; come again. */
    static Problem busy() {
        return of(ProblemType.BUSY).with("Retry-After", "1");
    }

    static Problem of(Refusal refusal, String detail) {
        return of(ProblemType.of(refusal)).saying(detail);
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
        return of(ProblemType.INTERNAL);
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
                .put("type", PAGE + "#" + code())
                .put("title", title())
                .put("status", status);
        if (!detail.isEmpty()) {
            body.put("detail", detail);
        }
        body.put("code", code());
        body.put("requestId", requestId);
        if (!errors.isEmpty()) {
            ArrayNode list = body.putArray("errors");
            errors.forEach(fault -> list.add(fault.view()));
        }
        if (result != null) {
            body.set("result", result);
        }
        return body;
    }
}
