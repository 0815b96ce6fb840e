package io.sightline.engine.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChainReportTest {

    private static final int COUNT = 12;

    private final List<ChainedRecord> chain = new ArrayList<>(AuditRecords.chain("0", COUNT));

    private ChainReport report() {
        return ChainReport.of("0").read(AuditRecords.CHAIN, chain);
    }

    @Test
    void findsAWholeChainWhole() {
        assertThat(report().whole()).isTrue();
        assertThat(report().count()).isEqualTo(COUNT);
        assertThat(report().hash()).isEqualTo(chain.get(COUNT - 1).hash());
    }

    @Test
    void isTheSameInOneReadOrMany() {
        ChainReport many = ChainReport.of("0");
        for (ChainedRecord each : chain) {
            many = many.read(AuditRecords.CHAIN, List.of(each));
        }
        assertThat(many).isEqualTo(report());
    }

    @Test
    void findsEveryChangeOfARecord() {
        for (int at = 0; at < COUNT; at++) {
            ChainedRecord genuine = chain.get(at);
            for (AuditRecord changed : changes(genuine.record())) {
                chain.set(at, new ChainedRecord("0", at, changed, genuine.hash()));
                assertThat(report().fault()).as(changed.toString()).startsWith("record " + at + " is not");
            }
            chain.set(at, genuine);
        }
    }

    private static List<AuditRecord> changes(AuditRecord it) {
        Actor other = new Actor(it.actor().kind(), "somebody else");
        String added = it.onBehalfOf() == null ? "u-2" : null;
        return List.of(
                with(it, it.actor(), added, it.operation(), it.object(), it.status(), it.changes(), 0),
                with(it, other, it.onBehalfOf(), it.operation(), it.object(), it.status(), it.changes(), 0),
                with(it, it.actor(), it.onBehalfOf(), "GET /", it.object(), it.status(), it.changes(), 0),
                with(it, it.actor(), it.onBehalfOf(), it.operation(), "users/0815", it.status(), it.changes(), 0),
                with(it, it.actor(), it.onBehalfOf(), it.operation(), it.object(), 500, it.changes(), 0),
                with(it, it.actor(), it.onBehalfOf(), it.operation(), it.object(), it.status(), "{}", 0),
                with(it, it.actor(), it.onBehalfOf(), it.operation(), it.object(), it.status(), it.changes(), 1));
    }

    private static AuditRecord with(
            AuditRecord it,
            Actor actor,
            @org.jspecify.annotations.Nullable String onBehalfOf,
            String operation,
            String object,
            int status,
            @org.jspecify.annotations.Nullable String changes,
            long laterMillis) {
        return new AuditRecord(
                it.at().plusMillis(laterMillis),
                actor,
                onBehalfOf,
                it.reason(),
                operation,
                object,
                status,
                it.requestId(),
                it.address(),
                it.userAgent(),
                changes);
    }

    @Test
    void findsEveryRecordThatIsLeftOut() {
        for (int at = 0; at < COUNT - 1; at++) {
            ChainedRecord left = chain.remove(at);
            assertThat(report().fault()).startsWith("record " + at + " is missing");
            chain.add(at, left);
        }
    }

    @Test
    void findsRecordsThatChangedPlaces() {
        for (int at = 0; at < COUNT - 1; at++) {
            Collections.swap(chain, at, at + 1);
            assertThat(report().whole()).isFalse();
            Collections.swap(chain, at, at + 1);
        }
    }

    @Test
    void findsAnEndThatWasCutOff() {
        ChainedRecord last = chain.remove(COUNT - 1);
        assertThat(report().end(COUNT).fault()).isEqualTo("records 11 to 11 are missing at the end");
        chain.add(last);
        assertThat(report().end(COUNT).whole()).isTrue();
    }

    @Test
    void findsAChainThatSomebodyWroteAnewWithoutTheKey() {
        Chain forger = new Chain(new SecretKeySpec(new byte[] {1}, "HmacSHA256"));
        ChainedRecord forged = forger.next("0", chain.get(4), AuditRecords.number(5));
        chain.set(5, forged);
        chain.set(6, forger.next("0", forged, AuditRecords.number(6)));
        assertThat(report().fault()).startsWith("record 5 is not");
    }

    @Test
    void findsRecordsOfAnotherChain() {
        ChainedRecord foreign = chain.get(0);
        chain.set(0, new ChainedRecord("1", 0, foreign.record(), foreign.hash()));
        assertThat(report().whole()).isFalse();
    }
}
