package io.sightline.engine.projection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.sightline.engine.directory.Change;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Index;
import io.sightline.engine.directory.Page;
import io.sightline.engine.directory.Position;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Result;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.journal.DataKey;
import io.sightline.engine.journal.DataKeys;
import io.sightline.engine.runtime.EntityKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills an index from the whole history, part by part, a commit after each: one that was interrupted goes on where it was. What
 * changes meanwhile is not its business; whoever follows the feed from before the first part on makes up for it.
 */
final class Building {

    private static final Logger LOG = LoggerFactory.getLogger(Building.class);

    /** Entities read and not written yet, in each part that is being read: their keys are on the way. */
    private static final int AHEAD = 512;

    private static final int AT_ONCE = 4;

    /** Entities that cannot be read and are named in the log; further ones are counted. */
    private static final int NAMED = 20;

    private final Projection.Sources sources;
    private final DocumentsOf documents;
    private final Index index;
    private final Set<Integer> built = new HashSet<>();
    private volatile double progress;
    private volatile boolean stopping;
    private long unreadable;

    Building(Projection.Sources sources, DocumentsOf documents, Index index) {
        this.sources = sources;
        this.documents = documents;
        this.index = index;
    }

    /** Part of the history that is in the index, 0 to 1. */
    double progress() {
        return progress;
    }

    /** Has it end soon with a {@link CancellationException}; from any thread. */
    void stop() {
        stopping = true;
    }

    /**
     * Builds what the marks say is missing; blocks.
     *
     * @param begun its lanes and those parts that are built already
     */
    void run(Marks begun) throws InterruptedException {
        built.addAll(begun.built() == null ? Set.of() : begun.built());
        int threads = Math.max(1, Math.min(AT_ONCE, Runtime.getRuntime().availableProcessors()));
        ExecutorService readers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "sightline-directory-building");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int part = 0; part < sources.history().parts(); part++) {
                int number = part;
                if (!built.contains(part)) {
                    parts.add(readers.submit(() -> build(number, begun)));
                }
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (java.util.concurrent.ExecutionException failed) {
            if (failed.getCause() instanceof CancellationException cancelled) {
                throw cancelled;
            }
            throw new CompletionException(failed.getCause());
        } finally {
            // Without interrupting: that would close the files under the index.
            readers.shutdown();
        }
        index.refresh();
        sources.catalogue().kinds().stream()
                .filter(kind -> kind.owner() != null)
                .forEach(this::borrow);
        index.refresh();
        if (unreadable > 0) {
            LOG.warn("{} entities could not be read and are in no list; the first are named above", unreadable);
        }
    }

    private void build(int part, Marks begun) {
        new Reader().read(part);
        synchronized (built) {
            built.add(part);
            progress = (double) built.size() / sources.history().parts();
            index.commit(new Marks(begun.catalogue(), begun.at(), begun.lanes(), built).encode());
        }
    }

    /** Fills the borrowed fields of one kind, when all owners are there. */
    private void borrow(DocumentKind kind) {
        Query query = Query.all(kind, Page.MOST);
        Position place = null;
        do {
            Result page = index.find(place == null ? query : query.at(Page.after(place, Page.MOST)));
            List<Change> changes = new ArrayList<>();
            for (Document document : page.items()) {
                Document filled = Borrowing.filled(kind, document, index::get);
                if (!filled.equals(document)) {
                    EntityRef entity = sources.catalogue().entity(document);
                    List<DocumentKind> kinds = sources.catalogue().kindsOf(entity.kind());
                    List<Document> all = Borrowing.together(kinds, filled, index::get);
                    changes.add(new Change(entity, index.revision(entity), all, List.of()));
                }
            }
            index.write(changes);
            place = page.next();
        } while (place != null);
    }

    /** One part, on one thread. */
    private final class Reader {

        private record Replayed(
                EntityRef entity, List<History.Kept> events, CompletableFuture<Optional<DataKey>> key) {}

        private final Deque<Replayed> ahead = new ArrayDeque<>();
        private final List<Change> changes = new ArrayList<>();
        private List<History.Kept> events = new ArrayList<>();

        void read(int part) {
            sources.history().read(part, kept -> {
                if (!events.isEmpty() && !events.get(0).entity().equals(kept.entity())) {
                    finish();
                }
                if (documents.lists(kept.entity().kind())) {
                    events.add(kept);
                }
            });
            finish();
            while (!ahead.isEmpty()) {
                replay(ahead.remove());
            }
            index.write(changes);
        }

        private void finish() {
            if (events.isEmpty()) {
                return;
            }
            if (stopping) {
                throw new CancellationException();
            }
            EntityRef entity = events.get(0).entity();
            ahead.add(new Replayed(entity, events, key(sources.keys(), entity)));
            events = new ArrayList<>();
            if (ahead.size() > AHEAD) {
                replay(ahead.remove());
            }
        }

        private void replay(Replayed replayed) {
            try {
                changes.add(documents.replay(
                        replayed.entity, replayed.events, replayed.key.join().orElse(null)));
            } catch (CompletionException unknown) {
                throw unknown;
            } catch (RuntimeException failed) {
                // Its actor cannot recover either, and whoever asks for it is told; the lists go on without it.
                skip(replayed.entity, failed);
            }
            if (changes.size() >= AHEAD) {
                index.write(changes);
                changes.clear();
            }
        }
    }

    private void skip(EntityRef entity, RuntimeException why) {
        synchronized (built) {
            unreadable++;
            if (unreadable <= NAMED) {
                LOG.warn("{} cannot be read and is in no list: {}", entity, why.toString());
            }
        }
    }

    static CompletableFuture<Optional<DataKey>> key(DataKeys keys, EntityRef entity) {
        return EntityKind.keyHolder(entity)
                .map(holder -> keys.find(holder).toCompletableFuture())
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /** Where nothing is built yet. */
    static Marks nothing(String catalogue, Map<String, Long> lanes, java.time.Instant now) {
        return new Marks(catalogue, now, lanes, Set.of());
    }
}
