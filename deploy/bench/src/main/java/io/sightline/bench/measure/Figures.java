package io.sightline.bench.measure;

import java.util.Arrays;
import java.util.Locale;

/** Durations that were measured, in nanoseconds. Immutable. */
public final class Figures {

    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sorted;

    private Figures(long[] sorted) {
        this.sorted = sorted;
    }

    /** @throws IllegalArgumentException if nothing was measured */
    public static Figures of(long... nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Figures(sorted);
    }

    public int count() {
        return sorted.length;
    }

    /**
     * The smallest figure that at least so many of a hundred do not pass; always one that was measured.
     *
     * @param percent above 0, at most 100
     */
    public long percentile(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("%s is no percentage".formatted(percent));
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[rank - 1];
    }

    public long max() {
        return sorted[sorted.length - 1];
    }

    public double p50Millis() {
        return percentile(50) / NANOS_PER_MILLI;
    }

    public double p99Millis() {
        return percentile(99) / NANOS_PER_MILLI;
    }

    public double maxMillis() {
        return max() / NANOS_PER_MILLI;
    }

    /** All of both. */
    public Figures and(Figures more) {
        long[] all = Arrays.copyOf(sorted, sorted.length + more.sorted.length);
        System.arraycopy(more.sorted, 0, all, sorted.length, more.sorted.length);
        return of(all);
    }

    /** For a table: {@code p50 / p99 / max}, in milliseconds. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f / %.1f / %.1f", p50Millis(), p99Millis(), maxMillis());
    }
}
