package io.sightline.engine.billing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/** The reference: a sorted map with one slot, for tests. */
public final class InMemoryRequestLog implements RequestLog {

    private final TreeMap<Position, Row> rows = new TreeMap<>();
    private final Duration retention;
    private final InstantSource clock;
    private long last;

    public InMemoryRequestLog(Duration retention, InstantSource clock) {
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public synchronized CompletionStage<List<Position>> append(List<Entry> entries) {
        List<Position> positions = new ArrayList<>();
        for (Entry entry : entries) {
            last = Math.max(last + 1, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
            Position position = new Position(0, last);
            rows.put(position, new Row(position, entry, null));
            positions.add(position);
        }
        return CompletableFuture.completedStage(List.copyOf(positions));
    }

    @Override
    public synchronized CompletionStage<Void> settle(List<Settlement> settlements) {
        for (Settlement settlement : settlements) {
            rows.computeIfPresent(
                    settlement.position(),
                    (position, row) -> row.settlement() == null ? new Row(position, row.entry(), settlement) : row);
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public synchronized CompletionStage<List<Row>> unsettled(int most) {
        return CompletableFuture.completedStage(rows.values().stream()
                .filter(row -> row.settlement() == null && isKept(row))
                .limit(most)
                .toList());
    }

    @Override
    public synchronized CompletionStage<Page> page(@Nullable Position before, int most) {
        List<Row> found = (before == null ? rows : rows.headMap(before, false))
                .descendingMap().values().stream()
                        .filter(this::isKept)
                        .limit(most + 1L)
                        .toList();
        if (found.size() <= most) {
            return CompletableFuture.completedStage(new Page(found, null));
        }
        List<Row> page = found.subList(0, most);
        return CompletableFuture.completedStage(
                new Page(page, page.get(most - 1).position()));
    }

    @Override
    public synchronized CompletionStage<Integer> empty(Predicate<Row> chosen) {
        int emptied = 0;
        for (Row row : List.copyOf(rows.values())) {
            if (row.settlement() != null && !row.entry().content().isEmpty() && chosen.test(row)) {
                Entry was = row.entry();
                Entry bare =
                        new Entry(was.id(), was.type(), was.receivedAt(), was.fingerprint(), new Sealed(new byte[0]));
                rows.put(row.position(), new Row(row.position(), bare, row.settlement()));
                emptied++;
            }
        }
        return CompletableFuture.completedStage(emptied);
    }

    private boolean isKept(Row row) {
        return row.entry().receivedAt().isAfter(clock.instant().minus(retention));
    }
}
