package io.sightline.api.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.audit.Actor;
import io.sightline.engine.audit.AuditRecord;
import io.sightline.engine.audit.Auditor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls that were turned away before they could do anything. The first of a caller in a minute is recorded at once; how many
 * more there were is recorded when the minute is over, and callers beyond a number are counted together, so that a flood leaves
 * a few records a minute however large it is. Thread-safe.
 */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger("io.sightline.audit");
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Callers that are told apart in one minute. */
    static final int CALLERS = 100;

    private static final Actor OTHERS = new Actor(Actor.Kind.UNKNOWN, "others");

    private record Source(Actor actor, int status) {}

    /** What one source was refused since the first record of it. */
    private static final class More {

        private final Instant since;
        private long times;
        private @Nullable AuditRecord last;

        More(Instant since) {
            this.since = since;
        }
    }

    private final Auditor auditor;
    private final InstantSource clock;
    private final Map<Source, More> counted = new LinkedHashMap<>();
    private Instant ends = Instant.MIN;

    Refusals(Auditor auditor, InstantSource clock) {
        this.auditor = auditor;
        this.clock = clock;
    }

    /** Takes note of a call that was refused; never fails and never waits. */
    void note(AuditRecord refused) {
        sweep();
        boolean first;
        synchronized (this) {
            if (counted.isEmpty()) {
                ends = refused.at().plus(WINDOW);
            }
            Source own = new Source(refused.actor(), refused.status());
            boolean room = counted.containsKey(own) || counted.size() < CALLERS;
            Source source = room ? own : new Source(OTHERS, refused.status());
            More more = counted.get(source);
            first = more == null;
            if (more == null) {
                counted.put(source, new More(refused.at()));
            } else {
                more.times++;
                more.last = refused;
            }
        }
        if (first) {
            begin(refused);
        }
    }

    /** Nobody waits for the record: the answer says nothing that the record would have to precede. */
    @SuppressWarnings("FutureReturnValueIgnored") // A failure is logged where the record is written.
    private void begin(AuditRecord record) {
        record(record);
    }

    /** Records what a minute that is over has counted. */
    void sweep() {
        if (!clock.instant().isBefore(ends())) {
            flush();
        }
    }

    private synchronized Instant ends() {
        return counted.isEmpty() ? Instant.MAX : ends;
    }

    /** Records what has been counted so far. */
    CompletionStage<Void> flush() {
        List<AuditRecord> sums;
        synchronized (this) {
            sums = counted.entrySet().stream()
                    .flatMap(each -> sum(each.getKey(), each.getValue()).stream())
                    .toList();
            counted.clear();
        }
        return CompletableFuture.allOf(
                sums.stream().map(each -> record(each).toCompletableFuture()).toArray(CompletableFuture<?>[]::new));
    }

    private static List<AuditRecord> sum(Source source, More more) {
        AuditRecord last = more.last;
        if (last == null) {
            return List.of();
        }
        String times = Json.object()
                .put("times", more.times)
                .put("since", more.since.toString())
                .toString();
        return List.of(new AuditRecord(
                last.at(),
                source.actor(),
                last.onBehalfOf(),
                last.reason(),
                last.operation(),
                last.object(),
                last.status(),
                last.requestId(),
                last.address(),
                last.userAgent(),
                times));
    }

    private CompletableFuture<?> record(AuditRecord record) {
        return auditor.record(record).toCompletableFuture().handle((written, failure) -> {
            if (failure != null) {
                LOG.error("That the call {} was refused could not be recorded", record.requestId(), failure);
            } else {
                LOG.info(
                        "actor={} action=\"{}\" status={} request={} record={}-{}",
                        record.actor(),
                        record.operation(),
                        record.status(),
                        record.requestId(),
                        written.stream(),
                        written.number());
            }
            return written;
        });
    }
}
