package io.sightline.engine.sync.node;

import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.feed.Feed;
import org.jspecify.annotations.Nullable;

/** What the lanes of a {@link Town} tell its node, in order and not before the test says so. */
record Mailbox(Town town) implements LaneEvents {

    @Override
    public void joined(int lane, Connection session, Tokens.Verified identity, @Nullable String resume) {
        town.toNode.add(() -> town.node.joined(lane, session, identity, resume));
    }

    @Override
    public void opened(int lane, Connection session, Tokens.Verified identity) {
        town.toNode.add(() -> town.node.opened(lane, session, identity));
    }

    @Override
    public void left(int lane, Connection session, @Nullable Parked parked, SessionStatus last) {
        town.toNode.add(() -> town.node.left(lane, session, parked, last));
    }

    @Override
    public void wanted(int lane, SourceId source) {
        town.toNode.add(() -> town.node.wanted(lane, source));
    }

    @Override
    public void released(int lane, SourceId source) {
        town.toNode.add(() -> town.node.released(lane, source));
    }

    @Override
    public void passed(int lane, Feed feed, long version) {
        town.toNode.add(() -> town.node.passed(lane, feed, version));
    }

    @Override
    public void verified(Verification.Result result) {
        town.toNode.add(() -> town.node.verified(result));
    }
}
