package io.sightline.engine.projection;

import java.time.Duration;

import com.typesafe.config.Config;

/**
 * How the directory follows; {@code sightline.directory} in the configuration.
 *
 * @param refreshEvery what was written is found after this long at the latest
 * @param commitEvery what was written since the last commit is read again after a crash
 * @param readAtOnce entities asked for their state at the same time
 * @param doubtFor how long a write of unknown outcome may take to come to hold
 */
public record ProjectionSettings(Duration refreshEvery, Duration commitEvery, int readAtOnce, Duration doubtFor) {

    public static ProjectionSettings from(Config config) {
        Config directory = config.getConfig("sightline.directory");
        return new ProjectionSettings(
                directory.getDuration("refresh-every"),
                directory.getDuration("commit-every"),
                directory.getInt("read-at-once"),
                directory.getDuration("doubt-for"));
    }
}
