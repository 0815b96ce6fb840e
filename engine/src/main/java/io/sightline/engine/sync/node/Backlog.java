package io.sightline.engine.sync.node;

import java.util.List;
import java.util.Optional;

import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Source;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.wire.Encoding;
import io.sightline.engine.sync.wire.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What one session owes its client: the manifest, and the sources to look at, first come first served. A source that waits for
 * its mirror is owed without being looked at. A session that owes nothing has none.
 */
final class Backlog {

    private final Session session;
    private boolean manifestDue;
    private @Nullable Subscription first;
    private @Nullable Subscription last;

    /** Of how many sources something is, or may be, due. */
    private int dirty;

    private @Nullable Transfer transfer;

    Backlog(Session session) {
        this.session = session;
    }

    boolean manifestDue() {
        return manifestDue;
    }

    void manifestDue(boolean due) {
        manifestDue = due;
    }

    boolean sourcesDue() {
        return dirty > 0;
    }

    /** Whether there is something to write, unless it turns out to wait. */
    boolean due() {
        return manifestDue || first != null;
    }

    /** Whether nothing is owed any more. */
    boolean settled() {
        return !due() && dirty == 0;
    }

    void add(Subscription subject) {
        if (!subject.dirty) {
            subject.dirty = true;
            dirty++;
        }
        if (!subject.listed) {
            subject.listed = true;
            subject.next = null;
            if (last == null) {
                first = subject;
            } else {
                last.next = subject;
            }
            last = subject;
        }
    }

    /** Begins nothing again where it was: the client holds something else than was written. */
    void abandon(Subscription subject) {
        if (transfer != null && transfer.subject == subject) {
            transfer = null;
        }
    }

    /** Nothing is owed of a source any more; it is passed over where it stands in the list. */
    void remove(Subscription subject) {
        abandon(subject);
        if (subject.dirty) {
            clean(subject);
        }
    }

    private void clean(Subscription subject) {
        subject.dirty = false;
        dirty--;
    }

    /** Writes what is due of the sources until nothing is or the way is closed. */
    void write(long now) {
        while (first != null && session.outbound.open(now)) {
            if (!first.dirty || !resolve(first, now)) {
                unlist(first);
            }
        }
    }

    private void unlist(Subscription head) {
        first = head.next;
        if (first == null) {
            last = null;
        }
        head.next = null;
        head.listed = false;
    }

    /** Writes one frame of a source. @return whether it is to be looked at again */
    private boolean resolve(Subscription subject, long now) {
        Mirror mirror = subject.at.mirror;
        if (mirror == null || !mirror.live(now) || session.quarantined(subject)) {
            return false;
        }
        // Read after the lease, never before: what a copy showed before its lease ran out may have been taken back.
        Edition edition = mirror.edition();
        if (edition == null) {
            return false;
        }
        if (transfer != null && transfer.subject == subject) {
            if (transfer.sound(edition)) {
                return chunk(transfer, now);
            }
            transfer = null;
        }
        Mark to = edition.mark();
        if (subject.demand == Subscription.Demand.NONE && subject.holds(to.epoch(), to.rev())) {
            clean(subject);
            return false;
        }
        Optional<Frame> frame = step(subject, edition);
        if (frame.isPresent()) {
            write(frame.get(), subject, edition, now);
            written(subject, to);
            if (subject.demand != Subscription.Demand.NONE) {
                return true;
            }
            clean(subject);
            return false;
        }
        Grant grant = subject.grant;
        List<Frame> base = edition.base(grant.viewClass(), grant.selection(), session.outbound.encoding());
        subject.demand = Subscription.Demand.NONE;
        session.lane.metrics.based(subject.source());
        Transfer begun = new Transfer(subject, edition, base);
        transfer = begun;
        return chunk(begun, now);
    }

    /** The frame that takes the client from what it holds to the edition; empty when only a base does. */
    private Optional<Frame> step(Subscription subject, Edition edition) {
        Encoding encoding = session.outbound.encoding();
        Grant grant = subject.grant;
        Source source = edition.source();
        Subscription.Demand demand = subject.demand;
        if (subject.epoch == null || !subject.epoch.equals(source.epoch()) || demand == Subscription.Demand.BASE) {
            return Optional.empty();
        }
        if (subject.rev > source.rev()) {
            session.lane.metrics.ahead(subject.source());
            return Optional.empty();
        }
        if (demand == Subscription.Demand.LEAVES && subject.rev == source.rev()) {
            subject.demand = Subscription.Demand.NONE;
            return edition.repair(grant.viewClass(), grant.selection(), encoding, session.leaves(subject));
        }
        if (demand == Subscription.Demand.REBASE || !source.remembersSince(subject.rev)) {
            subject.demand = Subscription.Demand.NONE;
            session.lane.metrics.rebased(subject.source());
            return edition.rebase(grant.viewClass(), grant.selection(), encoding, subject.rev);
        }
        return edition.delta(grant.viewClass(), grant.selection(), encoding, subject.rev);
    }

    private boolean chunk(Transfer sending, long now) {
        write(sending.chunk(), sending.subject, sending.edition, now);
        if (sending.done()) {
            transfer = null;
            written(sending.subject, sending.edition.mark());
        }
        return true;
    }

    private void write(Frame frame, Subscription subject, Edition edition, long now) {
        session.outbound.source(frame, subject, edition.committedAt());
        session.standing.wroteContent(now);
    }

    private void written(Subscription subject, Mark to) {
        subject.epoch = to.epoch();
        subject.rev = to.rev();
        session.written(subject);
    }
}
