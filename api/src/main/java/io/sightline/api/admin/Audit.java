package io.sightline.api.admin;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.audit.AuditRecord;
import io.sightline.engine.audit.Auditor;
import io.sightline.engine.audit.ChainedRecord;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.Uri;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says who changed what: a record for each call that may change something, with what its object showed before and after, and a
 * line of ids in the log. An answer that tells of success leaves only when its record is durable. The logger's name is stable,
 * so that an operator can send the lines to a place of their own; each names its record and the record's hash, so that what was
 * sent away tells later whether the store still holds it.
 */
final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger("io.sightline.audit");
    private static final int USER_AGENT = 256;
    private static final int PREFIX = 16;

    private final Auditor auditor;
    private final Snapshots snapshots;
    private final InstantSource clock;

    Audit(Auditor auditor, Snapshots snapshots, InstantSource clock) {
        this.auditor = auditor;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /**
     * Has something changed and recorded.
     *
     * @param caller whose call it is
     * @param change answers, never with a failure
     */
    CompletionStage<HttpResponse> recorded(
            Route route, Call call, Caller caller, Supplier<CompletionStage<HttpResponse>> change) {
        List<String> path = Snapshots.segments(call.request().getUri());
        return snapshots.read(call, path).thenCompose(before -> change.get().thenCompose(answer -> {
            List<String> object = created(answer).orElse(path);
            return after(call, answer, object, before)
                    .thenCompose(after -> auditor.record(record(
                            route,
                            call,
                            caller,
                            answer,
                            object,
                            new Redaction(Snapshots.collection(object))
                                    .changes(before.orElse(null), after.orElse(null)))))
                    .handle((record, failure) -> told(route, call, caller, answer, record, failure));
        }));
    }

    /** What was refused has changed nothing. */
    private CompletionStage<Optional<ObjectNode>> after(
            Call call, HttpResponse answer, List<String> object, Optional<ObjectNode> before) {
        return answer.status().isSuccess() ? snapshots.read(call, object) : CompletableFuture.completedStage(before);
    }

    private static HttpResponse told(
            Route route,
            Call call,
            Caller caller,
            HttpResponse answer,
            @Nullable ChainedRecord record,
            @Nullable Throwable failure) {
        LOG.info(
                "actor={} as={} action=\"{}\" subject={} status={} request={} record={} hash={}",
                caller.actor(),
                caller.subject().map(UserId::value).orElse("-"),
                route,
                call.names().isEmpty() ? "-" : call.names(),
                answer.status().intValue(),
                call.id(),
                record == null ? "-" : record.stream() + "-" + record.number(),
                record == null ? "-" : record.hash().substring(0, PREFIX));
        if (failure == null || !answer.status().isSuccess()) {
            return answer;
        }
        LOG.error("The call {} could not be recorded", call.id(), failure);
        return Problem.unknownOutcome().response(call.id());
    }

    private AuditRecord record(
            Route route, Call call, Caller caller, HttpResponse answer, List<String> object, @Nullable String changes) {
        return new AuditRecord(
                clock.instant(),
                caller.actor(),
                caller.subject().map(UserId::value).orElse(null),
                caller.reason().orElse(null),
                route.toString(),
                Snapshots.name(object),
                answer.status().intValue(),
                call.id(),
                address(call),
                call.header("User-Agent")
                        .map(text -> text.length() > USER_AGENT ? text.substring(0, USER_AGENT) : text)
                        .orElse(null),
                changes);
    }

    private static Optional<List<String>> created(HttpResponse answer) {
        return answer.getHeader("Location")
                .map(HttpHeader::value)
                .map(Uri::create)
                .map(Snapshots::segments);
    }

    private static String address(Call call) {
        return call.request()
                .getAttribute(AttributeKeys.remoteAddress)
                .flatMap(each -> each.getAddress())
                .map(each -> each.getHostAddress())
                .orElse("unknown");
    }
}
