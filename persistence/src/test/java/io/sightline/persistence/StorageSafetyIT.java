package io.sightline.persistence;

import java.nio.file.Path;

import io.sightline.cassandra.CommitLogSync;
import io.sightline.cassandra.LocalCassandra;
import io.sightline.cassandra.LocalCassandraSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(300)
class StorageSafetyIT {

    @Test
    void acceptsTheLocalNodeAsItIsStarted() {
        var facts = StorageFacts.read(Store.session(), Store.config());
        assertThat(facts.commitLogSync()).hasSize(1).containsValue("group");
        assertThat(facts.replicationFactor()).isEqualTo(1);
        assertThat(StorageSafety.refusals(facts)).isEmpty();
    }

    @Test
    void refusesANodeThatAcknowledgesBeforeItSyncsAndHasNoSchema(@TempDir Path home) {
        var settings = LocalCassandraSettings.in(home).withHeapMegabytes(512).withCommitLogSync(CommitLogSync.PERIODIC);
        var cassandra = new LocalCassandra(settings).start();
        try (var session = Storage.open(Store.config(cassandra))) {
            var refusals = StorageSafety.refusals(StorageFacts.read(session, Store.config(cassandra)));
            assertThat(refusals).hasSize(2);
            assertThat(refusals.get(0)).startsWith("commitlog_sync is periodic");
            assertThat(refusals.get(1)).isEqualTo("keyspace sightline is missing: apply schema/000-keyspace.cql");
        } finally {
            cassandra.kill();
        }
    }
}
