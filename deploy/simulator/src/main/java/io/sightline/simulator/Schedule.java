package io.sightline.simulator;

import java.util.List;
import java.util.Set;

import io.sightline.client.wire.Encoding;
import io.sightline.client.wire.Environment;
import io.sightline.engine.domain.DeviceFacts;
import io.sightline.engine.domain.DeviceFacts.CameraFacts;
import io.sightline.engine.domain.DeviceFacts.Stream;
import io.sightline.engine.domain.DeviceFacts.StreamStatus;
import io.sightline.engine.domain.DeviceFacts.StreamType;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Selection;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.node.Verification;

/**
 * One run: a small town, a hundred and some random steps of work and trouble, then peace and the final checks. Everything
 * follows from the seed.
 */
final class Schedule {

    private static final int STEPS = 140;
    private static final int DEVICES = 6;
    private static final ViewClass[] CLASSES = {ViewClass.LIVE, ViewClass.ARCHIVE, ViewClass.LOCKED};

    private final World world;
    private final List<Owner> owners;
    private final List<Owner> people;
    private int nodesStarted;
    private int puts;

    private Schedule(long seed, Seams seams) {
        world = new World(seed, seams);
        for (var id : List.of("A:one", "A:two", "F:three")) {
            var source = new SourceId(id);
            world.sources.put(source, new Owner(world, source, null));
        }
        for (var name : List.of("anna", "boris")) {
            var user = new UserId(name);
            var owner = new Owner(world, SourceId.of(user), user);
            world.sources.put(owner.id, owner);
            world.users.put(user, owner);
        }
        owners = List.copyOf(world.sources.values());
        people = List.copyOf(world.users.values());
        int nodes = 2 + world.random.nextInt(2);
        for (int i = 0; i < nodes; i++) {
            startNode();
        }
        install("anna", Environment.WEB, "anna-web-1");
        install("anna", Environment.MOBILE, "anna-mobile-1");
        install("boris", Environment.DESKTOP, "boris-desktop-1");
        world.lossy = chance(2) ? 0 : world.random.nextInt(25);
        world.doubling = chance(2) ? 0 : world.random.nextInt(20);
    }

    /**
     * Runs the schedule of a seed.
     *
     * @return the fingerprint of all that happened
     * @throws Violation at the first thing that must not be
     */
    static long run(long seed, Seams seams) {
        var schedule = new Schedule(seed, seams);
        try {
            schedule.work();
            new Peace(schedule.world, schedule::connect).check();
        } catch (Violation e) {
            throw e.after(schedule.world.trace);
        } catch (RuntimeException | Error e) {
            var violation = new Violation(Invariant.SOUND, "the code throws " + e);
            violation.initCause(e);
            throw violation.after(schedule.world.trace);
        }
        return schedule.world.trace.hash();
    }

    private void work() {
        for (var person : people) {
            person.grant(pick(owners).id, pick(CLASSES), Selection.all());
        }
        world.installations.forEach(this::connect);
        for (int step = 0; step < STEPS; step++) {
            int kind = world.random.nextInt(40);
            world.trace.add(kind);
            if (kind < 17) {
                change(kind);
            } else if (kind < 26) {
                trouble(kind);
            } else if (kind < 29) {
                world.pass(50L * (1 + world.random.nextInt(chance(4) ? 100 : 10)), !chance(4));
            } else if (kind < 30) {
                world.settle(false);
            } else {
                for (int i = world.random.nextInt(25); i > 0; i--) {
                    world.deliverOne(false);
                }
            }
        }
    }

    private void change(int kind) {
        var owner = pick(owners);
        var person = pick(people);
        String key = "cam-" + world.random.nextInt(DEVICES);
        switch (kind) {
            case 0, 1, 2, 3, 4 -> owner.put(key, camera(), ++puts);
            case 5, 6, 7 -> owner.remove(key);
            case 8, 9, 10 -> person.grant(owner.id, pick(CLASSES), selection());
            case 11, 12 -> person.revoke(owner.id);
            case 13 -> {
                if (chance(3)) {
                    owner.recreate(anew(owner));
                }
            }
            case 14 -> owner.bury();
            case 15 -> person.status(chance(2) ? Manifest.Status.PAUSED : Manifest.Status.ACTIVE);
            default -> {
                if (chance(8)) {
                    person.status(Manifest.Status.ENDED);
                } else if (person.theManifest().status() == Manifest.Status.ENDED || chance(10)) {
                    person.reborn();
                } else {
                    person.status(Manifest.Status.ACTIVE);
                }
            }
        }
    }

    private void trouble(int kind) {
        var client = pick(world.installations);
        var node = pick(world.nodes);
        switch (kind) {
            case 17 -> client.disconnect();
            case 18, 19 -> connect(client);
            case 20 -> client.restart();
            case 21 -> choke(client);
            case 22 -> {
                if (chance(3)) {
                    crash(node);
                } else if (chance(2)) {
                    world.cut.clear();
                } else {
                    world.cut.add(node.id);
                }
            }
            case 23 -> pick(owners).restart();
            case 24 -> verify(client.user, node);
            default -> {
                if (client.wire == null) {
                    connect(client);
                }
            }
        }
    }

    private void choke(Installation client) {
        var wire = client.wire;
        if (wire != null) {
            wire.choked = !wire.choked;
            if (wire.writable()) {
                wire.becameWritable();
            }
        }
    }

    /** The node ends without a word, and another one begins. */
    private void crash(EdgeNode node) {
        world.nodes.remove(node);
        world.cut.remove(node.id);
        for (var client : world.installations) {
            if (client.wire != null && client.wire.node == node) {
                client.disconnect();
            }
        }
        startNode();
    }

    private static void verify(UserId user, EdgeNode node) {
        var request = new Verification.Request(null, null, false);
        for (int lane = 0; lane < node.lanes.size(); lane++) {
            node.onLane(lane, any -> any.verify(new Feed.OfManifest(user), request));
        }
    }

    private void startNode() {
        double rate = world.seams.clockRate(0.985 + world.random.nextInt(31) / 1_000.0);
        var id = new NodeId("n" + ++nodesStarted);
        world.nodes.add(new EdgeNode(world, id, 1 + world.random.nextInt(2), rate, world.random.nextLong()));
    }

    private void install(String user, Environment environment, String name) {
        var encoding = world.random.nextBoolean() ? Encoding.JSON : Encoding.CBOR;
        world.installations.add(new Installation(world, new UserId(user), environment, name, encoding));
    }

    private void connect(Installation client) {
        var node = pick(world.nodes);
        client.connect(node, world.random.nextInt(node.lanes.size()));
    }

    private Source anew(Owner owner) {
        var source = Source.empty(world.seams.epoch(world.freshEpoch(), owner.epoch()));
        for (int device = 0; device < DEVICES; device++) {
            if (chance(2)) {
                source = source.put("cam-" + device, ++puts, camera(), source.rev() + 1);
            }
        }
        return source;
    }

    private Selection selection() {
        return chance(4) ? new Selection.Only(Set.of("cam-1", "cam-2", "cam-3")) : Selection.all();
    }

    private DeviceFacts camera() {
        var status = chance(2) ? StreamStatus.ACTIVE : StreamStatus.INACTIVE;
        return new CameraFacts(
                "Camera " + world.random.nextInt(1_000), List.of(new Stream(StreamType.HIGH, status)), true, 7, null);
    }

    private boolean chance(int oneIn) {
        return world.random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> all) {
        return all.get(world.random.nextInt(all.size()));
    }

    private <T> T pick(T[] all) {
        return all[world.random.nextInt(all.length)];
    }
}
