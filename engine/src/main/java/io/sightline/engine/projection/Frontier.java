package io.sightline.engine.projection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.sightline.engine.domain.EntityRef;

/**
 * What of the feed is in the index: for every lane the number up to which nothing is missing. A write of unknown outcome holds its
 * lane back until its entities were read after the time within which it could still come to hold. Used by one thread.
 */
final class Frontier {

    /** A write and how many of its entities are not in the index yet. */
    private static final class Open {
        private final String lane;
        private final long number;
        private final long sinceNanos;
        private int missing;

        Open(Feed.Written write, long sinceNanos) {
            this.lane = write.lane();
            this.number = write.number();
            this.missing = write.entities().size();
            this.sinceNanos = sinceNanos;
        }
    }

    private record Wanted(Open write, long revision) {}

    private final Map<String, Long> passed;
    private final Map<String, Long> heard;
    private final Map<String, Deque<Open>> lanes = new HashMap<>();
    private final Map<EntityRef, List<Wanted>> wanted = new HashMap<>();
    private final Map<String, TreeMap<Long, Open>> doubts = new HashMap<>();
    private final Map<EntityRef, List<Open>> doubted = new HashMap<>();

    /** @param passed where each lane stands */
    Frontier(Map<String, Long> passed) {
        this.passed = new HashMap<>(passed);
        heard = new HashMap<>(passed);
    }

    /**
     * Takes in a write that holds.
     *
     * @return whether it is new; one that was told before, or lies behind a later one of its lane, is not
     */
    boolean began(Feed.Written write, long nowNanos) {
        if (write.number() <= heard.getOrDefault(write.lane(), Long.MIN_VALUE)) {
            return false;
        }
        heard.put(write.lane(), write.number());
        Open open = new Open(write, nowNanos);
        lanes.computeIfAbsent(write.lane(), lane -> new ArrayDeque<>()).addLast(open);
        write.entities().forEach((entity, revision) -> want(entity, new Wanted(open, revision)));
        return true;
    }

    /** Takes in a write that may hold or come to hold. */
    void doubted(Feed.Written write, long nowNanos) {
        Open open = new Open(write, nowNanos);
        doubts.computeIfAbsent(write.lane(), lane -> new TreeMap<>()).put(write.number(), open);
        write.entities().keySet().forEach(entity -> doubted.computeIfAbsent(entity, each -> new ArrayList<>(1))
                .add(open));
    }

    private void want(EntityRef entity, Wanted what) {
        wanted.computeIfAbsent(entity, each -> new ArrayList<>(1)).add(what);
    }

    boolean isWanted(EntityRef entity) {
        return wanted.containsKey(entity) || doubted.containsKey(entity);
    }

    /** Has every write that waits for one entity wait for others, too, at whatever revision they are. */
    void alsoWaitFor(EntityRef entity, Collection<EntityRef> others) {
        for (Wanted each : List.copyOf(wanted.getOrDefault(entity, List.of()))) {
            for (EntityRef other : others) {
                each.write.missing++;
                want(other, new Wanted(each.write, 0));
            }
        }
    }

    /** An entity is in the index as of a revision. */
    void done(EntityRef entity, long revision) {
        List<Wanted> waiting = wanted.get(entity);
        if (waiting == null) {
            return;
        }
        waiting.removeIf(each -> {
            boolean met = each.revision <= revision;
            each.write.missing -= met ? 1 : 0;
            return met;
        });
        if (waiting.isEmpty()) {
            wanted.remove(entity);
        }
    }

    /** An entity is in the index as it was read when nothing doubtful about it could come to hold any more. */
    void settled(EntityRef entity) {
        List<Open> open = doubted.remove(entity);
        for (Open each : open == null ? List.<Open>of() : open) {
            TreeMap<Long, Open> lane = doubts.get(each.lane);
            if (--each.missing == 0 && lane != null) {
                lane.remove(each.number);
                doubts.values().removeIf(TreeMap::isEmpty);
            }
        }
    }

    /** Where each lane stands now. */
    Map<String, Long> passed() {
        lanes.forEach((lane, open) -> {
            while (!open.isEmpty() && open.getFirst().missing == 0) {
                passed.put(lane, open.removeFirst().number);
            }
        });
        lanes.values().removeIf(Deque::isEmpty);
        Map<String, Long> sure = new HashMap<>(passed);
        doubts.forEach((lane, open) -> sure.computeIfPresent(lane, (same, at) -> Math.min(at, open.firstKey() - 1)));
        return sure;
    }

    /** How many entities are waited for. */
    int waiting() {
        return wanted.size();
    }

    /** The age of the oldest write that holds and is not wholly in the index, 0 when there is none. */
    long behindNanos(long nowNanos) {
        passed();
        return lanes.values().stream()
                .mapToLong(open -> nowNanos - open.getFirst().sinceNanos)
                .max()
                .orElse(0);
    }
}
