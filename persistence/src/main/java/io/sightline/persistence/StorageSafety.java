package io.sightline.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** Decides whether an acknowledgement would mean what Sightline says it means: on the disk, at a quorum. */
public final class StorageSafety {

    private static final Set<String> SYNCED = Set.of("group", "batch");
    private static final Set<String> QUORATE = Set.of("QUORUM", "LOCAL_QUORUM", "EACH_QUORUM", "ALL");

    private StorageSafety() {}

    /**
     * Why the store may not be used, a line each that names the setting, what was found and what is needed; empty if it
     * may.
     */
    public static List<String> refusals(StorageFacts facts) {
        var refusals = new ArrayList<String>();
        new TreeMap<>(facts.commitLogSync()).forEach((server, mode) -> {
            if (!SYNCED.contains(mode.toLowerCase(Locale.ROOT))) {
                refusals.add(
                        "commitlog_sync is %s on %s, which loses acknowledged writes in a crash: set group or batch in cassandra.yaml"
                                .formatted(mode, server));
            }
        });
        if (facts.commitLogSync().isEmpty()) {
            refusals.add("commitlog_sync is unknown: no server of the cluster is up");
        }
        new TreeMap<>(facts.consistency()).forEach((path, level) -> {
            if (!QUORATE.contains(level)) {
                refusals.add("%s.%s reads or writes at consistency %s: set LOCAL_QUORUM or stronger in its profile"
                        .formatted(Storage.CONFIG_PATH, path, level));
            }
        });
        if (facts.servers() > 1 && facts.replicationFactor() == 1) {
            refusals.add(
                    "replication_factor of keyspace %s is 1 on %d servers, so the loss of one loses data: alter it to 3"
                            .formatted(Schema.KEYSPACE, facts.servers()));
        }
        if (!facts.replayFilter().equals("fail")) {
            refusals.add("%s.journal.replay-filter.mode is %s, which hides one of two writers: set fail"
                    .formatted(Storage.CONFIG_PATH, facts.replayFilter()));
        }
        if (!facts.journalPlugin().equals(Storage.CONFIG_PATH + ".journal")) {
            refusals.add("pekko.persistence.journal.plugin is '%s': set %s.journal"
                    .formatted(facts.journalPlugin(), Storage.CONFIG_PATH));
        }
        facts.gaps().forEach(gap -> refusals.add(gap.toString()));
        return List.copyOf(refusals);
    }

    /** @throws UnsafeStorageException if there is any reason not to use the store */
    public static void require(StorageFacts facts) {
        var refusals = refusals(facts);
        if (!refusals.isEmpty()) {
            throw new UnsafeStorageException(refusals);
        }
    }
}
