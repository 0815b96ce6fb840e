package io.sightline.engine.domain;

import org.jspecify.annotations.Nullable;

/** What a tracker is asked to do. */
public sealed interface TrackerCommand extends Command
        permits TrackerCommand.Create, TrackerCommand.Change, BelongingCommand {

    record Create(TrackerCard card) implements TrackerCommand {}

    /**
     * @param through the monitoring object that gives the user the right, when it is shared with the user for this; null when
     *     the right is the user's own. Whether the object gives it has been looked at beforehand
     */
    record Change(UserId by, @Nullable MonitoringObjectId through, TrackerCard card) implements TrackerCommand {}
}
