package io.sightline.engine.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class AuditRetentionTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final InMemoryAuditStore store = new InMemoryAuditStore();
    private Instant now = AuditRecords.NOON.plus(DAY);
    private final AuditRetention retention = new AuditRetention(store, AuditRecords.CHAIN, DAY, () -> now);

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** A record a second, the first at noon. */
    private List<ChainedRecord> write(String stream, int count) {
        List<ChainedRecord> chain = AuditRecords.chain(stream, count);
        for (ChainedRecord each : chain) {
            get(store.append(List.of(each)));
        }
        return chain;
    }

    private ChainReport report() {
        return get(new AuditVerification(store, AuditRecords.CHAIN).all()).get(0);
    }

    @Test
    void forgetsWhatIsTooOldAndKeepsTheRest() {
        List<ChainedRecord> all = write("0", 1_000);
        assertThat(get(retention.sweep())).isZero();
        now = now.plusSeconds(600);
        assertThat(get(retention.sweep())).isEqualTo(600);
        assertThat(get(store.from("0", 0, 1))).containsExactly(all.get(600));
        assertThat(report().whole()).as(report().fault()).isTrue();
        assertThat(report().first()).isEqualTo(600);
        assertThat(report().count()).isEqualTo(1_000);
        now = now.plusSeconds(1);
        assertThat(get(retention.sweep())).isEqualTo(1);
    }

    @Test
    void keepsTheNewestOfEachChainHoweverOldItIs() {
        write("0", 10);
        write("1", 1);
        now = now.plus(DAY);
        assertThat(get(retention.sweep())).isEqualTo(9);
        assertThat(get(store.last("0"))).isPresent();
        assertThat(get(store.last("1"))).isPresent();
        ChainedRecord next = get(new Auditor(store, AuditRecords.CHAIN, "0").record(AuditRecords.number(10)));
        assertThat(next.number()).isEqualTo(10);
        assertThat(report().whole()).isTrue();
    }

    @Test
    void letsNothingGoOfAChainThatWasTouched() {
        InMemoryAuditStore touched = new InMemoryAuditStore();
        List<ChainedRecord> chain = new ArrayList<>(AuditRecords.chain("0", 10));
        ChainedRecord genuine = chain.get(3);
        chain.set(3, new ChainedRecord("0", 3, AuditRecords.number(7), genuine.hash()));
        get(touched.append(chain));
        now = now.plus(DAY);
        assertThat(get(new AuditRetention(touched, AuditRecords.CHAIN, DAY, () -> now).sweep()))
                .isZero();
        assertThat(get(touched.from("0", 0, 20))).isEqualTo(chain);
    }

    @Test
    void believesNoAnchorThatSomebodyMadeWithoutTheKey() {
        List<ChainedRecord> all = write("0", 10);
        Chain forger = new Chain(new SecretKeySpec(new byte[] {1}, "HmacSHA256"));
        get(store.cut(forger.anchor(all.get(4))));
        assertThat(report().fault()).isEqualTo("nothing vouches for its beginning at record 5");
        now = now.plus(DAY);
        assertThat(get(retention.sweep())).isZero();
    }

    @Test
    void believesNoAnchorOfAnotherPlaceOrChain() {
        List<ChainedRecord> all = write("0", 10);
        Anchor genuine = AuditRecords.CHAIN.anchor(all.get(4));
        for (Anchor other : List.of(
                new Anchor("0", 6, genuine.at(), genuine.hash(), genuine.seal()),
                new Anchor("1", 5, genuine.at(), genuine.hash(), genuine.seal()),
                new Anchor("0", 5, genuine.at().plusMillis(1), genuine.hash(), genuine.seal()),
                new Anchor("0", 5, genuine.at(), all.get(5).hash(), genuine.seal()))) {
            assertThat(ChainReport.of(AuditRecords.CHAIN, other).whole())
                    .as(other.toString())
                    .isFalse();
        }
        assertThat(ChainReport.of(AuditRecords.CHAIN, genuine).whole()).isTrue();
    }

    @Test
    void findsThatMoreIsMissingThanItsAnchorSays() {
        List<ChainedRecord> all = write("0", 10);
        ChainReport report = ChainReport.of(AuditRecords.CHAIN, AuditRecords.CHAIN.anchor(all.get(4)))
                .read(AuditRecords.CHAIN, all.subList(6, 10));
        assertThat(report.fault()).isEqualTo("record 5 is missing: record 6 follows");
    }

    @Test
    void isNoShorterThanADay() {
        assertThatThrownBy(() -> new AuditRetention(store, AuditRecords.CHAIN, Duration.ofHours(23), () -> now))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
