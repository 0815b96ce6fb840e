package io.sightline.engine.projection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.sightline.engine.directory.AtLeast;
import io.sightline.engine.directory.Catalogue;
import io.sightline.engine.directory.Directory;
import io.sightline.engine.directory.Index;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Result;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.journal.DataKeys;
import io.sightline.engine.journal.EventCodec;
import io.sightline.engine.runtime.Engine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory over an index that it keeps in step. It answers as soon as the index is whole and has everything that was
 * written before this process began. Thread-safe.
 */
public final class Projection implements Directory, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);

    /** How long what is under way may take when it is closed. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    /** What the lists are made of. */
    public record Sources(Catalogue catalogue, Engine engine, DataKeys keys, Feed feed, History history) {}

    private final Index index;
    private final Sources sources;
    private final Executor questions;
    private final InstantSource clock;
    private final Building building;
    private final Follower follower;
    private final Thread thread;
    private volatile boolean ready;

    private Projection(
            Index index, Sources sources, ProjectionSettings settings, Executor questions, InstantSource clock) {
        this.index = index;
        this.sources = sources;
        this.questions = questions;
        this.clock = clock;
        DocumentsOf documents = new DocumentsOf(sources.catalogue(), EventCodec.create());
        building = new Building(sources, documents, index);
        follower = new Follower(index, sources, new Reading(sources, documents, index, questions), settings, clock);
        thread = new Thread(this::run, "sightline-directory");
        thread.setDaemon(true);
    }

    /**
     * Begins to follow; returns at once.
     *
     * @param index written by nobody else from now on, and closed by whoever opened it, after this is closed
     * @param questions where searches run; one that it rejects fails
     */
    public static Projection start(
            Index index, Sources sources, ProjectionSettings settings, Executor questions, InstantSource clock) {
        Projection projection = new Projection(index, sources, settings, questions, clock);
        sources.feed().follow(projection.follower::heard);
        projection.thread.start();
        return projection;
    }

    private void run() {
        try {
            Marks marks = begin();
            if (marks.built() != null) {
                building.run(marks);
                marks = new Marks(marks.catalogue(), clock.instant(), marks.lanes(), null);
                index.commit(marks.encode());
                LOG.info("The directory is built: {} documents", index.size());
            }
            follower.catchUp(marks);
            ready = true;
            LOG.info("The directory answers");
            follower.run();
        } catch (InterruptedException | CancellationException stopped) {
            ready = false;
        } catch (RuntimeException failed) {
            ready = false;
            LOG.error("The directory has stopped and answers nothing until the node is started again", failed);
        }
    }

    /** Where the index stands, after everything that cannot be used was taken away. */
    private Marks begin() {
        String catalogue = sources.catalogue().fingerprint();
        Marks found = Marks.decode(index.marks());
        Instant oldest = clock.instant().minus(sources.feed().retention());
        if (found != null && found.catalogue().equals(catalogue) && found.at().isAfter(oldest)) {
            return found;
        }
        LOG.info("The directory is built anew from the journal");
        index.clear();
        // What is written from here on is told by the feed; what was written before is in the history.
        Map<String, Long> heads = sources.feed().heads().toCompletableFuture().join();
        Marks nothing = Building.nothing(catalogue, heads, clock.instant());
        index.commit(nothing.encode());
        return nothing;
    }

    @Override
    public CompletionStage<Result> find(Query query, @Nullable AtLeast atLeast) {
        if (!ready) {
            return CompletableFuture.failedStage(new NotReady(building.progress()));
        }
        return atLeast == null ? ask(query) : reach(atLeast).thenCompose(reached -> ask(query));
    }

    private CompletionStage<Result> ask(Query query) {
        CompletableFuture<Result> answer = new CompletableFuture<>();
        try {
            questions.execute(() -> {
                try {
                    answer.complete(index.find(query));
                } catch (RuntimeException failed) {
                    answer.completeExceptionally(failed);
                }
            });
        } catch (RejectedExecutionException busy) {
            answer.completeExceptionally(busy);
        }
        return answer;
    }

    private CompletionStage<Void> reach(AtLeast atLeast) {
        boolean listed =
                sources.catalogue().entities().contains(atLeast.entity().kind());
        return !listed || index.revision(atLeast.entity()) >= atLeast.revision()
                ? CompletableFuture.completedStage(null)
                : follower.reach(atLeast);
    }

    @Override
    public CompletionStage<Void> erase(Collection<EntityRef> entities) {
        return ready
                ? follower.erase(List.copyOf(entities))
                : CompletableFuture.failedStage(new NotReady(building.progress()));
    }

    @Override
    public Progress progress() {
        return new Progress(
                ready, ready ? 1 : building.progress(), follower.behindNanos() / 1_000_000, follower.waiting());
    }

    /** Stops following, after making durable what is in the index. What is not is read again at the next start. */
    @Override
    public void close() {
        ready = false;
        building.stop();
        follower.stop();
        try {
            thread.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
