package io.sightline.engine.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What every {@link AuditStore} does; each implementation's test extends it. */
@Timeout(120)
public abstract class AuditStoreContract {

    private final String stream = UUID.randomUUID().toString();

    /** A store that may hold other chains. */
    protected abstract AuditStore store();

    protected static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private List<ChainedRecord> written(AuditStore store, int count) {
        List<ChainedRecord> all = AuditRecords.chain(stream, count);
        for (int from = 0; from < count; from += AuditStore.MOST) {
            assertThat(get(store.append(all.subList(from, Math.min(count, from + AuditStore.MOST)))))
                    .isTrue();
        }
        return all;
    }

    @Test
    void knowsNothingOfAChainThatNobodyBegan() {
        AuditStore store = store();
        assertThat(get(store.last(stream))).isEmpty();
        assertThat(get(store.reached(stream))).isZero();
        assertThat(get(store.from(stream, 0, 10))).isEmpty();
        assertThat(get(store.below(stream, 10, 10))).isEmpty();
        assertThat(get(store.streams())).doesNotContain(stream);
    }

    @Test
    void givesBackEveryFieldAsItWas() {
        AuditStore store = store();
        List<ChainedRecord> all = written(store, 4);
        assertThat(get(store.from(stream, 0, 10))).isEqualTo(all);
        assertThat(get(store.last(stream))).contains(all.get(3));
        assertThat(get(store.reached(stream))).isEqualTo(4);
        assertThat(get(store.streams())).contains(stream);
    }

    @Test
    void readsBothWaysAcrossManyRuns() {
        AuditStore store = store();
        List<ChainedRecord> all = written(store, 700);
        assertThat(get(store.from(stream, 100, 256))).isEqualTo(all.subList(100, 356));
        assertThat(get(store.from(stream, 690, 256))).isEqualTo(all.subList(690, 700));
        List<ChainedRecord> newestFirst = new ArrayList<>(all.subList(44, 300));
        java.util.Collections.reverse(newestFirst);
        assertThat(get(store.below(stream, 300, 256))).isEqualTo(newestFirst);
        assertThat(get(store.below(stream, 3, 256))).hasSize(3);
        assertThat(get(store.below(stream, 10_000, 1))).containsExactly(all.get(699));
    }

    @Test
    void keepsNothingOfARunWhenANumberIsTaken() {
        AuditStore store = store();
        List<ChainedRecord> all = written(store, 3);
        ChainedRecord other = AuditRecords.CHAIN.next(stream, all.get(1), AuditRecords.number(77));
        ChainedRecord beyond = AuditRecords.CHAIN.next(stream, other, AuditRecords.number(78));
        assertThat(get(store.append(List.of(other, beyond)))).isFalse();
        assertThat(get(store.from(stream, 0, 10))).isEqualTo(all);
    }

    @Test
    void keepsOneOfManyRunsThatWantTheSamePlace() {
        AuditStore store = store();
        List<CompletableFuture<Boolean>> attempts = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            ChainedRecord first = AuditRecords.CHAIN.next(stream, null, AuditRecords.number(writer));
            attempts.add(CompletableFuture.supplyAsync(() -> get(store.append(List.of(first)))));
        }
        assertThat(attempts.stream().map(AuditStoreContract::get).filter(kept -> kept))
                .hasSize(1);
        assertThat(get(store.from(stream, 0, 10))).hasSize(1);
    }

    @Test
    void forgetsWhatIsBelowAnAnchorAndNothingElse() {
        AuditStore store = store();
        List<ChainedRecord> all = written(store, 700);
        assertThat(get(store.anchor(stream))).isEmpty();
        Anchor first = AuditRecords.CHAIN.anchor(all.get(99));
        get(store.cut(first));
        assertThat(get(store.anchor(stream))).contains(first);
        Anchor further = AuditRecords.CHAIN.anchor(all.get(299));
        get(store.cut(further));
        get(store.cut(further));
        get(store.cut(first));
        assertThat(get(store.anchor(stream))).contains(further);
        assertThat(get(store.from(stream, 0, 10))).isEqualTo(all.subList(300, 310));
        assertThat(get(store.from(stream, 302, 10))).isEqualTo(all.subList(302, 312));
        assertThat(get(store.below(stream, 302, 10))).containsExactly(all.get(301), all.get(300));
        assertThat(get(store.below(stream, 300, 10))).isEmpty();
        assertThat(get(store.last(stream))).contains(all.get(699));
        assertThat(get(store.reached(stream))).isEqualTo(700);
    }

    @Test
    void goesOnAfterItWasCut() {
        AuditStore store = store();
        List<ChainedRecord> all = written(store, 5);
        get(store.cut(AuditRecords.CHAIN.anchor(all.get(3))));
        ChainedRecord next = get(new Auditor(store, AuditRecords.CHAIN, stream).record(AuditRecords.number(5)));
        assertThat(next.number()).isEqualTo(5);
        ChainReport report = get(new AuditVerification(store, AuditRecords.CHAIN).all()).stream()
                .filter(each -> each.stream().equals(stream))
                .findFirst()
                .orElseThrow();
        assertThat(report.whole()).as(report.fault()).isTrue();
        assertThat(report.first()).isEqualTo(4);
        assertThat(report.count()).isEqualTo(6);
    }

    @Test
    void isGoneOnWithByTheNextProcess() {
        AuditStore store = store();
        for (int run = 0; run < 3; run++) {
            Auditor auditor = new Auditor(store, AuditRecords.CHAIN, stream);
            for (int each = 0; each < 5; each++) {
                get(auditor.record(AuditRecords.number(each)));
            }
        }
        ChainReport report = ChainReport.of(stream)
                .read(AuditRecords.CHAIN, get(store.from(stream, 0, 100)))
                .end(get(store.reached(stream)));
        assertThat(report.whole()).as(report.fault()).isTrue();
        assertThat(report.count()).isEqualTo(15);
    }

    @Test
    void staysOneChainWithTwoWriters() {
        AuditStore store = store();
        List<Auditor> writers =
                List.of(new Auditor(store, AuditRecords.CHAIN, stream), new Auditor(store, AuditRecords.CHAIN, stream));
        for (int each = 0; each < 20; each++) {
            get(writers.get(each % 2).record(AuditRecords.number(each)));
        }
        ChainReport report = ChainReport.of(stream).read(AuditRecords.CHAIN, get(store.from(stream, 0, 100)));
        assertThat(report.whole()).as(report.fault()).isTrue();
        assertThat(report.count()).isEqualTo(20);
    }
}
