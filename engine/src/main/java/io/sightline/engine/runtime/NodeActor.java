package io.sightline.engine.runtime;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.Standings;
import io.sightline.engine.sync.SyncClock;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.SyncMetrics;
import io.sightline.engine.sync.feed.Confirm;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.feed.Unwatch;
import io.sightline.engine.sync.feed.Watch;
import io.sightline.engine.sync.node.Connection;
import io.sightline.engine.sync.node.Lane;
import io.sightline.engine.sync.node.NodeEffects;
import io.sightline.engine.sync.node.NodeSync;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.sync.node.Tokens;
import io.sightline.engine.sync.node.Verification;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** The mailbox in front of a node's {@link NodeSync}: owners of feeds and lanes speak to it, and it speaks to them. */
final class NodeActor extends AbstractBehavior<NodeMessage> {

    private static final Duration TICK = Duration.ofMillis(100);

    /** How often it is counted how environments stand. */
    private static final int TICKS_A_COUNT = 30;

    private final NodeRefs nodes;
    private final NodeId self;
    private final ShardedEngine engine;
    private final Transfers transfers;
    private final Lanes lanes;
    private final NodeSync sync;
    private final Verifications verifications;
    private final Presence presence;
    private final SyncMetrics metrics;
    private final Absences absences = new Absences();
    private int ticks;

    private NodeActor(
            ActorContext<NodeMessage> context,
            NodeRefs nodes,
            ShardedEngine engine,
            Transfers transfers,
            Lanes lanes,
            SyncLimits limits,
            SyncMetrics metrics,
            Presence presence) {
        super(context);
        this.nodes = nodes;
        this.self = nodes.self();
        this.engine = engine;
        this.transfers = transfers;
        this.lanes = lanes;
        this.presence = presence;
        this.metrics = metrics;
        this.verifications = new Verifications(engine);
        this.sync = new NodeSync(self, lanes.count(), limits, SyncClock.system(), metrics, new Effects());
    }

    static Behavior<NodeMessage> create(
            NodeRefs nodes,
            ShardedEngine engine,
            Transfers transfers,
            Lanes lanes,
            SyncLimits limits,
            SyncMetrics metrics,
            Presence presence) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new NodeMessage.Tick(), TICK);
            return new NodeActor(context, nodes, engine, transfers, lanes, limits, metrics, presence);
        }));
    }

    @Override
    public Receive<NodeMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(NodeMessage.SourceChanged.class, m -> then(() -> sync.changed(m.change())))
                .onMessage(NodeMessage.ManifestChanged.class, m -> then(() -> sync.changed(m.change())))
                .onMessage(NodeMessage.Headed.class, m -> then(() -> sync.answered(m.head())))
                .onMessage(NodeMessage.FromLane.class, m -> then(() -> m.word().accept(sync)))
                .onMessage(NodeMessage.SourceLoaded.class, m -> then(() -> sync.loaded(m.id(), m.source())))
                .onMessage(NodeMessage.ManifestLoaded.class, m -> then(() -> sync.loaded(m.user(), m.manifest())))
                .onMessage(NodeMessage.Missing.class, m -> then(() -> sync.missing(m.feed())))
                .onMessage(NodeMessage.Elsewhere.class, m -> then(() -> absences.elsewhere(m.user(), m.installation())))
                .onMessage(NodeMessage.Figures.class, m -> then(() -> figures(m)))
                .onMessage(NodeMessage.Statuses.class, m -> then(() -> statuses(m)))
                .onMessage(NodeMessage.Verify.class, m -> then(() -> verify(m)))
                .onMessage(NodeMessage.VerificationBegun.class, m -> then(() -> verificationBegun(m)))
                .onMessage(Transfer.Offer.class, m -> then(() -> fetch(m)))
                .onMessage(NodeMessage.NotFetched.class, m -> then(() -> notFetched(m)))
                .onMessage(NodeMessage.Tick.class, m -> then(this::tick))
                .build();
    }

    private Behavior<NodeMessage> then(Runnable done) {
        done.run();
        return this;
    }

    private void tick() {
        sync.tick();
        verifications.tick(System.nanoTime());
        presence.tick();
        if (ticks++ % TICKS_A_COUNT == 0) {
            count();
        }
    }

    private void count() {
        Standings away = new Standings(0, 0, 0, 0, absences.count(System.currentTimeMillis()));
        lanes.gather(lane -> List.of(lane.standings()))
                .thenAccept(each -> metrics.standing(each.stream().reduce(away, Standings::plus)));
    }

    /** What arrives later than something newer is told apart by its mark, so nothing has to wait for it. */
    private void fetch(Transfer.Offer offer) {
        getContext()
                .pipeToSelf(
                        transfers.fetch(offer),
                        (fetched, failure) -> fetched instanceof NodeMessage message
                                ? message
                                : new NodeMessage.NotFetched(
                                        failure == null ? new ClassCastException(offer.manifest()) : failure));
    }

    private void notFetched(NodeMessage.NotFetched lost) {
        getContext().getLog().warn("A large message could not be fetched; it will be asked for again", lost.failure());
    }

    private void statuses(NodeMessage.Statuses asked) {
        lanes.gather(lane -> lane.statuses(asked.user()))
                .thenAccept(found -> asked.replyTo().tell(new NodeMessage.StatusesFound(found)));
    }

    private void figures(NodeMessage.Figures asked) {
        asked.replyTo().tell(new NodeMessage.FiguresFound(metrics.figures()));
    }

    private void verify(NodeMessage.Verify asked) {
        getContext()
                .pipeToSelf(
                        lanes.gather(lane -> lane.statuses(asked.user())),
                        (found, failure) ->
                                new NodeMessage.VerificationBegun(asked, failure == null ? found : List.of()));
    }

    private void verificationBegun(NodeMessage.VerificationBegun begun) {
        UserId user = begun.request().user();
        if (verifications.begin(begun.request(), begun.sessions(), System.nanoTime())) {
            var request = new Verification.Request(begun.request().operation(), null, false);
            for (int index = 0; index < lanes.count(); index++) {
                lanes.run(index, lane -> lane.verify(new Feed.OfManifest(user), request));
            }
        }
    }

    /** What the protocol wants done, on Pekko. */
    private final class Effects implements NodeEffects {

        @Override
        public void watch(Watch watch) {
            engine.tell(watch.feed().owner(), new WatchMessage.Watching(watch));
        }

        @Override
        public void unwatch(Unwatch unwatch) {
            engine.tell(unwatch.feed().owner(), new WatchMessage.Unwatching(unwatch));
        }

        @Override
        public void confirm(Confirm confirm) {
            engine.tell(confirm.feed().owner(), new WatchMessage.Confirming(confirm));
        }

        @Override
        public void load(Feed feed) {
            engine.tell(feed.owner(), new WatchMessage.Loading(feed, self));
        }

        @Override
        public void onLane(int lane, Consumer<Lane> task) {
            lanes.run(lane, task);
        }

        @Override
        public void verified(Verification.Result result) {
            verifications.ended(result);
        }

        @Override
        public void arrived(String sid, Tokens.Verified identity) {
            if (absences.arrived(sid, identity)) {
                var elsewhere = new NodeMessage.Elsewhere(identity.user(), identity.installation());
                nodes.edges().stream().filter(node -> !node.equals(self)).forEach(node -> nodes.send(node, elsewhere));
            }
        }

        @Override
        public void present(int lane, Connection session, Tokens.Verified identity) {
            presence.opened(identity, operation -> {
                var request = new Verification.Request(operation, null, false);
                lanes.run(lane, on -> on.verify(session, request));
            });
        }

        @Override
        public void left(SessionStatus last) {
            absences.left(last);
            presence.left(last);
        }
    }
}
