package io.sightline.api.admin;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.audit.Actor;
import io.sightline.engine.audit.AuditRecord;
import io.sightline.engine.audit.Auditor;
import io.sightline.engine.audit.ChainedRecord;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
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

    private static final Set<Integer> REFUSED = Set.of(401, 403, 429);

    /** An object's name is cut here: where nobody was let in, a path is whatever somebody wrote. */
    private static final int OBJECT = 128;

    private final Auditor auditor;
    private final Refusals refusals;
    private final Snapshots snapshots;
    private final InstantSource clock;

    Audit(Auditor auditor, Snapshots snapshots, InstantSource clock) {
        this.auditor = auditor;
        this.refusals = new Refusals(auditor, clock);
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
            Optional<List<String>> made = created(answer);
            List<String> object = made.orElse(path);
            // What is made below something was not there before, and what it was made below is another thing.
            Optional<ObjectNode> first = made.isPresent() && !made.get().equals(path) ? Optional.empty() : before;
            return after(call, answer, object, first)
                    .thenCompose(after -> auditor.record(record(
                            route,
                            call,
                            caller,
                            answer,
                            object,
                            isThere(answer, made)
                                    ? null
                                    : Redaction.of(object).changes(first.orElse(null), after.orElse(null)))))
                    .handle((record, failure) -> told(route, call, caller, answer, record, failure));
        }));
    }

    /**
     * Takes note of a call that failed, if it was turned away: for want of a caller, a right, or patience.
     *
     * @param caller null when nobody knows who it was
     * @param requestId of the call
     */
    void refused(Route route, HttpRequest request, String requestId, @Nullable Caller caller, Problem problem) {
        if (!REFUSED.contains(problem.status())) {
            return;
        }
        String object = Snapshots.name(Snapshots.segments(request.getUri()));
        refusals.note(new AuditRecord(
                clock.instant(),
                caller == null ? new Actor(Actor.Kind.UNKNOWN, network(request)) : caller.actor(),
                caller == null ? null : caller.actsFor().map(UserId::value).orElse(null),
                caller == null ? null : caller.reason().orElse(null),
                route.toString(),
                object.length() > OBJECT ? object.substring(0, OBJECT) : object,
                problem.status(),
                requestId,
                address(request),
                userAgent(request),
                null));
    }

    /** To be called now and then. */
    void sweep() {
        refusals.sweep();
    }

    /** Records what is only counted so far. */
    CompletionStage<Void> close() {
        return refusals.flush();
    }

    /** Whether what was to be made is what an earlier call has made. */
    private static boolean isThere(HttpResponse answer, Optional<List<String>> made) {
        return made.isPresent() && answer.status().intValue() == 200;
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
                caller.actsFor().map(UserId::value).orElse("-"),
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
                caller.actsFor().map(UserId::value).orElse(null),
                caller.reason().orElse(null),
                route.toString(),
                Snapshots.name(object),
                answer.status().intValue(),
                call.id(),
                address(call.request()),
                userAgent(call.request()),
                changes);
    }

    static Optional<List<String>> created(HttpResponse answer) {
        return answer.getHeader("Location")
                .map(HttpHeader::value)
                .map(Uri::create)
                .map(Snapshots::segments);
    }

    private static @Nullable String userAgent(HttpRequest request) {
        return request.getHeader("User-Agent")
                .map(HttpHeader::value)
                .map(text -> text.length() > USER_AGENT ? text.substring(0, USER_AGENT) : text)
                .orElse(null);
    }

    static String address(HttpRequest request) {
        return remote(request).map(InetAddress::getHostAddress).orElse("unknown");
    }

    /** Where it came from, as far as one who moves to a neighbouring address stays the same. */
    private static String network(HttpRequest request) {
        return remote(request).map(Networks::of).orElse("unknown");
    }

    private static Optional<InetAddress> remote(HttpRequest request) {
        return request.getAttribute(AttributeKeys.remoteAddress).flatMap(RemoteAddress::getAddress);
    }
}
