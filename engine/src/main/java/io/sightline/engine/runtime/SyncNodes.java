package io.sightline.engine.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.sync.node.Verification;
import io.sightline.engine.synchronize.NodesStatus;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** Asks every node that may hold sessions, and gathers what they answer; a node that does not answer in time adds nothing. */
final class SyncNodes {

    private static final Duration STATUS_LIMIT = Duration.ofSeconds(2);

    /** Longer than a node itself waits for a session. */
    private static final Duration VERIFICATION_LIMIT = Duration.ofMinutes(3);

    private final ActorSystem<?> system;
    private final NodeRefs refs;

    SyncNodes(ActorSystem<?> system, NodeRefs refs) {
        this.system = system;
        this.refs = refs;
    }

    CompletionStage<List<SessionStatus>> statuses(UserId user) {
        return gather(
                refs.edges(),
                STATUS_LIMIT,
                (ActorRef<NodeMessage.StatusesFound> replyTo) -> new NodeMessage.Statuses(user, replyTo),
                (node, found) -> found.statuses());
    }

    CompletionStage<NodesStatus> figures() {
        List<NodeId> asked = refs.edges();
        return gather(
                        asked,
                        STATUS_LIMIT,
                        (ActorRef<NodeMessage.FiguresFound> replyTo) -> new NodeMessage.Figures(replyTo),
                        (node, found) -> List.of(new NodesStatus.Of(NodeRefs.addressOf(node), found.figures())))
                .thenApply(heard -> new NodesStatus(
                        heard.stream()
                                .sorted(Comparator.comparing(NodesStatus.Of::address))
                                .toList(),
                        asked.size() - heard.size()));
    }

    CompletionStage<List<Verification.Result>> verify(UserId user, OperationId operation) {
        return gather(
                refs.edges(),
                VERIFICATION_LIMIT,
                (ActorRef<NodeMessage.Verified> replyTo) -> new NodeMessage.Verify(user, operation, replyTo),
                (node, found) -> found.results());
    }

    private <R, T> CompletionStage<List<T>> gather(
            List<NodeId> nodes,
            Duration limit,
            Function<ActorRef<R>, NodeMessage> question,
            BiFunction<NodeId, R, List<T>> found) {
        CompletableFuture<List<T>> all = CompletableFuture.completedFuture(List.of());
        for (NodeId node : nodes) {
            CompletionStage<List<T>> one = AskPattern.<NodeMessage, R>ask(
                            refs.refOf(node), question::apply, limit, system.scheduler())
                    .thenApply(answer -> found.apply(node, answer))
                    .exceptionally(late -> List.of());
            all = all.thenCombine(one, (before, more) -> {
                List<T> both = new ArrayList<>(before);
                both.addAll(more);
                return both;
            });
        }
        return all;
    }
}
