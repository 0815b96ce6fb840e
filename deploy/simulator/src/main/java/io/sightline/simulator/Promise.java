package io.sightline.simulator;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.feed.Feed;

/** What the one who gave a command was promised: once it is acknowledged, nothing older leaves any node. */
final class Promise {

    /** What is taken back. */
    sealed interface Takes {}

    record Grant(UserId user, SourceId source, long number) implements Takes {}

    record Device(SourceId source, Epoch epoch, String key, long rev) implements Takes {}

    /** Nothing is taken back, but what was given must be part of later frontiers. */
    record Nothing() implements Takes {}

    final Feed feed;
    final Mark mark;
    final Takes takes;

    /** True time at which the present incarnation of the owner began to wait. */
    long since;

    Promise(Feed feed, Mark mark, Takes takes, long since) {
        this.feed = feed;
        this.mark = mark;
        this.takes = takes;
        this.since = since;
    }

    @Override
    public String toString() {
        return takes + " at " + mark;
    }
}
