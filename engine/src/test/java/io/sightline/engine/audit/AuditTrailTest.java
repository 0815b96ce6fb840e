package io.sightline.engine.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AuditTrailTest {

    private static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null);

    private final InMemoryAuditStore store = new InMemoryAuditStore();
    private final AuditTrail trail = new AuditTrail(store);
    private final List<ChainedRecord> written = new ArrayList<>();

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @BeforeEach
    void write() {
        for (String stream : List.of("0", "1", "7")) {
            Auditor auditor = new Auditor(store, AuditRecords.CHAIN, stream);
            for (int number = 0; number < 400; number++) {
                written.add(get(auditor.record(AuditRecords.number(number))));
            }
        }
        written.sort(Comparator.comparing((ChainedRecord each) -> each.record().at())
                .thenComparing(ChainedRecord::stream)
                .reversed());
    }

    private List<ChainedRecord> everything(AuditFilter filter, int limit) {
        List<ChainedRecord> all = new ArrayList<>();
        @Nullable Map<String, Long> after = null;
        do {
            AuditTrail.Page page = get(trail.page(filter, after, limit));
            assertThat(page.records().size()).isLessThanOrEqualTo(limit);
            all.addAll(page.records());
            after = page.next();
        } while (after != null);
        return all;
    }

    @Test
    void isOneListOfAllChainsNewestFirst() {
        assertThat(everything(ALL, 50)).isEqualTo(written);
        assertThat(everything(ALL, 7)).isEqualTo(written);
    }

    @Test
    void staysWhatItWasWhileMoreIsWritten() {
        AuditTrail.Page first = get(trail.page(ALL, null, 10));
        get(new Auditor(store, AuditRecords.CHAIN, "0").record(AuditRecords.number(5_000)));
        assertThat(get(trail.page(ALL, first.next(), 10)).records()).isEqualTo(written.subList(10, 20));
    }

    @Test
    void isNarrowedDown() {
        assertThat(everything(new AuditFilter("actor-1", null, null, null, null, null, null), 20))
                .isEqualTo(only(each -> each.actor().id().equals("actor-1")));
        assertThat(everything(new AuditFilter(null, "u-1", null, null, null, null, null), 20))
                .isEqualTo(only(each -> each.onBehalfOf() != null));
        assertThat(everything(new AuditFilter(null, null, "users/39", null, null, null, null), 20))
                .hasSize(3);
        assertThat(everything(new AuditFilter(null, null, null, "PUT /api/v1/cameras", null, null, null), 20))
                .isEmpty();
        assertThat(everything(new AuditFilter(null, null, null, null, "request-8", null, null), 20))
                .hasSize(3);
    }

    private List<ChainedRecord> only(java.util.function.Predicate<AuditRecord> wanted) {
        return written.stream().filter(each -> wanted.test(each.record())).toList();
    }

    @Test
    void hasAPeriodWhoseEndIsNotPartOfIt() {
        Instant from = AuditRecords.NOON.plusSeconds(100);
        Instant to = AuditRecords.NOON.plusSeconds(200);
        assertThat(everything(new AuditFilter(null, null, null, null, null, from, to), 33))
                .isEqualTo(only(each -> !each.at().isBefore(from) && each.at().isBefore(to)))
                .hasSize(300);
    }

    @Test
    void looksAtSoMuchForOnePageAndNoMore() {
        Auditor auditor = new Auditor(store, AuditRecords.CHAIN, "0");
        List<CompletionStage<ChainedRecord>> last = new ArrayList<>();
        for (int number = 400; number < 400 + AuditTrail.LOOKED_AT; number++) {
            last.add(auditor.record(AuditRecords.number(number)));
        }
        last.forEach(AuditTrailTest::get);
        AuditFilter rare = new AuditFilter(null, null, "users/1", null, null, null, null);
        AuditTrail.Page page = get(trail.page(rare, null, 50));
        assertThat(page.records()).isEmpty();
        assertThat(page.next()).isNotNull();
        assertThat(everything(rare, 50)).hasSize(3);
    }

    @Test
    void verifiesEveryChain() {
        List<ChainReport> reports = get(new AuditVerification(store, AuditRecords.CHAIN).all());
        assertThat(reports).hasSize(3).allMatch(ChainReport::whole).allMatch(each -> each.count() == 400);
    }
}
