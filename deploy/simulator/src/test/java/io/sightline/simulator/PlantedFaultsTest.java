package io.sightline.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.ServerMessage;
import io.sightline.client.wire.ServerMessage.Delta;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.feed.Confirm;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.feed.SourceChange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each fault is one that someone could build in by mistake; the simulator has to find it soon. */
class PlantedFaultsTest {

    private static final int SEEDS = 300;

    private static void finds(Seams fault, Invariant... any) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                Schedule.run(seed, fault);
            } catch (Violation e) {
                assertThat(e.invariant())
                        .as("seed %s: %s", seed, e.getMessage())
                        .isIn((Object[]) any);
                return;
            }
        }
        throw new AssertionError("not found in " + SEEDS + " schedules");
    }

    @Test
    void anOwnerDoesNotWaitForItsWatchers() {
        finds(
                new Seams() {
                    @Override
                    public boolean unfenced() {
                        return true;
                    }
                },
                Invariant.I3,
                Invariant.I4,
                Invariant.I7);
    }

    @Test
    void aRestartedOwnerForgetsWhoMayWatch() {
        finds(
                new Seams() {
                    @Override
                    public Set<NodeId> suspects(Set<NodeId> alive) {
                        return Set.of();
                    }
                },
                Invariant.I3,
                Invariant.I4,
                Invariant.I7,
                Invariant.I8);
    }

    @Test
    void aGrantGetsItsFormerNumber() {
        finds(
                new Seams() {
                    @Override
                    public long grantNumber(long fresh, long last) {
                        return last == 0 ? fresh : last;
                    }
                },
                Invariant.I2,
                Invariant.I3,
                Invariant.I20);
    }

    @Test
    void aSourceKeepsItsEpochWhenItBeginsAnew() {
        finds(
                new Seams() {
                    @Override
                    public Epoch epoch(Epoch fresh, Epoch last) {
                        return last;
                    }
                },
                Invariant.I14);
    }

    @Test
    void aNodeServesLongAfterItsLease() {
        finds(
                new Seams() {
                    @Override
                    public double clockRate(double rate) {
                        return rate / 5;
                    }
                },
                Invariant.I3,
                Invariant.I4,
                Invariant.I7,
                Invariant.I8);
    }

    @Test
    void anOwnerCountsShorterLeasesThanItGrants() {
        finds(
                new Seams() {
                    @Override
                    public SyncLimits ownerLimits(SyncLimits all) {
                        return new SyncLimits(
                                all.frameBytes(),
                                all.windowFrames(),
                                all.windowBytes(),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1),
                                Duration.ZERO,
                                all.renewal(),
                                all.loadTimeout(),
                                all.sourceLinger(),
                                all.parking(),
                                all.heartbeat(),
                                all.frontier(),
                                all.helloDeadline(),
                                all.degraded(),
                                all.stalled(),
                                all.verification(),
                                all.hellosPerSecond(),
                                all.admission(),
                                all.messagesPerSecond(),
                                all.messageBurst(),
                                all.socketsPerUser(),
                                all.parkedSessions(),
                                all.turn());
                    }
                },
                Invariant.I8);
    }

    @Test
    void aChangeIsConfirmedAndNotApplied() {
        finds(
                new Seams() {
                    @Override
                    public List<Letter.ToNode> toNode(NodeId node, Letter.ToNode letter) {
                        return letter instanceof Letter.Changed ? List.of() : List.of(letter);
                    }

                    @Override
                    public List<Letter.ToOwner> rashly(NodeId node, Letter.ToNode letter) {
                        return letter instanceof Letter.Changed changed
                                ? List.of(new Letter.Confirming(new Confirm(
                                        new Feed.OfSource(changed.change().source()),
                                        node,
                                        new Mark(
                                                changed.change().epoch(),
                                                changed.change().rev()))))
                                : List.of();
                    }
                },
                Invariant.I4,
                Invariant.I7);
    }

    @Test
    void aRevocationIsConfirmedBeforeTheLanesHavePassed() {
        finds(
                new Seams() {
                    @Override
                    public List<Letter.ToOwner> rashly(NodeId node, Letter.ToNode letter) {
                        return letter instanceof Letter.Regranted regranted
                                ? List.of(new Letter.Confirming(new Confirm(
                                        new Feed.OfManifest(regranted.change().user()),
                                        node,
                                        Mark.of(regranted.change().manifest()))))
                                : List.of();
                    }
                },
                Invariant.I3,
                Invariant.I7);
    }

    @Test
    void aLostChangeIsPaperedOver() {
        Map<Object, SourceChange> swallowed = new HashMap<>();
        finds(
                new Seams() {
                    @Override
                    public List<Letter.ToNode> toNode(NodeId node, Letter.ToNode letter) {
                        if (!(letter instanceof Letter.Changed changed)) {
                            return List.of(letter);
                        }
                        var change = changed.change();
                        var lost = swallowed.remove(List.of(node, change.source()));
                        if (lost == null || lost.rev() != change.prev()) {
                            swallowed.put(List.of(node, change.source()), change);
                            return List.of();
                        }
                        return List.of(new Letter.Changed(new SourceChange(
                                change.source(),
                                change.epoch(),
                                lost.prev(),
                                change.rev(),
                                change.puts(),
                                change.removals(),
                                change.committedAt(),
                                change.tx())));
                    }
                },
                Invariant.I2,
                Invariant.I20,
                Invariant.I4,
                Invariant.I1);
    }

    @Test
    void aClientIgnoresRemovals() {
        finds(
                new Seams() {
                    @Override
                    public List<ServerMessage> toReplica(Installation client, ServerMessage message) {
                        return message instanceof Delta delta
                                ? List.of(new Delta(
                                        delta.s(),
                                        delta.e(),
                                        delta.c(),
                                        delta.prev(),
                                        delta.rev(),
                                        delta.put(),
                                        List.of(),
                                        delta.tx()))
                                : List.of(message);
                    }
                },
                Invariant.I2);
    }

    @Test
    void aClientAppliesADeltaToAnotherBase() {
        finds(
                new Seams() {
                    @Override
                    public List<ServerMessage> toReplica(Installation client, ServerMessage message) {
                        if (!(message instanceof Delta delta) || client.store.position(delta.s()) == null) {
                            return List.of(message);
                        }
                        var further = new Delta(
                                delta.s(),
                                delta.e(),
                                delta.c(),
                                delta.prev(),
                                delta.rev() + 1,
                                delta.put(),
                                delta.del(),
                                delta.tx());
                        return List.of(further);
                    }
                },
                Invariant.I2);
    }

    @Test
    void aFrameWaitsInAQueue() {
        Map<Wire, Delta> held = new HashMap<>();
        finds(
                new Seams() {
                    @Override
                    public List<ServerMessage> written(Wire wire, ServerMessage message) {
                        var late = held.remove(wire);
                        if (late == null && message instanceof Delta delta) {
                            held.put(wire, delta);
                            return List.of();
                        }
                        return late == null ? List.of(message) : List.of(message, late);
                    }
                },
                Invariant.I3,
                Invariant.I4,
                Invariant.I6,
                Invariant.I10);
    }

    @Test
    void aDigestIsAnsweredWithoutLooking() {
        finds(
                new Seams() {
                    private final Map<String, ClientMessage.Dig> first = new HashMap<>();

                    @Override
                    public ClientMessage fromReplica(Installation client, ClientMessage message) {
                        if (!(message instanceof ClientMessage.Dig dig)) {
                            return message;
                        }
                        var wrong = new ClientMessage.Dig(
                                new io.sightline.client.wire.Cursor(
                                        dig.at().s(), dig.at().e(), -1, dig.at().g()),
                                dig.whole(),
                                dig.leaves());
                        return first.getOrDefault(client.name + dig.at(), wrong);
                    }
                },
                Invariant.I11);
    }
}
