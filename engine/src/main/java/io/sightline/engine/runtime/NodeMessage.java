package io.sightline.engine.runtime;

import java.util.List;
import java.util.function.Consumer;

import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.NodeFigures;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.Head;
import io.sightline.engine.sync.feed.ManifestChange;
import io.sightline.engine.sync.feed.SourceChange;
import io.sightline.engine.sync.node.NodeSync;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.sync.node.Verification;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorRef;

/** What the actor that keeps a node's sessions in step understands. */
public sealed interface NodeMessage permits NodeMessage.OfAnyNode, NodeMessage.OfThisNode {

    /** From the owner of a feed or from whoever asks, wherever they are. */
    sealed interface OfAnyNode extends NodeMessage, RemoteMessage
            permits Headed,
                    SourceChanged,
                    ManifestChanged,
                    SourceLoaded,
                    ManifestLoaded,
                    Missing,
                    Elsewhere,
                    Statuses,
                    Figures,
                    Verify,
                    Transfer.Offer {}

    /** From the node's own lanes, timer and stages. */
    sealed interface OfThisNode extends NodeMessage, NoSerializationVerificationNeeded {}

    record Headed(Head head) implements OfAnyNode {}

    record SourceChanged(SourceChange change) implements OfAnyNode {}

    record ManifestChanged(ManifestChange change) implements OfAnyNode {}

    record SourceLoaded(SourceId id, Source source) implements OfAnyNode {}

    record ManifestLoaded(UserId user, Manifest manifest) implements OfAnyNode {}

    /** The owner of a feed that was to be loaded does not exist. */
    record Missing(Feed feed) implements OfAnyNode {}

    /** An installation that may have been on this node last is on another one now. */
    record Elsewhere(UserId user, String installation) implements OfAnyNode {}

    /** How the user's sessions on this node fare. */
    record Statuses(UserId user, ActorRef<StatusesFound> replyTo) implements OfAnyNode {}

    record StatusesFound(List<SessionStatus> statuses) implements RemoteMessage {}

    /** What this node has counted. */
    record Figures(ActorRef<FiguresFound> replyTo) implements OfAnyNode {}

    record FiguresFound(NodeFigures figures) implements RemoteMessage {}

    /** Verify the user's sessions on this node under an operation; answered when the last of them has its result. */
    record Verify(UserId user, OperationId operation, ActorRef<Verified> replyTo) implements OfAnyNode {}

    record Verified(List<Verification.Result> results) implements RemoteMessage {}

    /** From a lane. */
    record FromLane(Consumer<NodeSync> word) implements OfThisNode {}

    /** The user's sessions that are about to be verified have been found. */
    record VerificationBegun(Verify request, List<SessionStatus> sessions) implements OfThisNode {}

    /** A large message could not be fetched. Whoever needs it asks again. */
    record NotFetched(Throwable failure) implements OfThisNode {}

    /** Time passes. */
    record Tick() implements OfThisNode {}
}
