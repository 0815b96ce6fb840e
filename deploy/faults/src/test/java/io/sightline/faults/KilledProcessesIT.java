package io.sightline.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import io.sightline.cli.admin.AdminApi;
import io.sightline.cli.demo.Clients;
import io.sightline.cli.demo.Viewer;
import io.sightline.cli.demo.Word;
import io.sightline.cli.installation.Checkout;
import io.sightline.cli.installation.Home;
import io.sightline.cli.installation.Installation;
import io.sightline.cli.installation.NodeSettings;
import io.sightline.cli.installation.Ports;
import io.sightline.cli.installation.State;
import io.sightline.client.store.MemoryStore;
import io.sightline.client.wire.Environment;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cassandra, and then the node, is killed with SIGKILL while billing requests come in and clients are connected. Nothing that
 * was acknowledged is lost, nothing was acknowledged that did not happen, and every client ends with what the server says.
 */
class KilledProcessesIT {

    private static final int WRITERS = 4;
    /** Requests answered before a process is killed, and again after it is back. */
    private static final int WARM = 25;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);

    @TempDir
    Path folder;

    private final List<Viewer> viewers = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();

    @Nullable
    private Installation installation;

    @Nullable
    private Clients clients;

    @BeforeEach
    void start() throws IOException {
        var home = new Home(folder.resolve("home"));
        var places = new ArrayList<>(List.of("{\"csa\":\"F\",\"name\":\"Ferry Town\"}"));
        for (int number = 0; number < WRITERS; number++) {
            places.add("{\"csa\":\"F-%1$d\",\"name\":\"Quay %1$d\",\"parent\":\"F\"}".formatted(number));
        }
        Files.write(home.made().directory(), places);
        installation = new Installation(home, Checkout.ofProperty(), line -> {});
        var ports = up();
        clients = new Clients(URI.create("http://127.0.0.1:" + ports.client()));
        var api = AdminApi.of(home, ports);
        for (int number = 0; number < WRITERS; number++) {
            var writer = new Writer(api, number);
            writers.add(writer);
            writer.begin();
            connect(writer);
        }
    }

    @AfterEach
    void end() {
        viewers.forEach(Viewer::close);
        if (clients != null) {
            clients.close();
        }
        if (installation != null) {
            installation.down();
        }
    }

    @Test
    void nothingIsLostAndNothingClaimedWhenCassandraOrTheNodeIsKilledUnderLoad() {
        for (int round = 1; round <= ROUNDS; round++) {
            kill(State::cassandraPid);
            kill(State::nodePid);
        }
        converge();
    }

    private void kill(Function<State, @Nullable Long> process) {
        var running = writers.stream().map(Writer::run).toList();
        writersReach(WARM, running);
        int unknown = total(Writer::unknown);

        var victim =
                ProcessHandle.of(requireNonNull(process.apply(site().state()))).orElseThrow();
        victim.destroyForcibly();
        victim.onExit().join();
        // The crash is felt before anything is mended.
        Awaitility.await("an unknown outcome").atMost(PATIENCE).until(() -> {
            failures(running);
            return total(Writer::unknown) > unknown;
        });
        up();

        writersReach(WARM, running);
        writers.forEach(Writer::end);
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        writers.forEach(Writer::verify);
    }

    /** Waits until every writer has this many answers more than now, or one of them has failed. */
    private void writersReach(int further, List<CompletableFuture<Void>> running) {
        var goals = writers.stream()
                .mapToInt(writer -> writer.acknowledged() + further)
                .toArray();
        Awaitility.await("progress").atMost(PATIENCE).until(() -> {
            failures(running);
            for (int i = 0; i < goals.length; i++) {
                if (writers.get(i).acknowledged() < goals[i]) {
                    return false;
                }
            }
            return true;
        });
    }

    private static void failures(List<CompletableFuture<Void>> running) {
        running.stream().filter(CompletableFuture::isCompletedExceptionally).forEach(CompletableFuture::join);
    }

    private int total(ToIntFunction<Writer> count) {
        return writers.stream().mapToInt(count).sum();
    }

    private void converge() {
        var api = AdminApi.of(site().home(), requireNonNull(site().state().ports()));
        for (int i = 0; i < viewers.size(); i++) {
            var viewer = viewers.get(i);
            var user = api.userId(writers.get(i / Environment.values().length).login());
            Awaitility.await("%s of %s".formatted(viewer.environment().word(), user))
                    .atMost(PATIENCE)
                    .untilAsserted(() -> {
                        var said = Word.of(api.require("GET", "/api/v1/users/%s/devices".formatted(user), null));
                        assertThat(said.difference(viewer.client()
                                        .read(Word::of)
                                        .toCompletableFuture()
                                        .join()))
                                .isEmpty();
                    });
        }
    }

    private void connect(Writer writer) {
        var tokens = requireNonNull(clients).tokens(writer.login(), Writer.PASSWORD);
        Arrays.stream(Environment.values())
                .map(environment ->
                        new Viewer(requireNonNull(clients), environment, tokens, new MemoryStore(), () -> {}))
                .forEach(viewer -> {
                    viewers.add(viewer);
                    viewer.start();
                });
    }

    private Ports up() {
        return site().up(NodeSettings.DEMO);
    }

    private Installation site() {
        return requireNonNull(installation);
    }
}
