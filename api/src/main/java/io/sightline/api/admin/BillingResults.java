package io.sightline.api.admin;

import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.billing.BillingResult;
import io.sightline.engine.billing.FieldError;
import io.sightline.engine.billing.Replay;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.RequestType;

/** What became of billing requests, as their sender reads it: a status it can act on, and a body that says the outcome. */
final class BillingResults {

    private BillingResults() {}

    /** The HTTP status of a result; a repetition has that of the first time. */
    static int status(BillingResult result) {
        return switch (result.first()) {
            case APPLIED -> creates(result.recordedAs()) ? 201 : 200;
            case NO_OP, SUPERSEDED, STOPPED, DUPLICATE -> 200;
            case KEPT -> result.recordedAs() == RequestType.UNKNOWN_TYPE ? 422 : 404;
            case REJECTED -> problem(result).status();
        };
    }

    private static boolean creates(RequestType type) {
        return type == RequestType.NEW_ENTITY || type == RequestType.CREATE_LOCATION || type == RequestType.NEW_CAMERA;
    }

    /** Why a result is no success. */
    static Problem problem(BillingResult result) {
        Refusal refusal = result.refusal();
        if (refusal != null) {
            return Problem.of(refusal, result.detail());
        }
        return result.first() == Outcome.KEPT
                ? Problem.of(ProblemType.UNKNOWN_TYPE)
                : Problem.invalid("", result.detail());
    }

    static ObjectNode view(BillingResult result) {
        ObjectNode view = Json.object()
                .put("requestId", result.request().value())
                .put("type", result.recordedAs().code())
                .put("outcome", Json.word(result.outcome()))
                .put("first", Json.word(result.first()))
                .put("status", status(result));
        if (status(result) >= 400) {
            view.put("code", problem(result).code());
        }
        if (!result.detail().isEmpty()) {
            view.put("detail", result.detail());
        }
        if (result.subject() != null) {
            if (result.subject().kind() == Kind.USER) {
                view.put("userId", result.subject().id());
            }
            view.put("token", new Token(result.subject(), result.revision()).toString());
        }
        return view;
    }

    /** Why a request of the log was not sent again, or not this time. */
    static Problem problem(Replay replay) {
        if (replay instanceof Replay.Unknown) {
            return Problem.notFound("position");
        }
        return Problem.of(ProblemType.NOT_REPLAYABLE)
                .saying(
                        replay instanceof Replay.Sent sent
                                ? "It was replayed before, as %s, which was %s; replay that one"
                                        .formatted(
                                                sent.result().request(),
                                                Json.word(sent.result().first()))
                                : why(((Replay.Refused) replay).obstacle()));
    }

    private static String why(Replay.Obstacle obstacle) {
        return switch (obstacle) {
            case UNDER_WAY -> "It is still under way";
            case APPLIED -> "It has been carried out already";
            case SUPERSEDED -> "A newer request of the login was applied before it";
            case DUPLICATE -> "It repeats an earlier request; replay that one";
            case UNKNOWN_TYPE -> "Nobody knows its type, so it was not kept as it was sent; let billing send it again";
            case ERASED -> "It told of a user who has been erased";
        };
    }

    /** A request that could not be read; nothing of it is kept. */
    static Problem problem(List<FieldError> errors) {
        boolean malformed = errors.stream().anyMatch(error -> error.code() == FieldError.Code.MALFORMED);
        List<Problem.Fault> faults = errors.stream()
                .map(error -> new Problem.Fault(error.pointer(), Json.word(error.code()), error.message()))
                .toList();
        return (malformed ? Problem.malformed("Not a JSON object") : Problem.invalid(faults)).pointing(faults);
    }

    /** The line that answers one that led to a problem. */
    static ObjectNode line(Problem problem) {
        ObjectNode view = Json.object()
                .put("outcome", problem.status() == 503 ? "unknown" : "rejected")
                .put("status", problem.status())
                .put("code", problem.code())
                .put("detail", problem.detail().isEmpty() ? problem.title() : problem.detail());
        if (!problem.errors().isEmpty()) {
            ArrayNode errors = view.putArray("errors");
            problem.errors().forEach(fault -> errors.add(fault.view()));
        }
        return view;
    }
}
