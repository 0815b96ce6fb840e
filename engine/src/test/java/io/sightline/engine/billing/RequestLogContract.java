package io.sightline.engine.billing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.RequestId;
import io.sightline.engine.domain.RequestType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What every {@link RequestLog} has to do. */
@Timeout(120)
public abstract class RequestLogContract {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** Set by the tests; implementations are given a source that reads it. */
    private Instant now = NOON;

    private RequestLog log = new InMemoryRequestLog(Duration.ofDays(90), () -> now);

    /** An empty log of one writer. Rows older than the retention, by the clock, are not told any more. */
    protected abstract RequestLog create(Duration retention, InstantSource clock);

    /** The same log as another process finds it at its start: the same rows, the same writer. */
    protected abstract RequestLog reopen(RequestLog log);

    @BeforeEach
    void empty() {
        log = create(Duration.ofDays(90), () -> now);
    }

    @Test
    void keepsWhatWasAppendedInItsOrder() {
        List<RequestLog.Position> first = await(log.append(List.of(entry("a"), entry("b"))));
        List<RequestLog.Position> second = await(log.append(List.of(entry("c"))));

        assertThat(first).hasSize(2);
        assertThat(List.of(first.get(0), first.get(1), second.get(0)))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(ids(await(log.unsettled(10)))).containsExactly("a", "b", "c");
        assertThat(await(log.unsettled(10)).get(0).entry()).isEqualTo(entry("a"));
    }

    @Test
    void appendsAsMuchAtOnceAsItPromises() {
        List<RequestLog.Entry> entries = IntStream.range(0, RequestLog.MOST_AT_ONCE)
                .mapToObj(i -> entry("r" + i))
                .toList();

        assertThat(await(log.append(entries))).hasSize(RequestLog.MOST_AT_ONCE).isSorted();
        assertThat(await(log.unsettled(1_000))).hasSize(RequestLog.MOST_AT_ONCE);
    }

    @Test
    void findsOnlyTheUnsettledAgain() {
        List<RequestLog.Position> kept = await(log.append(List.of(entry("a"), entry("b"), entry("c"))));
        await(log.settle(List.of(settlement(kept.get(1)))));

        assertThat(ids(await(log.unsettled(10)))).containsExactly("a", "c");
        assertThat(ids(await(log.unsettled(1)))).containsExactly("a");
        assertThat(ids(await(reopen(log).unsettled(10)))).containsExactly("a", "c");
    }

    @Test
    void findsAnOldUnsettledRowBeforeManySettledOnes() {
        RequestLog.Position old = await(log.append(List.of(entry("old")))).get(0);
        for (int day = 1; day <= 3; day++) {
            now = NOON.plus(Duration.ofDays(day));
            List<RequestLog.Position> more = await(log.append(List.of(entry("x" + day), entry("y" + day))));
            await(log.settle(List.of(settlement(more.get(0)), settlement(more.get(1)))));
        }
        assertThat(await(reopen(log).unsettled(10)))
                .extracting(RequestLog.Row::position)
                .containsExactly(old);
        await(log.settle(List.of(settlement(old))));
        assertThat(await(reopen(log).unsettled(10))).isEmpty();
    }

    @Test
    void numbersRiseAcrossReopeningAndAClockThatWentBack() {
        RequestLog.Position before = await(log.append(List.of(entry("a")))).get(0);
        now = NOON.minus(Duration.ofHours(1));
        RequestLog again = reopen(log);

        assertThat(await(again.append(List.of(entry("b")))).get(0)).isGreaterThan(before);
        assertThat(ids(await(again.unsettled(10)))).containsExactly("a", "b");
    }

    @Test
    void settlingTwiceIsSettlingOnce() {
        RequestLog.Position kept = await(log.append(List.of(entry("a")))).get(0);
        await(log.settle(List.of(settlement(kept))));
        await(log.settle(List.of(settlement(kept))));

        assertThat(await(log.page(null, 10)).rows())
                .containsExactly(new RequestLog.Row(kept, entry("a"), settlement(kept)));
    }

    @Test
    void findsARowByItsPosition() {
        List<RequestLog.Position> kept = await(log.append(List.of(entry("a"), entry("b"), entry("c"))));
        await(log.settle(List.of(settlement(kept.get(1)))));
        RequestLog.Position last = kept.get(2);

        assertThat(await(log.find(kept.get(1))))
                .contains(new RequestLog.Row(kept.get(1), entry("b"), settlement(kept.get(1))));
        assertThat(await(log.find(last))).contains(new RequestLog.Row(last, entry("c"), null));
        assertThat(await(log.find(new RequestLog.Position(last.slot(), last.number() + 1))))
                .isEmpty();
        assertThat(await(log.find(new RequestLog.Position(last.slot() + 1, last.number()))))
                .isEmpty();
        assertThat(await(log.find(new RequestLog.Position(last.slot(), 0)))).isEmpty();
    }

    @Test
    void emptiesTheContentsOfSettledRowsThatAreChosen() {
        var positions = log.append(List.of(entry("settled"), entry("other"), entry("open")))
                .toCompletableFuture()
                .join();
        log.settle(List.of(settlement(positions.get(0)), settlement(positions.get(1))))
                .toCompletableFuture()
                .join();
        assertThat(log.empty(row -> !row.entry().id().value().contains("other"))
                        .toCompletableFuture()
                        .join())
                .isEqualTo(1);
        var rows = log.page(null, 10).toCompletableFuture().join().rows();
        assertThat(rows).hasSize(3);
        for (RequestLog.Row row : rows) {
            assertThat(row.entry().content().isEmpty()).isEqualTo(row.position().equals(positions.get(0)));
        }
        assertThat(log.empty(row -> true).toCompletableFuture().join())
                .as("the other")
                .isEqualTo(1);
    }

    @Test
    void pagesFromTheNewestToTheOldest() {
        List<RequestLog.Entry> entries = new ArrayList<>();
        for (int day = 0; day < 3; day++) {
            now = NOON.plus(Duration.ofDays(day));
            for (int i = 0; i < 5; i++) {
                RequestLog.Entry entry = entry("r" + day + i);
                entries.add(entry);
                await(log.append(List.of(entry)));
            }
        }
        List<String> told = new ArrayList<>();
        RequestLog.Page page = await(log.page(null, 4));
        told.addAll(ids(page.rows()));
        while (page.next() != null) {
            assertThat(page.rows()).hasSize(4);
            page = await(log.page(page.next(), 4));
            told.addAll(ids(page.rows()));
        }
        List<String> expected = new ArrayList<>(
                entries.stream().map(entry -> entry.id().value()).toList());
        java.util.Collections.reverse(expected);
        assertThat(told).isEqualTo(expected);
    }

    @Test
    void forgetsWhatIsPastItsRetention() {
        log = create(Duration.ofDays(2), () -> now);
        RequestLog.Position old = await(log.append(List.of(entry("old")))).get(0);
        now = NOON.plus(Duration.ofDays(1));
        await(log.append(List.of(entry("young"))));
        now = NOON.plus(Duration.ofDays(2)).plusSeconds(1);

        assertThat(ids(await(log.page(null, 10)).rows())).containsExactly("young");
        assertThat(await(log.find(old))).isEmpty();
        assertThat(ids(await(log.unsettled(10)))).containsExactly("young");
    }

    @Test
    void takesWritersSideBySide() {
        List<CompletableFuture<List<RequestLog.Position>>> writes = IntStream.range(0, 50)
                .mapToObj(i -> log.append(List.of(entry("r" + i))).toCompletableFuture())
                .toList();
        List<RequestLog.Position> positions =
                writes.stream().flatMap(write -> await(write).stream()).toList();

        assertThat(positions).doesNotHaveDuplicates().hasSize(50);
        assertThat(await(log.unsettled(100))).hasSize(50);
    }

    private RequestLog.Entry entry(String id) {
        return new RequestLog.Entry(
                new RequestId(id),
                RequestType.PAUSE_ENTITY,
                now,
                "0123456789abcdef0123456789abcdef",
                new Sealed(("content of " + id).getBytes(StandardCharsets.UTF_8)));
    }

    private static RequestLog.Settlement settlement(RequestLog.Position position) {
        return new RequestLog.Settlement(
                position,
                NOON.plusSeconds(1),
                RequestType.PAUSE_ENTITY,
                Outcome.REJECTED,
                EntityRef.of(Kind.USER, "u.1"),
                "GONE: user");
    }

    private static List<String> ids(List<RequestLog.Row> rows) {
        return rows.stream().map(row -> row.entry().id().value()).toList();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
