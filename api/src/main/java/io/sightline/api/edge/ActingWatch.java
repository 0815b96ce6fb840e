package io.sightline.api.edge;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sightline.engine.sync.SyncClock;

/**
 * Which actings of administrators for users are known to go on, so that their sessions here end soon after they do. It is told
 * again and again; what has not been confirmed for four seconds counts as ended, so nobody sees more because a store is silent.
 * Thread-safe.
 */
public final class ActingWatch {

    private static final long GOOD_FOR = Duration.ofSeconds(4).toNanos();

    /** Longer than any acting: what has ended is not looked up again. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int MOST = 10_000;

    private final SyncClock clock;
    /** When each was last confirmed, in the clock's nanoseconds; {@link Long#MIN_VALUE} for one that is to be looked up. */
    private final Map<String, Long> confirmed = new ConcurrentHashMap<>();

    private final Cache<String, Boolean> ended;

    public ActingWatch(SyncClock clock) {
        this.clock = clock;
        this.ended = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED)
                .build();
    }

    /** The acting goes on: it has just been looked up. */
    void confirm(String acting) {
        if (ended.getIfPresent(acting) == null) {
            confirmed.put(acting, clock.nanos());
        }
    }

    /** Whether it is known to go on. One that is not known here is looked up, which the next one who asks may see. */
    boolean stands(String acting) {
        if (ended.getIfPresent(acting) != null || (confirmed.size() >= MOST && !confirmed.containsKey(acting))) {
            return false;
        }
        long at = confirmed.computeIfAbsent(acting, unknown -> Long.MIN_VALUE);
        return at != Long.MIN_VALUE && clock.nanos() - at < GOOD_FOR;
    }

    /**
     * Looks all of them up; to be called every second.
     *
     * @param live begins to read which actings go on; fails when that cannot be told
     */
    public void look(Supplier<CompletionStage<Set<String>>> live) {
        // Listed before the reading begins: what is listed had begun by then, so what is not read has ended.
        List<String> known = List.copyOf(confirmed.keySet());
        live.get()
                .thenAccept(ids -> known.forEach(acting -> {
                    if (ids.contains(acting)) {
                        confirm(acting);
                    } else {
                        ended.put(acting, true);
                        confirmed.remove(acting);
                    }
                }));
    }
}
