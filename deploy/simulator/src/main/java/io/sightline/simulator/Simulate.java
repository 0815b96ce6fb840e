package io.sightline.simulator;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * Runs schedules and says what came of them. {@code --seeds N} runs N of them, {@code --seed S} begins with that one and alone
 * runs it alone. The trace printed is a fingerprint of every byte and every delivery: the same seeds have the same one in
 * every JVM. Exit code 0 when every invariant held, 1 when one did not, 2 for arguments it does not know.
 */
public final class Simulate {

    private static final String USAGE = "usage: simulate [--seeds N] [--seed S]";
    private static final long SCHEDULES = 1_000;
    private static final int SHOWN = 10;

    private final long first;
    private final long count;
    private final Seams seams;
    private final ConcurrentSkipListMap<Long, Violation> violations = new ConcurrentSkipListMap<>();

    /** The fingerprints of all schedules together; in which order they end does not matter. */
    private final LongAdder traces = new LongAdder();

    Simulate(long first, long count, Seams seams) {
        this.first = first;
        this.count = count;
        this.seams = seams;
    }

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    /** Runs what the arguments ask for, prints what came of it, and returns the exit code. */
    static int run(List<String> arguments) {
        long first = 1;
        long count = SCHEDULES;
        boolean counted = false;
        for (int i = 0; i < arguments.size(); i += 2) {
            Long number = i + 1 < arguments.size() ? number(arguments.get(i + 1)) : null;
            if (number == null) {
                return refuse();
            } else if (arguments.get(i).equals("--seeds") && number > 0) {
                count = number;
                counted = true;
            } else if (arguments.get(i).equals("--seed")) {
                first = number;
                count = counted ? count : 1;
            } else {
                return refuse();
            }
        }
        var simulation = new Simulate(first, count, Seams.honest());
        simulation.run();
        return simulation.report();
    }

    private static int refuse() {
        System.err.println(USAGE);
        return 2;
    }

    private static @Nullable Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Runs all schedules on all processors; each is alone in its thread. */
    void run() {
        var next = new AtomicLong(first);
        var threads = new Thread[(int) Math.min(Runtime.getRuntime().availableProcessors(), count)];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> work(next), "schedules-" + i);
            threads[i].start();
        }
        for (var thread : threads) {
            join(thread);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void work(AtomicLong next) {
        for (long seed = next.getAndIncrement(); seed < first + count; seed = next.getAndIncrement()) {
            try {
                traces.add(Schedule.run(seed, seams));
            } catch (Violation e) {
                violations.put(seed, e);
                traces.add(e.trace());
            }
        }
    }

    /** The invariant that failed first, by seed; null when none did. */
    @Nullable
    Violation firstViolation() {
        var entry = violations.firstEntry();
        return entry == null ? null : entry.getValue();
    }

    private int report() {
        System.out.printf("schedules=%d violations=%d%n", count, violations.size());
        System.out.printf("trace=%016x%n", traces.sum());
        violations.entrySet().stream().limit(SHOWN).forEach(entry -> {
            var violation = entry.getValue();
            System.out.printf(
                    "%s seed=%d: %s%n  found: %s%n",
                    violation.invariant(), entry.getKey(), violation.invariant().rule(), violation.getMessage());
        });
        return violations.isEmpty() ? 0 : 1;
    }
}
