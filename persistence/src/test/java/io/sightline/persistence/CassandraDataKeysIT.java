package io.sightline.persistence;

import java.util.UUID;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.journal.DataKeys;
import io.sightline.engine.journal.DataKeysContract;
import io.sightline.engine.journal.JournalException;
import io.sightline.engine.journal.MasterKey;
import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CassandraDataKeysIT extends DataKeysContract {

    private final DataKeys keys = keys((byte) 7);
    private final UserId user = new UserId("u-" + UUID.randomUUID());

    @Override
    protected DataKeys keys() {
        return keys;
    }

    @Test
    void leavesNothingOfADestroyedKeyInTheRow() {
        keys.create(user).toCompletableFuture().join();
        assertThat(wrapped()).isGreaterThan(32);

        keys.destroy(user).toCompletableFuture().join();

        assertThat(wrapped()).isZero();
    }

    @Test
    void anotherMasterKeyFailsAndIsNotTakenForNoKey() {
        keys.create(user).toCompletableFuture().join();
        var strange = keys((byte) 8);

        assertThatThrownBy(() -> strange.find(user).toCompletableFuture().join())
                .hasRootCauseInstanceOf(javax.crypto.AEADBadTagException.class)
                .hasCauseInstanceOf(JournalException.class);
    }

    private int wrapped() {
        var row = Store.session()
                .execute(SimpleStatement.newInstance(
                        "SELECT wrapped FROM sightline.user_keys WHERE user_id = ?", user.value()))
                .one();
        return requireNonNull(requireNonNull(row).getByteBuffer("wrapped")).remaining();
    }

    private static DataKeys keys(byte secret) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, secret);
        return new CassandraDataKeys(Store.session(), MasterKey.of(bytes));
    }
}
