package io.sightline.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.SyncClock;
import io.sightline.engine.sync.SyncMetrics;
import io.sightline.engine.sync.feed.Confirm;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.feed.Unwatch;
import io.sightline.engine.sync.feed.Watch;
import io.sightline.engine.sync.node.Admission;
import io.sightline.engine.sync.node.Connection;
import io.sightline.engine.sync.node.Lane;
import io.sightline.engine.sync.node.LaneEvents;
import io.sightline.engine.sync.node.NodeEffects;
import io.sightline.engine.sync.node.NodeSync;
import io.sightline.engine.sync.node.Parked;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.sync.node.Tokens;
import io.sightline.engine.sync.node.Verification;
import org.jspecify.annotations.Nullable;

/** One run of one node: the product's {@link NodeSync} and lanes, with the mailbox and the event loops between them. */
final class EdgeNode implements NodeEffects {

    private static final int SESSIONS_PER_SECOND = 10_000;

    final NodeId id;
    final NodeSync sync;
    final List<Lane> lanes = new ArrayList<>();
    final ArrayDeque<Runnable> mailbox = new ArrayDeque<>();
    final List<ArrayDeque<Runnable>> loops = new ArrayList<>();

    private final World world;

    EdgeNode(World world, NodeId id, int laneCount, double clockRate, long seed) {
        this.world = world;
        this.id = id;
        SyncClock clock = world.time.clock(clockRate);
        sync = new NodeSync(id, laneCount, world.limits, clock, metrics(), this);
        var admission = new Admission(SESSIONS_PER_SECOND, clock.nanos());
        for (int index = 0; index < laneCount; index++) {
            var loop = new ArrayDeque<Runnable>();
            loops.add(loop);
            lanes.add(new Lane(
                    index,
                    new Lane.Surroundings(
                            world.limits,
                            clock,
                            new Random(seed + index),
                            EdgeNode::verify,
                            admission,
                            new Mailbox(),
                            metrics(),
                            loop::add)));
        }
    }

    /** Tokens read {@code user/environment/installation}. */
    private static Tokens.Verdict verify(String token, long nowMillis) {
        var words = token.split("/", -1);
        return new Tokens.Verified(new UserId(words[0]), words[1], words[2], 1, Long.MAX_VALUE);
    }

    private SyncMetrics metrics() {
        return new SyncMetrics() {
            @Override
            public void refused(SourceId source, String why) {
                if (!world.oracle.rotten(source)) {
                    throw new Violation(Invariant.I6, "a client refused a frame of " + source + ": " + why);
                }
            }

            @Override
            public void quarantined(SourceId source) {
                throw new Violation(Invariant.I19, source + " was given up");
            }
        };
    }

    void receive(Letter.ToNode letter) {
        for (var instead : world.seams.toNode(id, letter)) {
            deliver(instead);
        }
        world.seams.rashly(id, letter).forEach(world::post);
    }

    private void deliver(Letter.ToNode letter) {
        if (letter instanceof Letter.Changed changed) {
            sync.changed(changed.change());
        } else if (letter instanceof Letter.Regranted regranted) {
            sync.changed(regranted.change());
        } else if (letter instanceof Letter.Headed headed) {
            sync.answered(headed.head());
        } else if (letter instanceof Letter.SourceLoaded loaded) {
            sync.loaded(loaded.id(), loaded.source());
        } else if (letter instanceof Letter.ManifestLoaded loaded) {
            sync.loaded(loaded.user(), loaded.manifest());
        } else {
            throw new AssertionError(letter);
        }
    }

    void tick() {
        sync.tick();
        lanes.forEach(Lane::tick);
    }

    @Override
    public void watch(Watch watch) {
        world.post(new Letter.Watching(watch));
    }

    @Override
    public void unwatch(Unwatch unwatch) {
        world.post(new Letter.Unwatching(unwatch));
    }

    @Override
    public void confirm(Confirm confirm) {
        world.post(new Letter.Confirming(confirm));
    }

    @Override
    public void load(Feed feed) {
        world.post(new Letter.Loading(feed, id));
    }

    @Override
    public void onLane(int lane, Consumer<Lane> task) {
        loops.get(lane).add(() -> task.accept(lanes.get(lane)));
    }

    @Override
    public void verified(Verification.Result result) {
        world.oracle.verified(result);
    }

    /** What lanes tell, kept in order until it is delivered. */
    private final class Mailbox implements LaneEvents {
        @Override
        public void joined(int lane, Connection session, Tokens.Verified identity, @Nullable String resume) {
            mailbox.add(() -> sync.joined(lane, session, identity, resume));
        }

        @Override
        public void opened(int lane, Connection session, Tokens.Verified identity) {
            // Nothing follows from it but what a whole node does beside the protocol.
        }

        @Override
        public void left(int lane, Connection session, @Nullable Parked parked, SessionStatus last) {
            mailbox.add(() -> sync.left(lane, session, parked, last));
        }

        @Override
        public void wanted(int lane, SourceId source) {
            mailbox.add(() -> sync.wanted(lane, source));
        }

        @Override
        public void released(int lane, SourceId source) {
            mailbox.add(() -> sync.released(lane, source));
        }

        @Override
        public void passed(int lane, Feed feed, long version) {
            mailbox.add(() -> sync.passed(lane, feed, version));
        }

        @Override
        public void verified(Verification.Result result) {
            mailbox.add(() -> sync.verified(result));
        }
    }
}
