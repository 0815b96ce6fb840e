package io.sightline.engine.sync.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.Root;
import io.sightline.engine.sync.wire.ClientMessage.Held;
import io.sightline.engine.sync.wire.Encoding;
import io.sightline.engine.sync.wire.Frame;
import io.sightline.engine.sync.wire.FrameEncoder;
import org.jspecify.annotations.Nullable;

/**
 * What one session has written to its client, and what it still owes: the manifest, and of each granted source one mark and
 * a dirty bit. Which sources there are follows the manifest the moment it changes, also while nothing can be written; so
 * nothing of a lost grant is left to be found.
 */
final class Holdings {

    /** How many grants one manifest frame lists; at most 160 bytes each. */
    private static final int GRANTS_A_FRAME = 400;

    /** A base on its way: the client holds it when the last chunk is written. */
    private static final class Transfer {
        final Subscription subject;
        final Edition edition;
        final List<Frame> chunks;
        int next;

        Transfer(Subscription subject, Edition edition, List<Frame> chunks) {
            this.subject = subject;
            this.edition = edition;
            this.chunks = chunks;
        }
    }

    private static final Subscription[] NOTHING = {};

    private final Session session;
    private @Nullable Manifest written;

    /** The manifest that the sources go by. The user's mirror may be ahead of it until the lane is told. */
    private @Nullable Manifest followed;

    private boolean manifestDue;
    private Subscription[] subscriptions = NOTHING;
    private @Nullable Subscription listHead;
    private @Nullable Subscription listTail;
    private int dirty;
    private @Nullable Transfer transfer;

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
        manifestDue = known == null || !known.equals(now);
        follow(now);
        Map<SourceId, Held> held = new TreeMap<>();
        for (Held one : cursor) {
            held.put(one.source(), one);
        }
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

    /** Goes by the client's word about one source; anything under another grant is nothing. */
    void place(Subscription subscription, @Nullable Held held) {
        abandon(subscription);
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
        manifestDue = true;
    }

    /** Lets sources go and come as a manifest says, at once. */
    void follow(Manifest manifest) {
        followed = manifest;
        manifestDue = manifestDue || !manifest.equals(written);
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
                Subscription added = session.lane.subscribe(session, grant);
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
        abandon(subscription);
        if (subscription.dirty) {
            subscription.dirty = false;
            dirty--;
        }
        session.forget(subscription);
        session.lane.unsubscribe(subscription);
    }

    private void abandon(Subscription subscription) {
        if (transfer != null && transfer.subject == subscription) {
            transfer = null;
        }
    }

    void clear() {
        for (Subscription subscription : subscriptions) {
            session.lane.unsubscribe(subscription);
        }
        subscriptions = NOTHING;
        listHead = null;
        listTail = null;
        transfer = null;
        dirty = 0;
    }

    /** Notes that something may be due of a source. */
    void demand(Subscription subscription) {
        if (!subscription.dirty) {
            subscription.dirty = true;
            dirty++;
        }
        if (!subscription.listed) {
            subscription.listed = true;
            subscription.next = null;
            if (listTail == null) {
                listHead = subscription;
            } else {
                listTail.next = subscription;
            }
            listTail = subscription;
        }
    }

    /** Has a source written otherwise than by the natural delta. */
    void demand(Subscription subscription, Subscription.Demand demand) {
        abandon(subscription);
        subscription.demand = demand;
        demand(subscription);
    }

    /** Whether the client has been written everything this node knows. */
    boolean clean() {
        return !manifestDue && (dirty == 0 || withheld());
    }

    /** Whether the user may see nothing at present. */
    boolean withheld() {
        return written != null && written.status() != Manifest.Status.ACTIVE;
    }

    /** Whether there is something to write. */
    boolean due() {
        return manifestDue || listHead != null;
    }

    /** Writes what is due until nothing is or the way is closed. */
    void write(long now) {
        ManifestMirror user = session.user();
        Manifest manifest = followed;
        if (manifest == null) {
            return;
        }
        if (manifestDue) {
            if (!session.open(now)) {
                return;
            }
            tell(manifest, user);
        }
        if (manifest.status() != Manifest.Status.ACTIVE) {
            return;
        }
        while (listHead != null && session.open(now)) {
            Subscription first = listHead;
            if (!first.dirty || !resolve(first, now)) {
                unlist();
            }
        }
    }

    private void unlist() {
        Subscription first = listHead;
        if (first != null) {
            listHead = first.next;
            if (listHead == null) {
                listTail = null;
            }
            first.next = null;
            first.listed = false;
        }
    }

    private void clean(Subscription subscription) {
        subscription.dirty = false;
        dirty--;
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
            if (transfer.edition == edition || !edition.removedSince(transfer.edition.mark())) {
                return chunk(transfer);
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
            session.write(frame.get(), subject, edition.committedAt());
            subject.epoch = to.epoch();
            subject.rev = to.rev();
            session.written(subject);
            if (subject.demand != Subscription.Demand.NONE) {
                return true;
            }
            clean(subject);
            return false;
        }
        Encoding encoding = session.encoding();
        List<Frame> base = edition.base(subject.grant.viewClass(), subject.grant.selection(), encoding);
        subject.demand = Subscription.Demand.NONE;
        session.lane.metrics.based(subject.source());
        Transfer begun = new Transfer(subject, edition, base);
        transfer = begun;
        return chunk(begun);
    }

    /** The frame that takes the client from what it holds to the edition; empty when only a base does. */
    private Optional<Frame> step(Subscription subject, Edition edition) {
        Encoding encoding = session.encoding();
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

    private boolean chunk(Transfer sending) {
        Subscription subject = sending.subject;
        Frame chunk = sending.chunks.get(sending.next++);
        session.write(chunk, subject, sending.edition.committedAt());
        if (sending.next < sending.chunks.size()) {
            return true;
        }
        transfer = null;
        subject.epoch = sending.edition.mark().epoch();
        subject.rev = sending.edition.mark().rev();
        session.written(subject);
        return true;
    }

    private void tell(Manifest manifest, ManifestMirror user) {
        Manifest before = written;
        boolean full = before == null
                || !before.epoch().equals(manifest.epoch())
                || before.status() == Manifest.Status.ENDED
                || before.rev() > manifest.rev();
        List<Grant> add = new ArrayList<>();
        TreeMap<SourceId, Long> gone = new TreeMap<>();
        for (Grant grant : manifest.grants().values()) {
            if (full || before == null || !grant.equals(before.grants().get(grant.source()))) {
                add.add(grant);
            }
        }
        if (!full && before != null) {
            for (Grant grant : before.grants().values()) {
                if (!manifest.grants().containsKey(grant.source())) {
                    gone.put(grant.source(), grant.number());
                }
            }
        }
        FrameEncoder encoder = FrameEncoder.of(session.encoding());
        long prev = before == null ? -1 : before.rev();
        ManifestMirror.Published published = user.published();
        long committedAt = published == null ? 0 : published.committedAt();
        List<Grant> first = add.subList(0, Math.min(GRANTS_A_FRAME, add.size()));
        session.writeManifest(encoder.manifest(manifest, Math.max(prev, 0), first, gone, full), prev, committedAt);
        for (int from = GRANTS_A_FRAME; from < add.size(); from += GRANTS_A_FRAME) {
            List<Grant> more = add.subList(from, Math.min(from + GRANTS_A_FRAME, add.size()));
            session.writeManifest(encoder.manifest(manifest, manifest.rev(), more, Map.of(), false), prev, committedAt);
            for (Grant grant : more) {
                Subscription subscription = find(grant.source());
                if (full && subscription != null) {
                    // The first frame did not list it, so the client has let it go.
                    subscription.holdsNothing();
                    demand(subscription);
                }
            }
        }
        written = manifest;
        manifestDue = false;
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
