package io.sightline.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** Runs tasks one after the other, on whichever caller's thread finds none running. Owns no thread, so ten thousand of them cost little. */
final class Serial implements Executor {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Consumer<Throwable> failed;
    private volatile @Nullable Thread runner;

    Serial(Consumer<Throwable> failed) {
        this.failed = failed;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            do {
                runNext();
            } while (waiting.decrementAndGet() > 0);
        }
    }

    /** Whether the caller is within a task. */
    boolean within() {
        return Thread.currentThread().equals(runner);
    }

    private void runNext() {
        var task = tasks.poll();
        if (task == null) {
            throw new AssertionError("a counted task is in the queue");
        }
        runner = Thread.currentThread();
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failed.accept(e);
        } finally {
            runner = null;
        }
    }
}
