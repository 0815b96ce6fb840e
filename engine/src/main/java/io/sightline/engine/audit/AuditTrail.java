package io.sightline.engine.audit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import static java.util.concurrent.CompletableFuture.completedStage;

/** Reads all chains as one list, newest first. A page costs a bounded search: it may be short, and still not the last. */
public final class AuditTrail {

    /** Records that one page looks at. */
    static final int LOOKED_AT = 4_096;

    private static final int AT_ONCE = AuditStore.MOST;

    private final AuditStore store;

    public AuditTrail(AuditStore store) {
        this.store = store;
    }

    /**
     * One page.
     *
     * @param next where to go on: for each chain the number below which nothing was looked at; null at the end
     */
    public record Page(
            List<ChainedRecord> records, @Nullable Map<String, Long> next) {

        public Page {
            records = List.copyOf(records);
        }
    }

    /** @param after {@code next} of the page before, or null for the first */
    public CompletionStage<Page> page(AuditFilter filter, @Nullable Map<String, Long> after, int limit) {
        return beginning(filter, after).thenCompose(streams -> new Walk(filter, streams, limit).go());
    }

    private CompletionStage<List<Stream>> beginning(AuditFilter filter, @Nullable Map<String, Long> after) {
        if (after != null) {
            return completedStage(after.entrySet().stream()
                    .map(each -> new Stream(each.getKey(), each.getValue()))
                    .toList());
        }
        return store.streams().thenCompose(names -> {
            CompletionStage<List<Stream>> all = completedStage(new ArrayList<>());
            for (String name : names) {
                all = all.thenCombine(end(name, filter.to()), (streams, end) -> {
                    streams.add(new Stream(name, end));
                    return streams;
                });
            }
            return all;
        });
    }

    /** The number of the first record that is too late, or of the one yet to come. */
    private CompletionStage<Long> end(String stream, @Nullable Instant to) {
        return store.last(stream).thenCompose(last -> {
            long end = last.map(each -> each.number() + 1).orElse(0L);
            return to == null ? completedStage(end) : firstFrom(stream, to, 0, end);
        });
    }

    /** Times never go back along a chain, so the place is found by halving. */
    private CompletionStage<Long> firstFrom(String stream, Instant at, long low, long high) {
        if (low >= high) {
            return completedStage(low);
        }
        long middle = (low + high) >>> 1;
        return store.from(stream, middle, 1)
                .thenCompose(
                        found -> found.isEmpty() || !found.get(0).record().at().isBefore(at)
                                ? firstFrom(stream, at, low, middle)
                                : firstFrom(stream, at, middle + 1, high));
    }

    /** One chain as far as it has been read: what lies ready begins just below {@code next}. */
    private static final class Stream {

        private final String name;
        private final Deque<ChainedRecord> ready = new ArrayDeque<>();
        private long next;

        Stream(String name, long next) {
            this.name = name;
            this.next = next;
        }
    }

    private final class Walk {

        private final AuditFilter filter;
        private final List<Stream> streams;
        private final int limit;
        private final List<ChainedRecord> found = new ArrayList<>();
        private int lookedAt;

        Walk(AuditFilter filter, List<Stream> streams, int limit) {
            this.filter = filter;
            this.streams = streams;
            this.limit = limit;
        }

        CompletionStage<Page> go() {
            while (true) {
                Optional<Stream> empty = streams.stream()
                        .filter(each -> each.ready.isEmpty() && each.next > 0)
                        .findFirst();
                if (empty.isPresent()) {
                    return fill(empty.get()).thenCompose(filled -> go());
                }
                Optional<Stream> newest = streams.stream()
                        .filter(each -> !each.ready.isEmpty())
                        .max(Comparator.comparing((Stream each) ->
                                        each.ready.element().record().at())
                                .thenComparing(each -> each.name));
                if (newest.isEmpty()) {
                    return completedStage(new Page(found, null));
                }
                if (found.size() == limit || lookedAt == LOOKED_AT) {
                    Map<String, Long> next = new TreeMap<>();
                    streams.forEach(each -> next.put(each.name, each.next));
                    return completedStage(new Page(found, next));
                }
                take(newest.get());
            }
        }

        private CompletionStage<?> fill(Stream stream) {
            return store.below(stream.name, stream.next, AT_ONCE).thenAccept(records -> {
                stream.ready.addAll(records);
                if (records.isEmpty()) {
                    stream.next = 0;
                }
            });
        }

        private void take(Stream stream) {
            ChainedRecord record = stream.ready.remove();
            stream.next = record.number();
            lookedAt++;
            if (filter.from() != null && record.record().at().isBefore(filter.from())) {
                stream.ready.clear();
                stream.next = 0;
            } else if (filter.matches(record.record())) {
                found.add(record);
            }
        }
    }
}
