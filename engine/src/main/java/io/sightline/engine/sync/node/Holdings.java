package io.sightline.engine.sync.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.Root;
import io.sightline.engine.sync.wire.ClientMessage.Held;
import io.sightline.engine.sync.wire.Frame;
import io.sightline.engine.sync.wire.FrameEncoder;
import org.jspecify.annotations.Nullable;

/**
 * What one session has written to its client, and what it still owes: the manifest, and of each granted source one mark and
 * a dirty bit. Which sources there are follows the manifest the moment it changes, also while nothing can be written; so
 * nothing of a lost grant is left to be found.
 */
final class Holdings {

    private static final Subscription[] NOTHING = {};

    private final Session session;
    private @Nullable Manifest written;

    /** The manifest that the sources go by. The user's mirror may be ahead of it until the lane is told. */
    private @Nullable Manifest followed;

    private Subscription[] subscriptions = NOTHING;

    /** What is owed; null while nothing is. */
    private @Nullable Backlog backlog;

    Holdings(Session session) {
        this.session = session;
    }

    /** The manifest the client was told last; null before the first. */
    @Nullable
    Manifest written() {
        return written;
    }

    Subscription[] subscriptions() {
        return subscriptions;
    }

    @Nullable
    Subscription find(SourceId source) {
        int low = 0;
        int high = subscriptions.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = subscriptions[middle].source().compareTo(source);
            if (order == 0) {
                return subscriptions[middle];
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /**
     * Takes over what the client says it holds. Only what the present manifest grants counts, so a cursor can never bring a
     * source into being.
     *
     * @param known the manifest that the client holds exactly, or null when it must be told all of it
     */
    void begin(@Nullable Manifest known, Manifest now, List<Held> cursor) {
        written = known;
        follow(now);
        Map<SourceId, Held> held = Claim.bySource(cursor);
        for (Subscription subscription : subscriptions) {
            place(subscription, held.get(subscription.source()));
        }
        demandAll();
    }

    /** Lists every source once more, the most urgent first. */
    void demandAll() {
        Subscription[] byUrgency = subscriptions.clone();
        Arrays.sort(byUrgency, Comparator.comparingInt(one -> FrameEncoder.priority(one.source())));
        for (Subscription subscription : byUrgency) {
            demand(subscription);
        }
    }

    /** Goes by what the client says it holds where that is not what it should hold before the frames still on their way. */
    void compare(Claim claim) {
        Map<SourceId, Held> held = Claim.bySource(claim.cursor());
        for (Subscription subscription : subscriptions) {
            Held one = held.get(subscription.source());
            Mark said = one == null || one.grant() != subscription.grant.number() ? null : one.mark();
            if (!Objects.equals(said, session.outbound.applied(subscription))) {
                session.outbound.forget(subscription);
                place(subscription, one);
                demand(subscription);
            }
        }
    }

    /** Goes by the client's word about one source; anything under another grant is nothing. */
    void place(Subscription subscription, @Nullable Held held) {
        if (backlog != null) {
            backlog.abandon(subscription);
        }
        if (held != null && held.grant() == subscription.grant.number()) {
            subscription.epoch = held.mark().epoch();
            subscription.rev = held.mark().rev();
        } else {
            subscription.holdsNothing();
        }
    }

    /** Has the client told the whole manifest again. */
    void tellWholeManifest() {
        written = null;
        owed().manifestDue(true);
    }

    /** Lets sources go and come as a manifest says, at once. */
    void follow(Manifest manifest) {
        followed = manifest;
        if (!manifest.equals(written)) {
            owed().manifestDue(true);
        }
        List<Subscription> next = new ArrayList<>(manifest.grants().size());
        List<Subscription> fresh = new ArrayList<>();
        for (Subscription held : subscriptions) {
            Grant grant = manifest.grants().get(held.source());
            if (grant == null || grant.number() != held.grant.number()) {
                drop(held);
            }
        }
        for (Grant grant : manifest.grants().values()) {
            Subscription held = find(grant.source());
            if (held != null && held.grant.number() == grant.number()) {
                held.grant = grant;
                next.add(held);
            } else {
                Subscription added = session.lane.audience.subscribe(session, grant);
                next.add(added);
                fresh.add(added);
            }
        }
        subscriptions = next.isEmpty() ? NOTHING : next.toArray(NOTHING);
        for (Subscription added : fresh) {
            demand(added);
        }
    }

    /** Whether the sources go by exactly this manifest. */
    boolean follows(Manifest manifest) {
        return manifest.equals(followed);
    }

    private void drop(Subscription subscription) {
        if (backlog != null) {
            backlog.remove(subscription);
        }
        session.outbound.forget(subscription);
        session.lane.audience.unsubscribe(subscription);
    }

    void clear() {
        for (Subscription subscription : subscriptions) {
            session.lane.audience.unsubscribe(subscription);
        }
        subscriptions = NOTHING;
        backlog = null;
    }

    private Backlog owed() {
        if (backlog == null) {
            backlog = new Backlog(session);
        }
        return backlog;
    }

    /** Notes that something may be due of a source. */
    void demand(Subscription subscription) {
        owed().add(subscription);
    }

    /** Has a source written otherwise than by the natural delta. */
    void demand(Subscription subscription, Subscription.Demand demand) {
        Backlog owed = owed();
        owed.abandon(subscription);
        subscription.demand = demand;
        owed.add(subscription);
    }

    /** Whether the client has been written everything this node knows. */
    boolean clean() {
        Backlog owed = backlog;
        return owed == null || (!owed.manifestDue() && (!owed.sourcesDue() || withheld()));
    }

    /** Whether the user may see nothing at present. */
    boolean withheld() {
        return written != null && written.status() != Manifest.Status.ACTIVE;
    }

    /** Whether there is something to write. */
    boolean due() {
        return backlog != null && backlog.due();
    }

    /** Writes what is due until nothing is or the way is closed. */
    void write(long now) {
        Manifest manifest = followed;
        Backlog owed = backlog;
        if (manifest == null || owed == null) {
            return;
        }
        if (owed.manifestDue()) {
            if (!session.outbound.open(now)) {
                return;
            }
            tell(manifest, now);
            owed.manifestDue(false);
        }
        if (manifest.status() == Manifest.Status.ACTIVE) {
            owed.write(now);
        }
        if (owed.settled()) {
            backlog = null;
        }
    }

    private void tell(Manifest manifest, long now) {
        ManifestStep step = ManifestStep.between(written, manifest);
        ManifestMirror.Published published = session.user().published();
        long committedAt = published == null ? 0 : published.committedAt();
        for (Frame frame : step.frames(session.outbound.encoder())) {
            session.outbound.manifest(frame, step.prev(), committedAt);
        }
        session.standing.wroteContent(now);
        for (Grant grant : step.letGo()) {
            Subscription subscription = find(grant.source());
            if (subscription != null) {
                subscription.holdsNothing();
                demand(subscription);
            }
        }
        written = manifest;
    }

    /** The root of what was written. */
    String root(Root root) {
        Manifest manifest = written;
        if (manifest == null) {
            return root.nothing();
        }
        root.begin(manifest.epoch(), manifest.rev());
        if (manifest.status() == Manifest.Status.ACTIVE) {
            rows(root, manifest);
        }
        return root.end();
    }

    private void rows(Root root, Manifest manifest) {
        int at = 0;
        for (Grant grant : manifest.grants().values()) {
            while (at < subscriptions.length && subscriptions[at].source().compareTo(grant.source()) < 0) {
                at++;
            }
            Subscription same = at < subscriptions.length ? subscriptions[at] : null;
            if (same != null && same.source().equals(grant.source()) && same.grant.number() == grant.number()) {
                root.add(grant.source(), same.epoch, same.rev, grant.number());
            } else {
                root.add(grant.source(), null, -1, grant.number());
            }
        }
    }

    /**
     * Whether no mirror it depends on may have missed anything, and none has moved on since the lane was told. The owner
     * waits for the lanes only as long as the lease lasts, so one that comes back may bring what was acknowledged meanwhile.
     */
    boolean current(long now) {
        boolean withheld = withheld();
        for (Subscription subscription : subscriptions) {
            Mirror mirror = subscription.at.mirror;
            if (mirror == null || !mirror.current(now)) {
                return false;
            }
            Mark mark = mirror.mark();
            if (!withheld && (mark == null || !subscription.holds(mark.epoch(), mark.rev()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether every mirror it depends on may be served from. */
    boolean live(long now) {
        for (Subscription subscription : subscriptions) {
            Mirror mirror = subscription.at.mirror;
            if (mirror == null || !mirror.live(now)) {
                return false;
            }
        }
        return true;
    }

    long manifestRev() {
        Manifest manifest = written;
        return manifest == null ? -1 : manifest.rev();
    }
}
