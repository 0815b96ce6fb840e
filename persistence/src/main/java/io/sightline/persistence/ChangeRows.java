package io.sightline.persistence;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;

/** The questions asked of the table of changes, at quorum. */
final class ChangeRows {

    private static final int PAGE_ROWS = 500;

    private ChangeRows() {}

    static SimpleStatement newest(int bucket, int slot) {
        return statement(
                "SELECT slot, number FROM sightline.changes WHERE partition_nr = ? AND slot = ? LIMIT 1",
                (long) bucket,
                slot);
    }

    /** The newest row of the first slot behind another. */
    static SimpleStatement nextSlot(int bucket, int behind) {
        return statement(
                "SELECT slot, number FROM sightline.changes WHERE partition_nr = ? AND slot > ? LIMIT 1",
                (long) bucket,
                behind);
    }

    /** The oldest first. */
    static SimpleStatement since(int bucket, int slot, long number) {
        return statement(
                        "SELECT number, entities FROM sightline.changes WHERE partition_nr = ? AND slot = ? AND number > ?"
                                + " ORDER BY slot DESC, number ASC",
                        (long) bucket,
                        slot,
                        number)
                .setPageSize(PAGE_ROWS);
    }

    private static SimpleStatement statement(String query, Object... values) {
        return SimpleStatement.newInstance(query, values)
                .setExecutionProfileName(Storage.JOURNAL_PROFILE)
                .setIdempotent(true);
    }
}
