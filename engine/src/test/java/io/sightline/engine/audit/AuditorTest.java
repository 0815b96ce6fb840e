package io.sightline.engine.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class AuditorTest {

    private final InMemoryAuditStore kept = new InMemoryAuditStore();

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private ChainReport report() {
        return ChainReport.of("0").read(AuditRecords.CHAIN, get(kept.from("0", 0, 100_000)));
    }

    /** A store in which something goes wrong with appending. */
    private abstract class Troubled implements AuditStore {

        @Override
        public CompletionStage<List<String>> streams() {
            return kept.streams();
        }

        @Override
        public CompletionStage<Optional<ChainedRecord>> last(String stream) {
            return kept.last(stream);
        }

        @Override
        public CompletionStage<List<ChainedRecord>> from(String stream, long number, int limit) {
            return kept.from(stream, number, limit);
        }

        @Override
        public CompletionStage<List<ChainedRecord>> below(String stream, long number, int limit) {
            return kept.below(stream, number, limit);
        }

        @Override
        public CompletionStage<Optional<Anchor>> anchor(String stream) {
            return kept.anchor(stream);
        }

        @Override
        public CompletionStage<Void> cut(Anchor anchor) {
            return kept.cut(anchor);
        }

        @Override
        public CompletionStage<Long> reached(String stream) {
            return kept.reached(stream);
        }
    }

    @Test
    void keepsTheOrderInWhichItWasTold() {
        Auditor auditor = new Auditor(kept, AuditRecords.CHAIN, "0");
        List<CompletionStage<ChainedRecord>> told = new ArrayList<>();
        for (int number = 0; number < 1_000; number++) {
            told.add(auditor.record(AuditRecords.number(number)));
        }
        for (int number = 0; number < 1_000; number++) {
            assertThat(get(told.get(number)).number()).isEqualTo(number);
        }
        assertThat(report().whole()).isTrue();
        assertThat(report().count()).isEqualTo(1_000);
    }

    @Test
    void neverGoesBackInTime() {
        Auditor auditor = new Auditor(kept, AuditRecords.CHAIN, "0");
        get(auditor.record(AuditRecords.number(9)));
        assertThat(get(auditor.record(AuditRecords.number(3))).record().at())
                .isEqualTo(AuditRecords.NOON.plusSeconds(9));
    }

    @Test
    void writesOnceWhatTheStoreKeptWithoutSayingSo() {
        Auditor auditor = new Auditor(
                new Troubled() {
                    private int appends;

                    @Override
                    public CompletionStage<Boolean> append(List<ChainedRecord> run) {
                        CompletionStage<Boolean> done = kept.append(run);
                        return appends++ == 1
                                ? CompletableFuture.failedStage(new IllegalStateException("no answer"))
                                : done;
                    }
                },
                AuditRecords.CHAIN,
                "0");
        for (int number = 0; number < 4; number++) {
            assertThat(get(auditor.record(AuditRecords.number(number))).number())
                    .isEqualTo(number);
        }
        assertThat(report().count()).isEqualTo(4);
    }

    @Test
    void failsWhatTheStoreDidNotKeepAndGoesOn() {
        Auditor auditor = new Auditor(
                new Troubled() {
                    private int appends;

                    @Override
                    public CompletionStage<Boolean> append(List<ChainedRecord> run) {
                        return ++appends == 1
                                ? CompletableFuture.failedStage(new IllegalStateException("no answer"))
                                : kept.append(run);
                    }
                },
                AuditRecords.CHAIN,
                "0");
        assertThatThrownBy(() -> get(auditor.record(AuditRecords.number(0)))).hasRootCauseMessage("no answer");
        assertThat(get(auditor.record(AuditRecords.number(1))).number()).isZero();
        assertThat(report().whole()).isTrue();
    }

    @Test
    void refusesMoreThanMayWait() {
        CompletableFuture<Boolean> never = new CompletableFuture<>();
        Auditor auditor = new Auditor(
                new Troubled() {
                    @Override
                    public CompletionStage<Boolean> append(List<ChainedRecord> run) {
                        return never;
                    }
                },
                AuditRecords.CHAIN,
                "0");
        for (int number = 0; number <= Auditor.WAITING; number++) {
            auditor.record(AuditRecords.number(number));
        }
        assertThatThrownBy(() -> get(auditor.record(AuditRecords.number(0))))
                .hasCauseInstanceOf(Auditor.BusyException.class);
    }
}
