package io.sightline.simulator.reference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * One user, one client, one node, some sources, and letters between them that are late and may be lost. Commands come from
 * outside; {@link #trouble} lets one random thing happen in between, {@link #quiesce} brings everything to rest and says
 * what has gone wrong.
 *
 * <p>One file holds it all, for it is read as one argument: each mechanism is a line or two, and what it prevents is a few lines
 * away.
 */
public final class Model {

    private static final int LOST_ONE_IN = 20;

    private record Told(long rev, SortedMap<String, Grant> grants) {}

    private final Set<Mechanism> with;
    private final RandomGenerator random;
    private final EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);

    // The owners.
    private final TreeMap<String, Listing> sources = new TreeMap<>();
    private final Map<String, List<String>> epochs = new HashMap<>();
    private SortedMap<String, Grant> grants = new TreeMap<>();
    private long manifest;
    private final List<Promise> waiting = new ArrayList<>();

    // What was acknowledged.
    private final Map<List<String>, Promise.Removal> removed = new HashMap<>();
    private final Set<Long> revoked = new HashSet<>();

    // The node and the client.
    private final TreeMap<String, Listing> mirrors = new TreeMap<>();
    private final TreeMap<String, ArrayDeque<Letter>> letters = new TreeMap<>();
    private final ArrayDeque<Told> manifests = new ArrayDeque<>();
    private @Nullable Session session;
    private Client client = Client.fresh();

    /** @param with the mechanisms that are there; all of them but in an ablation */
    public Model(Set<Mechanism> with, RandomGenerator random) {
        this.with = Set.copyOf(with);
        this.random = random;
    }

    // Commands.

    /** A source moves on, forgets, or begins anew. */
    public void source(String id, Listing next) {
        var before = sources.put(id, next);
        var known = epochs.computeIfAbsent(id, any -> new ArrayList<>());
        if (!known.contains(next.epoch())) {
            known.add(next.epoch());
        }
        if (before == null) {
            return;
        }
        if (!before.epoch().equals(next.epoch())) {
            tell(id, new Letter.Head(next.epoch(), next.rev()));
        } else if (next.rev() > before.rev()) {
            var gone = next.removedSince(before.rev());
            var puts = next.putSince(before.rev()).keySet();
            tell(id, new Letter.Change(next.epoch(), before.rev(), next.rev(), puts, gone));
            gone.forEach(key -> promise(new Promise.Removal(id, key, next.epoch(), next.rev())));
        }
    }

    /** The user's rights are these from here on. */
    public void grants(SortedMap<String, Grant> next) {
        var before = grants;
        grants = next;
        manifest++;
        if (session != null) {
            manifests.add(new Told(manifest, next));
        }
        before.forEach((source, grant) -> {
            var now = next.get(source);
            if (now == null || now.number() != grant.number()) {
                promise(new Promise.Revocation(grant.number(), manifest));
            }
        });
    }

    public SortedMap<String, Grant> grants() {
        return grants;
    }

    public Listing source(String id) {
        return sources.getOrDefault(id, Listing.empty(""));
    }

    // Acknowledgement.

    private void promise(Promise promise) {
        if (with.contains(Mechanism.FENCE)) {
            waiting.add(promise);
            acknowledge();
        } else {
            keep(promise);
        }
    }

    private void acknowledge() {
        waiting.removeIf(promise -> {
            boolean passed = passed(promise);
            if (passed) {
                keep(promise);
            }
            return passed;
        });
    }

    private boolean passed(Promise promise) {
        if (promise instanceof Promise.Removal removal) {
            var mirror = mirrors.get(removal.source());
            return mirror == null || reaches(removal.source(), mirror, removal.epoch(), removal.rev());
        }
        return session == null || session.manifest >= ((Promise.Revocation) promise).manifest();
    }

    private boolean reaches(String source, Listing mirror, String epoch, long rev) {
        var known = epochs.getOrDefault(source, List.of());
        int ahead = known.indexOf(mirror.epoch()) - known.indexOf(epoch);
        return ahead > 0 || (ahead == 0 && mirror.rev() >= rev);
    }

    private void keep(Promise promise) {
        if (promise instanceof Promise.Removal removal) {
            removed.put(List.of(removal.source(), removal.key(), removal.epoch()), removal);
        } else {
            revoked.add(((Promise.Revocation) promise).grant());
        }
    }

    // The connection.

    void connect() {
        var opened = new Session(grants, manifest);
        session = opened;
        manifests.clear();
        manifestDue(opened);
        grants.forEach((source, grant) -> {
            var cursor = client.cursors().get(source);
            if (cursor != null && (!numbered() || cursor.grant() == grant.number())) {
                opened.sent.put(source, cursor);
            }
            follow(opened, source);
        });
    }

    void disconnect() {
        session = null;
        manifests.clear();
        acknowledge();
    }

    private void follow(Session to, String source) {
        mirrors.computeIfAbsent(source, id -> {
            letters.remove(id);
            return source(id);
        });
        due(to, source);
    }

    private boolean numbered() {
        return with.contains(Mechanism.GRANT_NUMBER);
    }

    private void manifestDue(Session to) {
        if (with.contains(Mechanism.LOOKED_UP_WHEN_SENT)) {
            to.manifestDue = true;
        } else {
            to.queue.add(new Frame.Manifest(to.followed));
        }
    }

    private void due(Session to, String source) {
        if (with.contains(Mechanism.LOOKED_UP_WHEN_SENT)) {
            to.due.add(source);
            return;
        }
        var frame = next(to, source);
        if (frame != null) {
            to.queue.add(frame);
        }
    }

    // What reaches the node.

    private void tell(String source, Letter letter) {
        if (mirrors.containsKey(source)) {
            letters.computeIfAbsent(source, any -> new ArrayDeque<>()).add(letter);
        }
    }

    private boolean deliverManifest() {
        var told = manifests.poll();
        var to = session;
        if (told == null || to == null) {
            return false;
        }
        var before = to.followed;
        to.followed = told.grants();
        to.manifest = told.rev();
        manifestDue(to);
        before.forEach((source, grant) -> {
            if (!same(grant, told.grants().get(source))) {
                to.sent.remove(source);
                to.due.remove(source);
            }
        });
        told.grants().forEach((source, grant) -> {
            if (!same(grant, before.get(source))) {
                follow(to, source);
            }
        });
        acknowledge();
        return true;
    }

    private boolean same(Grant grant, @Nullable Grant other) {
        return other != null && (!numbered() || other.number() == grant.number());
    }

    private boolean deliver(String source, boolean lost) {
        var queue = letters.get(source);
        var letter = queue == null ? null : queue.poll();
        var mirror = mirrors.get(source);
        if (letter == null) {
            return false;
        }
        if (lost || mirror == null) {
            return true;
        }
        mirrors.put(source, after(source, mirror, letter));
        if (session != null && session.followed.containsKey(source)) {
            due(session, source);
        }
        acknowledge();
        return true;
    }

    private Listing after(String source, Listing mirror, Letter letter) {
        if (letter instanceof Letter.Head head) {
            return foreign(mirror, head.epoch()) || head.rev() > mirror.rev() ? source(source) : mirror;
        }
        var change = (Letter.Change) letter;
        if (foreign(mirror, change.epoch())) {
            return source(source);
        }
        if (change.rev() <= mirror.rev()) {
            return mirror;
        }
        if (with.contains(Mechanism.PREDECESSOR) && change.prev() != mirror.rev()) {
            return source(source);
        }
        return mirror.moved(change.rev(), change.puts(), change.removals());
    }

    private boolean foreign(Listing mirror, String epoch) {
        return with.contains(Mechanism.EPOCH) && !mirror.epoch().equals(epoch);
    }

    private void heartbeat() {
        if (with.contains(Mechanism.HEARTBEAT)) {
            mirrors.keySet()
                    .forEach(id -> tell(
                            id, new Letter.Head(source(id).epoch(), source(id).rev())));
        }
    }

    /** A mirror that nobody needs goes. */
    private void idle(String source) {
        if (session == null || !session.followed.containsKey(source)) {
            mirrors.remove(source);
            letters.remove(source);
            acknowledge();
        }
    }

    // What reaches the client.

    private boolean flush() {
        var from = session;
        if (from == null) {
            return false;
        }
        if (!with.contains(Mechanism.LOOKED_UP_WHEN_SENT)) {
            var frame = from.queue.poll();
            send(frame);
            return frame != null;
        }
        if (from.manifestDue) {
            from.manifestDue = false;
            send(new Frame.Manifest(from.followed));
            return true;
        }
        if (from.due.isEmpty()) {
            return false;
        }
        var source = List.copyOf(from.due).get(random.nextInt(from.due.size()));
        from.due.remove(source);
        send(next(from, source));
        return true;
    }

    /** What brings the client from where it will be to where the mirror is; null when it is there. */
    private @Nullable Frame next(Session of, String source) {
        var mirror = mirrors.get(source);
        var grant = of.followed.get(source);
        if (mirror == null || grant == null) {
            return null;
        }
        var from = of.sent.get(source);
        var to = new Cursor(mirror.epoch(), mirror.rev(), grant.number());
        boolean continues = from != null
                && !foreign(mirror, from.epoch())
                && (!numbered() || from.grant() == grant.number())
                && (!with.contains(Mechanism.HORIZON) || from.rev() >= mirror.horizon())
                && from.rev() <= mirror.rev();
        if (from == null || !continues) {
            of.sent.put(source, to);
            return new Frame.Base(source, to, grant.of(mirror.entries()));
        }
        if (from.rev() == mirror.rev()) {
            return null;
        }
        of.sent.put(source, to);
        var puts = grant.of(mirror.putSince(from.rev()));
        return new Frame.Delta(source, from, to, puts, mirror.removedSince(from.rev()));
    }

    private void send(@Nullable Frame frame) {
        if (frame instanceof Frame.Manifest told && with.contains(Mechanism.MANIFEST)) {
            client = client.apply(told, numbered());
        } else if (frame instanceof Frame.Base base) {
            leaves(base.source(), base.to(), base.entries());
            client = client.apply(base);
        } else if (frame instanceof Frame.Delta delta) {
            leaves(delta.source(), delta.to(), delta.puts());
            if (!client.fits(delta)) {
                faults.add(Fault.BASE_MISMATCH);
            } else if (client.repeats(delta)) {
                faults.add(Fault.APPLIED_TWICE);
            }
            client = client.apply(delta);
        }
    }

    private void leaves(String source, Cursor at, SortedMap<String, Long> puts) {
        puts.forEach((key, rev) -> {
            var gone = removed.get(List.of(source, key, at.epoch()));
            if (revoked.contains(at.grant()) || (gone != null && rev < gone.rev())) {
                faults.add(Fault.SENT_AFTER_ACKNOWLEDGEMENT);
            }
        });
    }

    // Chance, and rest.

    /** Lets one thing happen that is not a command. */
    public void trouble() {
        int kind = random.nextInt(72);
        var all = List.copyOf(sources.keySet());
        var any = all.get(random.nextInt(all.size()));
        if (kind < 4 && session == null) {
            connect();
        } else if (kind < 4) {
            disconnect();
        } else if (kind < 24) {
            deliver(any, random.nextInt(LOST_ONE_IN) == 0);
        } else if (kind < 34) {
            deliverManifest();
        } else if (kind < 37) {
            heartbeat();
        } else if (kind < 38) {
            idle(any);
        } else {
            flush();
        }
    }

    /** Lets everything arrive. @return what has gone wrong, by now or before */
    public Set<Fault> quiesce() {
        if (session == null) {
            connect();
        }
        for (int round = 0; round < 4; round++) {
            boolean more = true;
            while (more) {
                more = deliverManifest();
                more |= flush();
                for (var source : sources.keySet()) {
                    more |= deliver(source, false);
                }
            }
            heartbeat();
        }
        if (diverged()) {
            faults.add(Fault.DIVERGED);
        }
        if (!waiting.isEmpty()) {
            faults.add(Fault.NEVER_ACKNOWLEDGED);
        }
        return EnumSet.copyOf(faults);
    }

    private boolean diverged() {
        var due = new TreeMap<String, SortedMap<String, Long>>();
        grants.forEach(
                (source, grant) -> due.put(source, grant.of(source(source).entries())));
        if (with.contains(Mechanism.MAP_PER_SOURCE)) {
            return !due.equals(client.held());
        }
        var keys = new HashSet<String>();
        due.values().forEach(entries -> keys.addAll(entries.keySet()));
        return !keys.equals(client.flat());
    }

    /** What the client holds of a source: each key with its revision. */
    public SortedMap<String, Long> held(String source) {
        return client.held().getOrDefault(source, new TreeMap<>());
    }
}
