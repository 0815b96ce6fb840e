package io.sightline.persistence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import javax.crypto.spec.SecretKeySpec;

import io.sightline.engine.audit.Actor;
import io.sightline.engine.audit.AuditRecord;
import io.sightline.engine.audit.AuditRetention;
import io.sightline.engine.audit.AuditStore;
import io.sightline.engine.audit.AuditStoreContract;
import io.sightline.engine.audit.AuditVerification;
import io.sightline.engine.audit.Auditor;
import io.sightline.engine.audit.Chain;
import io.sightline.engine.audit.ChainReport;
import io.sightline.engine.audit.ChainedRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CassandraAuditStoreIT extends AuditStoreContract {

    private static final Chain CHAIN = new Chain(new SecretKeySpec(new byte[] {7}, "HmacSHA256"));

    private final String stream = UUID.randomUUID().toString();

    @Override
    protected AuditStore store() {
        return new CassandraAuditStore(Store.session());
    }

    private void write(int count) {
        Auditor auditor = new Auditor(store(), CHAIN, stream);
        List<CompletionStage<ChainedRecord>> written = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            written.add(auditor.record(new AuditRecord(
                    Instant.ofEpochSecond(number),
                    new Actor(Actor.Kind.KEY, "k"),
                    null,
                    null,
                    "DELETE /api/v1/users/{id}",
                    "users/" + number,
                    204,
                    "r",
                    "::1",
                    null,
                    null)));
            if (written.size() == 4_096) {
                written.forEach(AuditStoreContract::get);
                written.clear();
            }
        }
        written.forEach(AuditStoreContract::get);
    }

    private ChainReport verified() {
        return get(new AuditVerification(store(), CHAIN).all()).stream()
                .filter(each -> each.stream().equals(stream))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void goesOnFromOneBucketToTheNext() {
        int count = (int) CassandraAuditStore.BUCKET_RECORDS + 100;
        write(count);
        assertThat(verified().whole()).as(verified().fault()).isTrue();
        assertThat(verified().count()).isEqualTo(count);
        assertThat(get(store().below(stream, CassandraAuditStore.BUCKET_RECORDS + 5, 10)))
                .extracting(ChainedRecord::number)
                .startsWith(CassandraAuditStore.BUCKET_RECORDS + 4)
                .endsWith(CassandraAuditStore.BUCKET_RECORDS - 5);
    }

    @Test
    void forgetsAcrossBucketsAndStaysVerifiable() {
        int count = (int) CassandraAuditStore.BUCKET_RECORDS + 100;
        write(count);
        var retention = new AuditRetention(
                store(), CHAIN, Duration.ofDays(1), InstantSource.fixed(Instant.ofEpochSecond(86_400 + count - 50)));
        get(retention.sweep());
        assertThat(verified().whole()).as(verified().fault()).isTrue();
        assertThat(verified().first()).isEqualTo(count - 50);
        assertThat(get(store().below(stream, count, 256))).hasSize(50);
        assertThat(Store.session()
                        .execute("SELECT number FROM sightline.audit_records WHERE stream = ? AND bucket = 0", stream)
                        .all())
                .isEmpty();
        Store.session().execute("DELETE FROM sightline.audit_anchors WHERE log = 'admin' AND stream = ?", stream);
        assertThat(verified().fault()).startsWith("record 0 is missing");
    }

    @Test
    void missesARowThatSomebodyTookOut() {
        write(20);
        Store.session()
                .execute("DELETE FROM sightline.audit_records WHERE stream = ? AND bucket = 0 AND number = 7", stream);
        assertThat(verified().fault()).isEqualTo("record 7 is missing: record 8 follows");
    }

    @Test
    void missesRowsAtTheEnd() {
        write(20);
        Store.session()
                .execute("DELETE FROM sightline.audit_records WHERE stream = ? AND bucket = 0 AND number > 16", stream);
        assertThat(verified().fault()).isEqualTo("records 17 to 19 are missing at the end");
    }

    @Test
    void noticesAFieldThatSomebodyChanged() {
        write(20);
        Store.session()
                .execute(
                        "UPDATE sightline.audit_records SET actor_id = 'm' WHERE stream = ? AND bucket = 0 AND number = 3",
                        stream);
        assertThat(verified().fault()).isEqualTo("record 3 is not the one that was written there");
    }
}
