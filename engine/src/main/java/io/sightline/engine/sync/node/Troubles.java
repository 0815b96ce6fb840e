package io.sightline.engine.sync.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.wire.ClientMessage.Held;
import io.sightline.engine.sync.wire.ClientMessage.Nack;

/** The sources of one session whose frames its client refused or could not be brought to agree on. Most sessions have none. */
final class Troubles {

    private final Session session;
    private final Map<SourceId, Trouble> bySource = new HashMap<>(2);

    Troubles(Session session) {
        this.session = session;
    }

    /** Goes by the client's word of what it holds, and has it repaired or gives it up for now. */
    void refused(Subscription subject, Nack nack, long now) {
        Trouble trouble = bySource.computeIfAbsent(subject.source(), source -> new Trouble());
        if (trouble.quarantined || nack.frame() <= trouble.dealtWithUpTo) {
            return;
        }
        Mark held = nack.held();
        Held claim = held == null ? null : new Held(subject.source(), held, subject.grant.number());
        session.outbound.forget(subject);
        session.holdings.place(subject, claim);
        Subscription.Demand demand = trouble.refused(claim != null, session.outbound.written(), now);
        if (trouble.quarantined) {
            givenUp(subject, trouble);
        }
        session.holdings.demand(subject, demand);
        session.behind(now);
    }

    /** Gives a source up for now that two repairs did not put right. */
    void quarantine(Subscription subject, long now) {
        Trouble trouble = bySource.computeIfAbsent(subject.source(), source -> new Trouble());
        trouble.quarantine(now);
        givenUp(subject, trouble);
        session.holdings.demand(subject);
    }

    private void givenUp(Subscription subject, Trouble trouble) {
        session.lane.metrics.quarantined(subject.source());
        session.lane.wheel.schedule(session, trouble.retryAt);
    }

    boolean quarantined(Subscription subject) {
        Trouble trouble = bySource.get(subject.source());
        return trouble != null && trouble.quarantined;
    }

    List<SourceId> quarantined() {
        List<SourceId> quarantined = new ArrayList<>();
        bySource.forEach((source, trouble) -> {
            if (trouble.quarantined) {
                quarantined.add(source);
            }
        });
        return quarantined;
    }

    /** A source was written up to its edition. */
    void written(Subscription subject) {
        Trouble trouble = bySource.get(subject.source());
        if (trouble != null && trouble.repairedBy == 0) {
            trouble.repairedBy = session.outbound.written();
        }
    }

    /** The client has made frames up to this one durable. @return whether any trouble is left */
    boolean acknowledged(long frame) {
        bySource.values()
                .removeIf(trouble -> !trouble.quarantined && trouble.repairedBy != 0 && trouble.repairedBy <= frame);
        return !bySource.isEmpty();
    }

    /** Tries those again whose time has come. */
    void retry(long now) {
        for (var entry : bySource.entrySet()) {
            Trouble trouble = entry.getValue();
            Subscription subject = session.holdings.find(entry.getKey());
            if (subject != null && trouble.quarantined && trouble.retryAt - now <= 0) {
                trouble.retry();
                session.holdings.demand(subject, Subscription.Demand.BASE);
            }
        }
    }

    /** The earlier of a time and when to try one again. */
    long wakeBy(long time) {
        long next = time;
        for (Trouble trouble : bySource.values()) {
            next = trouble.quarantined ? Wheel.earlier(next, trouble.retryAt) : next;
        }
        return next;
    }
}
