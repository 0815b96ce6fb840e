package io.sightline.persistence;

import java.util.List;
import java.util.Map;

import io.sightline.persistence.Schema.Gap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StorageSafetyTest {

    private static final Map<String, String> GROUP = Map.of("one", "group");
    private static final Map<String, String> QUORUM = Map.of("write-profile", "LOCAL_QUORUM", "read-profile", "QUORUM");
    private static final String JOURNAL = "sightline.persistence.journal";

    @Test
    void acceptsOneServerThatSyncsFirst() {
        assertThat(refusals(new StorageFacts(GROUP, 1, 1, QUORUM, "fail", JOURNAL, List.of())))
                .isEmpty();
    }

    @Test
    void acceptsThreeCopiesOnThreeServers() {
        var sync = Map.of("one", "group", "two", "batch", "three", "group");
        assertThat(refusals(new StorageFacts(sync, 3, 3, QUORUM, "fail", JOURNAL, List.of())))
                .isEmpty();
    }

    @Test
    void refusesAServerThatAcknowledgesBeforeItSyncs() {
        var sync = Map.of("one", "group", "two", "periodic");
        assertThat(refusals(new StorageFacts(sync, 2, 2, QUORUM, "fail", JOURNAL, List.of())))
                .singleElement()
                .asString()
                .startsWith("commitlog_sync is periodic on two");
    }

    @Test
    void refusesWhenNoServerCouldBeAsked() {
        assertThat(refusals(new StorageFacts(Map.of(), 1, 1, QUORUM, "fail", JOURNAL, List.of())))
                .singleElement()
                .asString()
                .startsWith("commitlog_sync is unknown");
    }

    @Test
    void refusesLessThanAQuorum() {
        var consistency = Map.of("write-profile", "LOCAL_QUORUM", "snapshot.read-profile", "ONE");
        assertThat(refusals(new StorageFacts(GROUP, 1, 1, consistency, "fail", JOURNAL, List.of())))
                .singleElement()
                .asString()
                .startsWith("sightline.persistence.snapshot.read-profile reads or writes at consistency ONE");
    }

    @Test
    void refusesOneCopyOnSeveralServers() {
        assertThat(refusals(new StorageFacts(GROUP, 2, 1, QUORUM, "fail", JOURNAL, List.of())))
                .singleElement()
                .asString()
                .startsWith("replication_factor of keyspace sightline is 1 on 2 servers");
    }

    @Test
    void refusesAReplayFilterThatChooses() {
        assertThat(refusals(new StorageFacts(GROUP, 1, 1, QUORUM, "repair-by-discard-old", JOURNAL, List.of())))
                .singleElement()
                .asString()
                .startsWith("sightline.persistence.journal.replay-filter.mode is repair-by-discard-old");
    }

    @Test
    void refusesAnotherJournal() {
        assertThat(refusals(new StorageFacts(
                        GROUP, 1, 1, QUORUM, "fail", "pekko.persistence.cassandra.journal", List.of())))
                .singleElement()
                .asString()
                .startsWith("pekko.persistence.journal.plugin is 'pekko.persistence.cassandra.journal'");
    }

    @Test
    void refusesAMissingTableAndSaysWhichFileToApply() {
        var gap = new Gap("table sightline.messages", "001-journal.cql");
        var facts = new StorageFacts(GROUP, 1, 1, QUORUM, "fail", JOURNAL, List.of(gap));
        assertThat(refusals(facts))
                .containsExactly("table sightline.messages is missing: apply schema/001-journal.cql");
        assertThatThrownBy(() -> StorageSafety.require(facts))
                .isInstanceOf(UnsafeStorageException.class)
                .hasMessageContaining("001-journal.cql");
    }

    @Test
    void takesTheSmallestReplicationOfAllDataCentres() {
        assertThat(StorageFacts.smallestFactor(Map.of("class", "NetworkTopologyStrategy", "east", "3", "west", "1")))
                .isEqualTo(1);
    }

    private static List<String> refusals(StorageFacts facts) {
        return StorageSafety.refusals(facts);
    }
}
