package io.sightline.persistence;

import java.time.Duration;

import com.typesafe.config.Config;

/**
 * Which writes are sent together and how many; {@code sightline.persistence.group-commit} in the configuration.
 *
 * @param keyspace the keyspace of the journal
 * @param table the table of the events
 * @param batchRows most rows in one batch, unless a single request of the journal has more
 * @param batchBytes most bytes of values in one batch, unless a single request has more
 * @param waitingRows most rows that wait; past it a write fails at once
 * @param slot of this process alone among those of the cluster, and the same after a restart
 * @param changesRetention how long it is kept which entities a write concerned
 */
public record GroupCommitSettings(
        String keyspace,
        String table,
        int batchRows,
        long batchBytes,
        int waitingRows,
        int slot,
        Duration changesRetention) {

    public GroupCommitSettings {
        requirePositive("batch-rows", batchRows);
        requirePositive("batch-bytes", batchBytes);
        requirePositive("waiting-rows", waitingRows);
    }

    /** Reads the section of the plugin, {@code sightline.persistence}. */
    static GroupCommitSettings from(Config plugin) {
        var group = plugin.getConfig("group-commit");
        return new GroupCommitSettings(
                plugin.getString("journal.keyspace"),
                plugin.getString("journal.table"),
                group.getInt("batch-rows"),
                group.getBytes("batch-bytes"),
                group.getInt("waiting-rows"),
                plugin.getInt("changes.slot"),
                plugin.getDuration("changes.retention"));
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "sightline.persistence.group-commit.%s is %d but must be at least 1".formatted(name, value));
        }
    }
}
