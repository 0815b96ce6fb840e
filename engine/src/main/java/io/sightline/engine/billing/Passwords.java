package io.sightline.engine.billing;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;

/**
 * Makes and checks password hashes (argon2id, PHC text) on threads of its own, because one hash costs as much as hundreds of
 * commands. What does not fit the queue fails at once with {@link PasswordsBusyException}. Thread-safe.
 */
public final class Passwords implements AutoCloseable {

    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final Argon2Function function;
    private final ThreadPoolExecutor threads;
    private final LongAdder hashings = new LongAdder();

    public Passwords(PasswordSettings settings) {
        function = Argon2Function.getInstance(
                settings.memoryKib(), settings.iterations(), settings.parallelism(), HASH_BYTES, Argon2.ID);
        AtomicInteger count = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.queue()),
                work -> {
                    Thread thread = new Thread(work, "passwords-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    public CompletionStage<PasswordHash> hash(Secret password) {
        return run(() -> new PasswordHash(Password.hash(password.text())
                .addRandomSalt(SALT_BYTES)
                .with(function)
                .getResult()));
    }

    /** Whether a password is the one the hash was made from, whatever the hash cost when it was made. */
    public CompletionStage<Boolean> matches(Secret password, PasswordHash hash) {
        return run(
                () -> Password.check(password.text(), hash.phc()).with(Argon2Function.getInstanceFromHash(hash.phc())));
    }

    private <T> CompletionStage<T> run(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        hashings.increment();
                        return work.get();
                    },
                    threads);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedStage(new PasswordsBusyException());
        }
    }

    /** How many hashes were made, to keep or to compare, since the start. */
    public long hashings() {
        return hashings.sum();
    }

    /** Ends the threads; what still waits is answered first. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
