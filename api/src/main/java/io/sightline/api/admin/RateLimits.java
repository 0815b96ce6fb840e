package io.sightline.api.admin;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * What each key may send to this node. A key that was silent may send its whole quota at once; then it comes back evenly. A
 * stream counts as one request, for it is held back by its own reader. Thread-safe.
 */
final class RateLimits {

    /** Keys remembered; one that is forgotten begins with a whole quota again. */
    private static final int REMEMBERED = 10_000;

    private final int quota;
    private final Duration window;
    private final LoadingCache<String, Bucket> buckets;

    RateLimits(int quota, Duration window, TimeMeter clock) {
        this.quota = quota;
        this.window = window;
        this.buckets = Caffeine.newBuilder().maximumSize(REMEMBERED).build(key -> Bucket.builder()
                .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, window))
                .withCustomTimePrecision(clock)
                .build());
    }

    /** How a key stands after one more request. */
    Standing take(String key) {
        ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        return new Standing(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    /** Undoes one {@link #take}. */
    void giveBack(String key) {
        buckets.get(key).addTokens(1);
    }

    private static long seconds(long nanos) {
        return (nanos + 999_999_999L) / 1_000_000_000L;
    }

    /**
     * Where a key stands.
     *
     * @param left requests it may send at once
     * @param reset seconds until it has its whole quota again
     * @param retry seconds until it may send one, when it was not admitted
     */
    record Standing(boolean admitted, long left, long reset, long retry) {

        Problem problem() {
            return Problem.of(ProblemType.RATE_LIMITED).with("Retry-After", Long.toString(retry));
        }
    }

    /** The answer, saying what the key may send and what is left of it. */
    HttpResponse tell(HttpResponse response, Standing standing) {
        return response.addHeader(
                        RawHeader.create("RateLimit-Policy", "\"default\";q=" + quota + ";w=" + window.toSeconds()))
                .addHeader(
                        RawHeader.create("RateLimit", "\"default\";r=" + standing.left() + ";t=" + standing.reset()));
    }
}
