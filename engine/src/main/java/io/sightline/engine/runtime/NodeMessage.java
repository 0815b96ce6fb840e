package io.sightline.engine.runtime;

import java.util.List;
import java.util.function.Consumer;

import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.Head;
import io.sightline.engine.sync.feed.ManifestChange;
import io.sightline.engine.sync.feed.SourceChange;
import io.sightline.engine.sync.node.NodeSync;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.sync.node.Verification;
import org.apache.pekko.actor.typed.ActorRef;

/** What the actor that keeps a node's sessions in step understands. */
public sealed interface NodeMessage {

    record Headed(Head head) implements NodeMessage {}

    record SourceChanged(SourceChange change) implements NodeMessage {}

    record ManifestChanged(ManifestChange change) implements NodeMessage {}

    record SourceLoaded(SourceId id, Source source) implements NodeMessage {}

    record ManifestLoaded(UserId user, Manifest manifest) implements NodeMessage {}

    /** The owner of a feed that was to be loaded does not exist. */
    record Missing(Feed feed) implements NodeMessage {}

    /** How the user's sessions on this node fare. */
    record Statuses(UserId user, ActorRef<StatusesFound> replyTo) implements NodeMessage {}

    record StatusesFound(List<SessionStatus> statuses) {}

    /** Verify the user's sessions on this node under an operation; answered when the last of them has its result. */
    record Verify(UserId user, OperationId operation, ActorRef<Verified> replyTo) implements NodeMessage {}

    record Verified(List<Verification.Result> results) {}

    /** From a lane of this node; never leaves it. */
    record FromLane(Consumer<NodeSync> word) implements NodeMessage {}

    /** The user's sessions that are about to be verified have been found; never leaves the node. */
    record VerificationBegun(Verify request, List<SessionStatus> sessions) implements NodeMessage {}

    /** Time passes. */
    record Tick() implements NodeMessage {}
}
