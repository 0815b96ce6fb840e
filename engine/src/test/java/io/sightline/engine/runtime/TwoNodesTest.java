package io.sightline.engine.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressEvent;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.AddressNode;
import io.sightline.engine.domain.AddressPlace;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.DeviceFacts;
import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.GrantStatus;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.Operation;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.SourceEvent;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.journal.EventCodec;
import io.sightline.engine.journal.JournalRecord;
import io.sightline.engine.synchronize.EnvironmentStatus;
import io.sightline.engine.synchronize.Target;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.sightline.engine.runtime.TwoNodes.soon;
import static org.assertj.core.api.Assertions.assertThat;

/** What works between two nodes, for nothing of it may work by sharing a heap. */
@Timeout(120)
class TwoNodesTest {

    private static TwoNodes nodes;

    private final UserId user = new UserId("u-" + System.nanoTime());
    private final AddressId address = new AddressId("a-" + System.nanoTime());
    private final CameraId camera = new CameraId("c-" + System.nanoTime());
    private final String place = SourceId.of(address).value();
    private final String key = "cam-" + camera.value();

    @BeforeAll
    static void start() {
        nodes = new TwoNodes();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void showsAGrantMovesADeltaAndTakesBackBehindAFence() {
        nodes.createAddress(address, camera);
        nodes.createUser(user);
        WireClient client = nodes.connect(user);
        soon(() -> assertThat(client.sources).containsKey(SourceId.of(user).value()));
        nodes.done(user.ref(), new UserCommand.AttachPlace(SourceId.of(address), GrantStatus.ACTIVE));
        soon(() -> assertThat(client.sources.get(place)).containsKey(key));

        int before = client.deltas.get();
        nodes.done(camera.ref(), new CameraCommand.Rename("Back door"));
        soon(() -> assertThat(client.sources.get(place).get(key)).contains("Back door"));
        assertThat(client.deltas).hasValueGreaterThan(before);
        // What is lost between nodes is healed by loading anew, so only this tells that nothing was.
        assertThat(nodes.reloads).hasValue(0);

        nodes.done(user.ref(), new UserCommand.DetachPlace(SourceId.of(address)));
        soon(() -> assertThat(client.sources).doesNotContainKey(place));
    }

    @Test
    void loadsALargeAddressInParts() {
        seedAddress(20_000);
        nodes.createUser(user);
        nodes.done(user.ref(), new UserCommand.AttachPlace(SourceId.of(address), GrantStatus.ACTIVE));
        WireClient client = nodes.connect(user);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> client.sources.containsKey(place)
                        && client.sources.get(place).size() == 20_000);
        AddressPlace read = (AddressPlace) nodes.edgeNode
                .engine()
                .read(address.ref(), Address.class)
                .toCompletableFuture()
                .join()
                .state();
        assertThat(read.source().entries()).hasSize(20_000);
    }

    /**
     * Events are taken as they are, so this is more than any command would bring about. The keys are those of intercoms, for a
     * place has nothing to say to them, and nobody but the nodes is to have work.
     */
    private void seedAddress(int devices) {
        EventCodec codec = EventCodec.create();
        List<Event> events = new ArrayList<>();
        events.add(new AddressEvent.Created(
                Epoch.of(43), new AddressNode("Tower", null, null, null, null), Instant.EPOCH));
        for (int i = 0; i < devices; i++) {
            events.add(new SourceEvent.DevicePut(
                    "int-" + i,
                    1,
                    new DeviceFacts.CameraFacts("Camera of floor " + i, List.of(), true, 7, "Lime Street 4")));
        }
        List<Object> records = new ArrayList<>();
        events.forEach(
                event -> records.add(new JournalRecord(codec.version(), 1, codec.encode(address.ref(), event, null))));
        PersistenceTestKit.create(nodes.entities.system())
                .persistForRecovery(address.ref().toString(), records);
    }

    @Test
    void tellsHowAnotherNodesEnvironmentsStandAndVerifiesThem() {
        nodes.createUser(user);
        nodes.done(user.ref(), new UserCommand.SignIn(Environment.WEB, new InstallationId(WireClient.INSTALLATION)));
        WireClient client = nodes.connect(user);
        soon(() -> assertThat(nodes.entityNode
                        .status()
                        .environments(user)
                        .toCompletableFuture()
                        .join())
                .anyMatch(one -> one.state() == EnvironmentStatus.State.IN_STEP));
        soon(() -> assertThat(nodes.stood).anyMatch(now -> now.inStep() > 0));
        OperationId operation = nodes.entityNode
                .synchronizer()
                .synchronize(new Target.OfUser(user))
                .toCompletableFuture()
                .join();
        soon(() -> assertThat(client.asked).isTrue());
        // It leaves instead of answering, which its node tells at once.
        client.leave();
        soon(() -> assertThat(nodes.stood).anyMatch(now -> now.offline() > 0));
        soon(() -> {
            Operation found = nodes.edgeNode
                    .engine()
                    .read(operation.ref(), Operation.class)
                    .toCompletableFuture()
                    .join()
                    .state();
            assertThat(found.finishedAt()).isNotNull();
            assertThat(found.results().values().toString()).contains(WireClient.INSTALLATION, "UNREACHABLE");
        });
        soon(() -> assertThat(nodes.environments.of(user).toCompletableFuture().join())
                .singleElement()
                .matches(seen -> seen.installation().value().equals(WireClient.INSTALLATION)));
        // What it owes it is asked for on its return, without anybody's asking.
        WireClient back = nodes.connect(user);
        soon(() -> assertThat(back.asked).isTrue());
    }
}
