package io.sightline.engine.sync.node;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.Digest;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.wire.ClientMessage.Dig;
import org.jspecify.annotations.Nullable;

/**
 * A verification of one session in progress. Each source is asked for when the client has been written all of it, and what
 * it must answer is remembered then, so later changes do not disturb the comparison.
 */
final class Checking {

    private static final long PATIENCE = 60_000_000_000L;
    private static final int TRIES = 8;

    /** One source under verification. */
    private static final class Subject {
        final long grant;
        boolean asked;

        @Nullable
        Mark at;

        Digest.@Nullable Leaves expected;
        int mismatches;
        int tries;
        String leaves = "";

        Subject(long grant) {
            this.grant = grant;
        }
    }

    private final Session session;
    private final List<Verification.Request> requests = new ArrayList<>();
    private final TreeMap<SourceId, Subject> open = new TreeMap<>();
    private final TreeSet<SourceId> differed = new TreeSet<>();
    private boolean quarantined;
    private boolean deep;
    private long deadline;

    Checking(Session session, List<Verification.Request> requests, long now) {
        this.session = session;
        this.requests.addAll(requests);
        boolean all = false;
        TreeSet<SourceId> named = new TreeSet<>();
        for (Verification.Request request : requests) {
            deep |= request.deep();
            all |= request.source() == null;
            if (request.source() != null) {
                named.add(request.source());
            }
        }
        for (Subscription subscription : session.holdings.subscriptions()) {
            if (all || named.contains(subscription.source())) {
                open.put(subscription.source(), new Subject(subscription.grant.number()));
            }
        }
        deadline = now + PATIENCE;
    }

    boolean late(long now) {
        return now - deadline >= 0;
    }

    long deadline() {
        return deadline;
    }

    /** The leaves of a source that are to be repaired. */
    String leaves(SourceId source) {
        Subject subject = open.get(source);
        return subject == null ? "" : subject.leaves;
    }

    /** Asks for what can be compared now. @return whether all is done */
    boolean proceed(long now) {
        if (session.holdings.withheld()) {
            open.clear();
        }
        open.entrySet().removeIf(entry -> {
            Subscription held = session.holdings.find(entry.getKey());
            return held == null || held.grant.number() != entry.getValue().grant;
        });
        boolean wholly = open.size() > 1 && open.values().stream().noneMatch(subject -> subject.asked);
        List<SourceId> ready = new ArrayList<>();
        for (var entry : open.entrySet()) {
            if (!entry.getValue().asked && capture(entry.getKey(), entry.getValue(), now)) {
                ready.add(entry.getKey());
            }
        }
        if (wholly && ready.size() == open.size()) {
            ask(null);
        } else {
            for (SourceId source : ready) {
                ask(source);
            }
        }
        return open.isEmpty();
    }

    private void ask(@Nullable SourceId source) {
        OperationId operation = requests.get(0).operation();
        String op = operation == null ? null : operation.value();
        session.outbound.send(session.outbound.encoder().verify(source, deep, op));
    }

    private boolean capture(SourceId source, Subject subject, long now) {
        Subscription held = session.holdings.find(source);
        if (held == null || held.dirty || held.epoch == null || held.at.mirror == null || !session.outbound.open(now)) {
            return false;
        }
        Edition edition = held.at.mirror.edition();
        if (edition == null
                || !held.holds(edition.mark().epoch(), edition.mark().rev())) {
            return false;
        }
        subject.at = edition.mark();
        subject.expected = edition.digest(held.grant.viewClass(), held.grant.selection());
        subject.asked = true;
        return true;
    }

    /** Compares what the client says. */
    void answered(Dig dig, long now) {
        Subject subject = open.get(dig.source());
        Subscription held = session.holdings.find(dig.source());
        if (subject == null || held == null || !subject.asked || subject.expected == null || subject.at == null) {
            return;
        }
        subject.asked = false;
        deadline = now + PATIENCE;
        boolean comparable = dig.grant() == subject.grant && new Mark(dig.epoch(), dig.rev()).equals(subject.at);
        if (!comparable) {
            if (++subject.tries >= TRIES) {
                mismatch(dig.source(), subject, held, null, now);
            }
            return;
        }
        Digest.Leaves leaves = dig.leaves();
        boolean equal = leaves == null
                ? dig.digest().equals(subject.expected.whole())
                : leaves.equals(subject.expected) && dig.digest().equals(leaves.whole());
        if (equal) {
            open.remove(dig.source());
        } else {
            mismatch(dig.source(), subject, held, leaves, now);
        }
    }

    private void mismatch(
            SourceId source, Subject subject, Subscription held, Digest.@Nullable Leaves leaves, long now) {
        differed.add(source);
        session.lane.metrics.diverged(source);
        subject.mismatches++;
        subject.tries = 0;
        if (subject.mismatches == 1 && leaves != null && subject.expected != null) {
            subject.leaves = subject.expected.differing(leaves);
            boolean partial = !subject.leaves.isEmpty();
            session.holdings.demand(held, partial ? Subscription.Demand.LEAVES : Subscription.Demand.BASE);
        } else if (subject.mismatches <= 2) {
            session.holdings.demand(held, Subscription.Demand.BASE);
        } else {
            quarantined = true;
            open.remove(source);
            session.needTroubles().quarantine(held, now);
        }
    }

    /** The results, one for each request. */
    List<Verification.Result> results(boolean reached) {
        Verification.Outcome outcome = !reached
                ? Verification.Outcome.UNREACHABLE
                : quarantined
                        ? Verification.Outcome.QUARANTINED
                        : differed.isEmpty() ? Verification.Outcome.IN_STEP : Verification.Outcome.REPAIRED;
        List<Verification.Result> results = new ArrayList<>();
        Tokens.Verified who = session.identity();
        for (Verification.Request request : requests) {
            results.add(new Verification.Result(
                    request, who.user(), who.environment(), who.installation(), outcome, List.copyOf(differed)));
        }
        return results;
    }
}
