package io.sightline.engine.projection;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.sightline.engine.directory.AtLeast;
import io.sightline.engine.directory.Catalogue;
import io.sightline.engine.directory.Change;
import io.sightline.engine.directory.Directory;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Filter;
import io.sightline.engine.directory.Index;
import io.sightline.engine.directory.Page;
import io.sightline.engine.directory.Position;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Result;
import io.sightline.engine.domain.EntityRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the feed tells into the index. Everything happens on one thread, so an entity's documents are written in the order of
 * its revisions, and a borrowed field is either filled from the owner as it is or filled again when the owner changes. What comes
 * from other threads waits in one queue.
 */
final class Follower {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    /** How long an entity that could not be read is left alone. */
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Entities of one query for borrowers, and documents written before they are looked at. */
    private static final int BATCH = 500;

    private record Later(EntityRef entity, long atNanos, boolean settles) {}

    private record Reaching(long revision, CompletableFuture<Void> reached) {}

    private final Index index;
    private final Reading entities;
    private final Catalogue catalogue;
    private final Feed feed;
    private final ProjectionSettings settings;
    private final InstantSource clock;
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();

    private Frontier frontier = new Frontier(Map.of());
    private final Set<EntityRef> due = new LinkedHashSet<>();
    private final Set<EntityRef> reading = new HashSet<>();
    private final Set<EntityRef> dueAgain = new HashSet<>();
    private final PriorityQueue<Later> later =
            new PriorityQueue<>((one, other) -> Long.signum(one.atNanos - other.atNanos));
    private final Set<EntityRef> settling = new HashSet<>();
    private final Set<EntityRef> missing = new HashSet<>();
    private final Set<EntityRef> anew = new HashSet<>();
    private final Map<EntityRef, List<Reaching>> reaching = new HashMap<>();
    private final Unseen unseen;
    private Map<String, Long> committed = Map.of();
    private long refreshedAt = System.nanoTime();
    private long committedAt = System.nanoTime();
    private volatile boolean listening;
    private volatile boolean stopping;
    private volatile long behindNanos;
    private volatile int waiting;

    Follower(
            Index index,
            Projection.Sources sources,
            Reading entities,
            ProjectionSettings settings,
            InstantSource clock) {
        this.index = index;
        this.entities = entities;
        this.catalogue = sources.catalogue();
        this.unseen = new Unseen(catalogue, index);
        this.feed = sources.feed();
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Takes in a write, from any thread. What holds is read from the feed at first, so only doubts are kept until then.
     */
    void heard(Feed.Written write) {
        if (listening || !write.known()) {
            inbox.add(() -> take(write));
        }
    }

    /** Reads what was written since the marks, and follows until each entity concerned has been looked at once. */
    void catchUp(Marks marks) throws InterruptedException {
        frontier = new Frontier(marks.lanes());
        committed = marks.lanes();
        listening = true;
        List<Feed.Written> missed = new ArrayList<>();
        feed.since(marks.lanes(), missed::add).toCompletableFuture().join();
        // Before what waits in the inbox: of one lane, that lies behind.
        missed.forEach(this::take);
        missing.addAll(due);
        anew.addAll(due);
        while (!missing.isEmpty() && !stopping) {
            step();
        }
        show();
        commit();
    }

    /** Follows until it is to stop, and makes durable what it has. */
    void run() throws InterruptedException {
        while (!stopping) {
            step();
        }
        show();
        commit();
    }

    /** Has it stop soon; from any thread. An interrupt would close the files under the index. */
    void stop() {
        stopping = true;
        inbox.add(() -> {});
    }

    private void step() throws InterruptedException {
        boolean idle = due.isEmpty() || reading.size() >= settings.readAtOnce();
        Runnable next = idle ? inbox.poll(settings.refreshEvery().toNanos(), TimeUnit.NANOSECONDS) : inbox.poll();
        for (int taken = 0; next != null && taken < BATCH; taken++) {
            next.run();
            next = inbox.poll();
        }
        if (next != null) {
            next.run();
        }
        long now = System.nanoTime();
        for (Later first = later.peek(); first != null && first.atNanos - now <= 0; first = later.peek()) {
            due.add(later.remove().entity);
            if (first.settles) {
                settling.add(first.entity);
            }
        }
        ask();
        if (now - refreshedAt >= settings.refreshEvery().toNanos() || !reaching.isEmpty()) {
            show();
        }
        if (now - committedAt >= settings.commitEvery().toNanos()) {
            commit();
        }
        behindNanos = frontier.behindNanos(now);
        waiting = frontier.waiting();
    }

    private void take(Feed.Written write) {
        long now = System.nanoTime();
        if (!write.known()) {
            frontier.doubted(write, now);
            long settled = now + settings.doubtFor().toNanos();
            write.entities().keySet().forEach(entity -> later.add(new Later(entity, settled, true)));
        } else if (frontier.began(write, now)) {
            write.entities().forEach((entity, revision) -> {
                if (catalogue.entities().contains(entity.kind())) {
                    due.add(entity);
                } else {
                    frontier.done(entity, revision);
                }
            });
        }
    }

    private void ask() {
        Iterator<EntityRef> each = due.iterator();
        while (each.hasNext() && reading.size() < settings.readAtOnce()) {
            EntityRef entity = each.next();
            each.remove();
            if (!catalogue.entities().contains(entity.kind())) {
                settling.remove(entity);
                frontier.settled(entity);
            } else if (reading.add(entity)) {
                boolean settles = settling.remove(entity);
                entities.read(entity)
                        .whenComplete((change, failure) -> inbox.add(() -> read(entity, settles, change, failure)));
            } else {
                // What is being read may be from before.
                dueAgain.add(entity);
            }
        }
    }

    private void read(EntityRef entity, boolean settles, @Nullable Change change, @Nullable Throwable failure) {
        reading.remove(entity);
        missing.remove(entity);
        if (dueAgain.remove(entity)) {
            due.add(entity);
        }
        if (change != null) {
            write(change);
            if (settles) {
                frontier.settled(entity);
            }
            return;
        }
        LOG.warn("{} could not be read for the directory: {}", entity, String.valueOf(failure));
        List<Reaching> waited = reaching.remove(entity);
        if (waited != null && failure != null) {
            waited.forEach(each -> each.reached.completeExceptionally(failure));
        }
        if (frontier.isWanted(entity)) {
            later.add(new Later(entity, System.nanoTime() + AGAIN_NANOS, settles));
        }
    }

    private void write(Change change) {
        List<Document> standing = new ArrayList<>();
        for (Document document : change.standing()) {
            standing.add(Borrowing.filled(catalogue.kind(document.kind()), document, unseen::current));
        }
        Set<EntityRef> borrowers = borrowers(change.entity(), standing);
        Change filled = new Change(change.entity(), change.revision(), standing, change.lasting());
        index.write(List.of(filled));
        if (!borrowers.isEmpty()) {
            // What they had written before is done with first: it is not what is waited for.
            show();
            frontier.alsoWaitFor(change.entity(), borrowers);
            due.addAll(borrowers);
        }
        unseen.written(filled);
    }

    /**
     * Who repeats something of an entity that is about to be written otherwise than it stands. An entity that is read anew after
     * a restart may stand as it is, and those who repeat it not yet.
     */
    private Set<EntityRef> borrowers(EntityRef entity, List<Document> standing) {
        boolean sure = anew.remove(entity);
        Set<EntityRef> found = new HashSet<>();
        for (DocumentKind kind : catalogue.kindsOf(entity.kind())) {
            List<DocumentKind> borrowers = catalogue.borrowers(kind.name());
            if (borrowers.isEmpty()) {
                continue;
            }
            Document after = standing.stream()
                    .filter(document -> document.kind().equals(kind.name()))
                    .findFirst()
                    .orElse(null);
            Document before = unseen.current(kind.name(), entity.id()).orElse(null);
            for (DocumentKind borrower : borrowers) {
                if (sure || Borrowing.concerns(borrower, before, after)) {
                    borrowing(borrower, entity.id()).forEach(document -> found.add(catalogue.entity(document)));
                    found.addAll(unseen.borrowers(borrower, entity.id()));
                }
            }
            if (after == null) {
                unseen.gone(kind.name(), entity.id());
            }
        }
        return found;
    }

    /** The documents that repeat something of an owner's, as far as the index shows them. */
    private List<Document> borrowing(DocumentKind borrower, String owner) {
        String field = Objects.requireNonNull(borrower.owner()).field();
        Query query = Query.all(borrower, BATCH).filtered(new Filter.AnyOf(field, Set.of(owner)));
        List<Document> found = new ArrayList<>();
        Position place = null;
        do {
            Result page = index.find(place == null ? query : query.at(Page.after(place, BATCH)));
            found.addAll(page.items());
            place = page.next();
        } while (place != null);
        return found;
    }

    /** Makes what was written known, and tells those who waited for it. */
    private void show() {
        refreshedAt = System.nanoTime();
        if (unseen.changes().isEmpty()) {
            return;
        }
        index.refresh();
        for (Change change : unseen.changes()) {
            EntityRef entity = change.entity();
            frontier.done(entity, change.revision());
            List<Reaching> waited = reaching.getOrDefault(entity, new ArrayList<>());
            waited.removeIf(each -> tell(entity, each, change.revision()));
            if (waited.isEmpty()) {
                reaching.remove(entity);
            }
        }
        unseen.clear();
    }

    /** Answers one who waits for a revision, unless an answer of the entity's is still to come. */
    private boolean tell(EntityRef entity, Reaching reaching, long revision) {
        if (reaching.revision <= revision) {
            reaching.reached.complete(null);
            return true;
        }
        if (due.contains(entity) || reading.contains(entity)) {
            return false;
        }
        // The entity was asked after whoever asks here had the revision from it: there is none.
        reaching.reached.completeExceptionally(new Directory.TooNew(new AtLeast(entity, reaching.revision), revision));
        return true;
    }

    private void commit() {
        committedAt = System.nanoTime();
        Map<String, Long> passed = frontier.passed();
        if (!passed.equals(committed)) {
            index.commit(new Marks(catalogue.fingerprint(), clock.instant(), passed, null).encode());
            committed = passed;
        }
    }

    CompletionStage<Void> reach(AtLeast atLeast) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        inbox.add(() -> {
            reaching.computeIfAbsent(atLeast.entity(), entity -> new ArrayList<>(1))
                    .add(new Reaching(atLeast.revision(), reached));
            due.add(atLeast.entity());
        });
        return reached;
    }

    CompletionStage<Void> erase(List<EntityRef> entities) {
        CompletableFuture<Void> erased = new CompletableFuture<>();
        inbox.add(() -> {
            try {
                show();
                index.remove(entities);
                index.refresh();
                entities.forEach(this::takeBack);
                index.expunge();
                index.refresh();
                unseen.clear();
                erased.complete(null);
            } catch (RuntimeException failed) {
                erased.completeExceptionally(failed);
                throw failed;
            }
        });
        return erased;
    }

    /** Empties what others repeat of an entity that was removed. */
    private void takeBack(EntityRef entity) {
        for (DocumentKind kind : catalogue.kindsOf(entity.kind())) {
            unseen.gone(kind.name(), entity.id());
            for (DocumentKind borrower : catalogue.borrowers(kind.name())) {
                for (Document document : borrowing(borrower, entity.id())) {
                    EntityRef other = catalogue.entity(document);
                    Document without = Borrowing.filled(borrower, document, (of, id) -> Optional.empty());
                    List<Document> all = Borrowing.together(catalogue.kindsOf(other.kind()), without, unseen::current);
                    index.write(List.of(new Change(other, index.revision(other), all, List.of())));
                }
            }
        }
    }

    long behindNanos() {
        return behindNanos;
    }

    int waiting() {
        return waiting;
    }
}
