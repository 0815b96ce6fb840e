package io.sightline.engine.billing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.RequestId;

/**
 * Requests on their way into the log and out of it again: sealed, in grouped writes, and found again when they were cut short.
 * Thread-safe.
 */
public final class LoggedRequests {

    /** A request that was kept and not settled. */
    record Unfinished(RequestLog.Position position, BillingRequest request) {}

    private static final int LONGEST_ID = 64;
    private static final Pattern REPLAY_ID = Pattern.compile("replay\\.[0-9]+\\.[0-9]+\\.(.+)");

    private final RequestLog log;
    private final BillingKeys keys;
    private final RequestReader reader;
    private final InstantSource clock;
    private final Instant begun;
    private final Set<RequestLog.Position> failed = ConcurrentHashMap.newKeySet();
    private final GroupedWrites<RequestLog.Entry, RequestLog.Position> entries;
    private final GroupedWrites<RequestLog.Settlement, RequestLog.Settlement> settlements;

    public LoggedRequests(RequestLog log, BillingKeys keys, RequestReader reader, InstantSource clock) {
        this.log = log;
        this.keys = keys;
        this.reader = reader;
        this.clock = clock;
        begun = clock.instant();
        entries = new GroupedWrites<>(log::append, RequestLog.MOST_AT_ONCE);
        settlements = new GroupedWrites<>(group -> log.settle(group).thenApply(done -> group), RequestLog.MOST_AT_ONCE);
    }

    /** Keeps a request; when the stage is complete it is durable. */
    CompletionStage<RequestLog.Position> append(BillingRequest request) {
        byte[] document = request.document().text().getBytes(StandardCharsets.UTF_8);
        return entries.write(new RequestLog.Entry(
                request.id(),
                request.type(),
                clock.instant(),
                request.fingerprint(),
                new Sealed(keys.seal(document, request.fingerprint()))));
    }

    /**
     * Says what became of a request. Nobody has to wait for it: were it lost, the request would be carried out again, and that
     * changes nothing.
     *
     * @param outcome the one to show, which for a request that was found again is the first one
     */
    CompletionStage<?> settle(RequestLog.Position position, BillingResult result, Outcome outcome) {
        failed.remove(position);
        String detail =
                result.refusal() == null ? result.detail() : BillingResult.detail(result.refusal(), result.detail());
        return settlements.write(new RequestLog.Settlement(
                position, clock.instant(), result.recordedAs(), outcome, result.subject(), detail));
    }

    /** Notes that the outcome of a request could not be found out. */
    void fail(RequestLog.Position position) {
        failed.add(position);
    }

    /** The requests that are not under way and not settled either, oldest first: those of an earlier run, and those that failed. */
    CompletionStage<List<Unfinished>> unfinished(int most) {
        return log.unsettled(most).thenApply(rows -> rows.stream()
                .filter(row -> row.entry().receivedAt().isBefore(begun) || failed.contains(row.position()))
                .map(row -> new Unfinished(row.position(), open(row)))
                .toList());
    }

    CompletionStage<Optional<RequestLog.Row>> find(RequestLog.Position position) {
        return log.find(position);
    }

    /** What a row asks for, to be sent once more: as it was, with the password's hash and its order, under an id of its own. */
    BillingRequest again(RequestLog.Row row) {
        RequestLog.Entry entry = row.entry();
        byte[] document = keys.open(entry.content().bytes(), entry.fingerprint());
        return reader.restoreAs(replayId(row), document, entry.fingerprint());
    }

    /** Names the row that is sent again, and as much of the first request's own id as there is room for. */
    private static RequestId replayId(RequestLog.Row row) {
        Matcher replay = REPLAY_ID.matcher(row.entry().id().value());
        String first = replay.matches() ? replay.group(1) : row.entry().id().value();
        String id = "replay." + row.position().slot() + "." + row.position().number() + "." + first;
        return new RequestId(id.substring(0, Math.min(id.length(), LONGEST_ID)));
    }

    /** What a row of the log holds, for the administrator's list: the document, as canonical JSON without secrets. */
    public String document(RequestLog.Row row) {
        if (row.entry().content().isEmpty()) {
            return "{}";
        }
        return new String(keys.open(row.entry().content().bytes(), row.entry().fingerprint()), StandardCharsets.UTF_8);
    }

    /**
     * Forgets what settled requests said about users who are erased: those recorded under one of them, and those that name one
     * of their logins.
     *
     * @return how many there were
     */
    public CompletionStage<Integer> erase(Set<EntityRef> users, Set<LoginId> logins) {
        return log.empty(row -> {
            RequestLog.Settlement settlement = row.settlement();
            EntityRef subject = settlement == null ? null : settlement.subject();
            return (subject != null && users.contains(subject)) || names(row, logins);
        });
    }

    private boolean names(RequestLog.Row row, Set<LoginId> logins) {
        if (row.entry().content().isEmpty()) {
            return false;
        }
        Personal login = open(row).login();
        return login != null && logins.contains(keys.login(login.text()));
    }

    private BillingRequest open(RequestLog.Row row) {
        byte[] document = keys.open(row.entry().content().bytes(), row.entry().fingerprint());
        return reader.restore(document, row.entry().fingerprint());
    }

    int failures() {
        return failed.size();
    }
}
