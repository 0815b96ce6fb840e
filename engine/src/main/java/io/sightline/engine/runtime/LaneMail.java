package io.sightline.engine.runtime;

import java.util.function.Consumer;

import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.node.Connection;
import io.sightline.engine.sync.node.LaneEvents;
import io.sightline.engine.sync.node.NodeSync;
import io.sightline.engine.sync.node.Parked;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.sync.node.Tokens;
import io.sightline.engine.sync.node.Verification;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Carries what lanes say to the node's actor. Messages of one thread to one actor of the same node keep their order. */
final class LaneMail implements LaneEvents {

    private final ActorRef<NodeMessage> node;

    LaneMail(ActorRef<NodeMessage> node) {
        this.node = node;
    }

    private void say(Consumer<NodeSync> word) {
        node.tell(new NodeMessage.FromLane(word));
    }

    @Override
    public void joined(int lane, Connection session, Tokens.Verified identity, @Nullable String resume) {
        say(sync -> sync.joined(lane, session, identity, resume));
    }

    @Override
    public void opened(int lane, Connection session, Tokens.Verified identity) {
        say(sync -> sync.opened(lane, session, identity));
    }

    @Override
    public void left(int lane, Connection session, @Nullable Parked parked, SessionStatus last) {
        say(sync -> sync.left(lane, session, parked, last));
    }

    @Override
    public void wanted(int lane, SourceId source) {
        say(sync -> sync.wanted(lane, source));
    }

    @Override
    public void released(int lane, SourceId source) {
        say(sync -> sync.released(lane, source));
    }

    @Override
    public void passed(int lane, Feed feed, long version) {
        say(sync -> sync.passed(lane, feed, version));
    }

    @Override
    public void verified(Verification.Result result) {
        say(sync -> sync.verified(result));
    }
}
