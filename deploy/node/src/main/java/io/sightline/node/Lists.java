package io.sightline.node;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import io.sightline.engine.directory.Catalogue;
import io.sightline.engine.directory.Directory;
import io.sightline.engine.directory.listed.Everything;
import io.sightline.engine.journal.DataKeys;
import io.sightline.engine.projection.Projection;
import io.sightline.engine.projection.ProjectionSettings;
import io.sightline.engine.runtime.Engine;
import io.sightline.persistence.CassandraFeed;
import io.sightline.persistence.CassandraHistory;
import io.sightline.persistence.lucene.LuceneIndex;
import org.apache.pekko.actor.typed.ActorSystem;

/** The directory of this node, with the folder and the threads it has. */
final class Lists {

    /** Questions that wait; one more is answered by asking to come again. */
    private static final int WAITING = 1_000;

    private final LuceneIndex index;
    private final Projection projection;
    private final ThreadPoolExecutor questions;

    private Lists(LuceneIndex index, Projection projection, ThreadPoolExecutor questions) {
        this.index = index;
        this.projection = projection;
        this.questions = questions;
    }

    /** Opens the index in {@code home/directory} and begins to follow; returns before it answers. */
    static Lists open(ActorSystem<?> system, Path home, Engine engine, CqlSession store, DataKeys keys) {
        Config config = system.settings().config();
        Catalogue catalogue = Everything.catalogue();
        Path folder = home.resolve("directory");
        LuceneIndex index;
        try {
            index = LuceneIndex.open(folder, catalogue.kinds());
        } catch (UncheckedIOException failed) {
            throw new StartException(
                    "cannot use " + folder + ": another node may run there, or it is not writable", failed);
        }
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        ThreadPoolExecutor questions = new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "sightline-directory-question");
                    thread.setDaemon(true);
                    return thread;
                });
        Projection projection = Projection.start(
                index,
                new Projection.Sources(
                        catalogue, engine, keys, new CassandraFeed(store), new CassandraHistory(store, config)),
                ProjectionSettings.from(config),
                questions,
                InstantSource.system());
        return new Lists(index, projection, questions);
    }

    Directory directory() {
        return projection;
    }

    void close() {
        projection.close();
        questions.shutdown();
        index.close();
    }
}
