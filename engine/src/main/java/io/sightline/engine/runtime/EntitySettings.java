package io.sightline.engine.runtime;

import java.time.Duration;

import com.typesafe.config.Config;

/**
 * How entities are run; {@code sightline.entity} in the configuration.
 *
 * @param askTimeout after this long a command's outcome is unknown to its sender
 * @param passivateAfter an entity that nobody asks and nobody watches leaves memory after this long
 * @param redeliverEvery how often an unanswered obligation is sent again
 * @param checkFencesEvery how often leases of silent nodes are looked at while somebody waits
 * @param lookAtClockEvery how long an entity that waits for a time trusts that no one sets the clock
 * @param snapshotEvery events between snapshots
 */
public record EntitySettings(
        Duration askTimeout,
        Duration passivateAfter,
        Duration redeliverEvery,
        Duration checkFencesEvery,
        Duration lookAtClockEvery,
        int snapshotEvery) {

    public static EntitySettings from(Config config) {
        Config entity = config.getConfig("sightline.entity");
        return new EntitySettings(
                entity.getDuration("ask-timeout"),
                entity.getDuration("passivate-after"),
                entity.getDuration("redeliver-every"),
                entity.getDuration("check-fences-every"),
                entity.getDuration("look-at-clock-every"),
                entity.getInt("snapshot-every"));
    }
}
