package io.sightline.client;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.sightline.client.ScriptedServer.Answer;
import io.sightline.client.ScriptedServer.Session;
import io.sightline.client.core.Manifest;
import io.sightline.client.core.Position;
import io.sightline.client.core.Store;
import io.sightline.client.net.PasswordTokens;
import io.sightline.client.net.PollingTransport;
import io.sightline.client.net.Transport;
import io.sightline.client.net.WebSocketTransport;
import io.sightline.client.store.FileStore;
import io.sightline.client.store.MemoryStore;
import io.sightline.client.wire.Codec;
import io.sightline.client.wire.Cursor;
import io.sightline.client.wire.Encoding;
import io.sightline.client.wire.Environment;
import io.sightline.client.wire.Hashes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The client on a real socket, against a server that says what the test wants. */
@Timeout(30)
final class SightlineClientTest {
    private static final String ME = "00000000000000e1";
    private static final String EPOCH = "a1a1a1a1a1a1a1a1";
    private static final String WELCOME = """
            {"t":"welcome","sid":"s-1","mode":"%s","hb":25,"win":{"frames":256,"bytes":1048576},"lease":10000,\
            "limits":{"frame":65536,"hello":65536},"now":1}""";
    private static final String MANIFEST = """
            {"t":"man","me":"%s","prev":-1,"rev":1,"st":"active","add":[{"s":"A:1","g":7,"c":1,"p":1}],"del":[],"full":true}""".formatted(ME);

    @TempDir
    Path folder = Path.of("");

    private final ScriptedServer server = new ScriptedServer();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Heard heard = new Heard();

    @AfterEach
    void stop() {
        server.close();
        scheduler.shutdownNow();
    }

    @Test
    void reachesTheFrontierAndTellsItsListener() throws InterruptedException {
        try (var client = start(new MemoryStore())) {
            var session = server.accept();
            var hello = session.expect("hello");
            assertThat(hello.get("token").textValue()).isEqualTo("token-1");
            assertThat(hello.get("inst").textValue()).matches("[A-Za-z0-9_-]{22}");
            converge(session, "delta");
            assertThat(session.expect("ack").get("n").intValue()).isEqualTo(4);
            client.inStep().orTimeout(10, TimeUnit.SECONDS).join();
            assertThat(client.view().join().devices()).containsOnlyKeys("cam-1");
            assertThat(client.state()).isEqualTo(ClientState.IN_STEP);
            assertThat(heard.lines)
                    .containsSubsequence(
                            "CONNECTING", "SYNCING", "granted A:1", "A:1 at 1 [cam-1]", "frontier 1", "IN_STEP");
            session.send(delta(1, 2));
            client.holding("A:1", EPOCH, 2).orTimeout(10, TimeUnit.SECONDS).join();
            assertThat(session.expect("ack").get("n").intValue()).isEqualTo(5);
        }
    }

    @Test
    void resumesAfterTheConnectionBreaks() throws InterruptedException {
        try (var client = start(new MemoryStore())) {
            var session = server.accept();
            converge(session, "delta");
            client.inStep().join();
            session.cut();
            var next = server.accept();
            var hello = next.expect("hello");
            assertThat(hello.at("/res/sid").textValue()).isEqualTo("s-1");
            assertThat(hello.at("/res/n").intValue()).isEqualTo(4);
            assertThat(hello.has("cur")).isFalse();
            next.send(WELCOME.formatted("resume"));
            next.send(delta(1, 2));
            client.holding("A:1", EPOCH, 2).join();
            assertThat(server.tokensFetched()).isEqualTo(1);
        }
    }

    @Test
    void findsWhatItHeldAfterARestart() throws InterruptedException {
        var path = folder.resolve("client.store");
        String installation;
        try (var client = start(FileStore.open(path))) {
            var session = server.accept();
            installation = session.expect("hello").get("inst").textValue();
            converge(session, "full");
            client.inStep().join();
        }
        try (var client = start(FileStore.open(path))) {
            assertThat(client.view().join().devices()).containsOnlyKeys("cam-1");
            var hello = server.accept().expect("hello");
            assertThat(hello.get("inst").textValue()).isEqualTo(installation);
            assertThat(hello.get("cur").toString()).isEqualTo("[[\"A:1\",\"" + EPOCH + "\",1,7]]");
        }
    }

    @Test
    void goesAwayWhenAskedAndComesBack() throws InterruptedException {
        try (var client = start(new MemoryStore())) {
            var session = server.accept();
            converge(session, "delta");
            client.inStep().join();
            session.send("{\"t\":\"goaway\",\"in\":[20,60],\"why\":\"drain\"}");
            assertThat(session.expectClose()).isEqualTo(1000);
            server.accept().expect("hello");
        }
    }

    @Test
    void fetchesAFreshTokenWhenTheOldOneIsNoLongerGood() throws InterruptedException {
        try (var client = start(new MemoryStore())) {
            server.accept().close(4401);
            var hello = server.accept().expect("hello");
            assertThat(hello.get("token").textValue()).isEqualTo("token-2");
            assertThat(client.state()).isNotEqualTo(ClientState.STOPPED);
        }
    }

    @Test
    void renewsItsTokenWithinTheSession() throws InterruptedException {
        var soon = Instant.now().plusSeconds(61).toString();
        server.onToken(number -> ScriptedServer.token(number, number == 1 ? soon : "2099-01-01T00:00:00Z"));
        try (var client = start(new MemoryStore())) {
            var session = server.accept();
            converge(session, "delta");
            assertThat(session.expect("auth").get("token").textValue()).isEqualTo("token-2");
            assertThat(client.state()).isEqualTo(ClientState.IN_STEP);
        }
    }

    @Test
    void leavesAServerThatSendsAFrameTooLarge() throws InterruptedException {
        try (var client = start(new MemoryStore())) {
            var session = server.accept();
            session.sendRaw(new byte[65_537]);
            assertThat(session.expectClose()).isEqualTo(4400);
            server.accept().expect("hello");
            assertThat(client.state()).isNotEqualTo(ClientState.STOPPED);
        }
    }

    @Test
    void leavesAServerThatSpeaksInText() throws InterruptedException {
        try (var client = start(new MemoryStore())) {
            var session = server.accept();
            session.sendText(WELCOME.formatted("delta"));
            assertThat(session.expectClose()).isEqualTo(4400);
            assertThat(client.state()).isNotEqualTo(ClientState.STOPPED);
        }
    }

    @Test
    void stopsWhenItsInstallationConnectsElsewhere() throws InterruptedException {
        try (var client = start(new MemoryStore())) {
            server.accept().close(4409);
            await().until(() -> client.state() == ClientState.STOPPED);
            assertThatThrownBy(() -> client.inStep().join()).hasMessageContaining("stopped");
        }
    }

    @Test
    void stopsWhenLoginOrPasswordAreWrong() {
        server.onToken(number -> new Answer(401, "{\"code\":\"unauthorized\"}"));
        try (var client = start(new MemoryStore())) {
            await().until(() -> client.state() == ClientState.STOPPED);
            assertThat(server.tokensFetched()).isEqualTo(1);
        }
    }

    @Test
    void showsNothingWhileItsUserIsSuspended() throws InterruptedException {
        try (var client = start(new MemoryStore())) {
            var session = server.accept();
            converge(session, "delta");
            client.inStep().join();
            session.send("{\"t\":\"err\",\"code\":\"suspended\",\"retryMs\":30}");
            session.close(1000);
            await().until(() -> client.state() == ClientState.SUSPENDED);
            assertThat(client.view().join().devices()).isEmpty();
            var back = server.accept();
            assertThat(client.view().join().devices()).isEmpty();
            back.send(WELCOME.formatted("delta"));
            back.send(frontier(1, 1));
            await().until(() -> client.state() == ClientState.IN_STEP);
            assertThat(client.view().join().devices()).containsOnlyKeys("cam-1");
        }
    }

    @Test
    void signsInAgainWhenItsTokenIsNoLongerGood() throws InterruptedException {
        try (var client = start(new MemoryStore())) {
            var session = server.accept();
            converge(session, "delta");
            client.inStep().join();
            session.send("{\"t\":\"err\",\"code\":\"auth\",\"fatal\":true}");
            session.close(4401);
            var back = server.accept();
            back.send(WELCOME.formatted("delta"));
            back.send(frontier(1, 1));
            await().until(() -> client.state() == ClientState.IN_STEP);
            assertThat(client.view().join().devices()).containsOnlyKeys("cam-1");
        }
    }

    @Test
    void forgetsEverythingWhenToldTo() throws InterruptedException {
        var path = folder.resolve("client.store");
        try (var client = start(FileStore.open(path))) {
            var session = server.accept();
            converge(session, "delta");
            client.inStep().join();
            session.send("{\"t\":\"err\",\"code\":\"suspended\",\"fatal\":true,\"wipe\":true}");
            await().until(() -> client.state() == ClientState.STOPPED);
        }
        try (var store = FileStore.open(path)) {
            assertThat(store.manifest()).isEqualTo(Manifest.NONE);
            assertThat(store.count("A:1")).isZero();
        }
    }

    @Test
    void pollsWhereSocketsDoNotGetThrough() {
        var hellos = new ConcurrentLinkedQueue<String>();
        server.onPoll(hello -> {
            hellos.add(hello.get("cur").toString());
            assertThat(hello.get("wait").intValue()).isEqualTo(1);
            var first = "[" + String.join(",", WELCOME.formatted("full"), MANIFEST, base(1), frontier(1, 1)) + "]";
            return new Answer(200, hellos.size() == 1 ? first : "[" + WELCOME.formatted("delta") + "]");
        });
        var transport = new PollingTransport(http, Codec.of(Encoding.JSON), 1, Duration.ofMillis(500));
        try (var client = start(new MemoryStore(), transport)) {
            client.holding("A:1", EPOCH, 1).orTimeout(10, TimeUnit.SECONDS).join();
            await().until(() -> hellos.size() >= 2);
            assertThat(List.copyOf(hellos).subList(0, 2)).containsExactly("[]", "[[\"A:1\",\"" + EPOCH + "\",1,7]]");
        }
    }

    private SightlineClient start(Store store) {
        return start(store, new WebSocketTransport(http, Codec.of(Encoding.JSON)));
    }

    private SightlineClient start(Store store, Transport transport) {
        var client = new SightlineClient(
                server.address(),
                Environment.DESKTOP,
                null,
                new PasswordTokens(http, server.address(), "ada", "secret"),
                transport,
                store,
                Surroundings.system(scheduler, new Random(1)),
                heard);
        client.start();
        return client;
    }

    private static void converge(Session session, String mode) {
        session.send(WELCOME.formatted(mode));
        session.send(MANIFEST);
        session.send(base(1));
        session.send(frontier(1, 1));
    }

    private static String base(long rev) {
        return """
                {"t":"b","s":"A:1","e":"%s","c":1,"rev":%d,"i":0,"last":true,"put":[%s]}""".formatted(EPOCH, rev, entry(rev));
    }

    private static String delta(long prev, long rev) {
        return """
                {"t":"d","s":"A:1","e":"%s","c":1,"prev":%d,"rev":%d,"put":[%s],"del":[]}""".formatted(EPOCH, prev, rev, entry(rev));
    }

    private static String entry(long rev) {
        var value =
                "{\"$\":1,\"kind\":\"camera\",\"name\":\"Gate " + rev + "\",\"state\":\"green\",\"access\":\"full\"}";
        return "{\"k\":\"cam-1\",\"r\":%d,\"dr\":1,\"v\":\"%s\",\"h\":\"%s\"}"
                .formatted(rev, value.replace("\"", "\\\""), Hashes.value(value));
    }

    private static String frontier(long mrev, long rev) {
        var root = Hashes.root(ME, mrev, List.of(new Cursor("A:1", EPOCH, rev, 7)));
        return "{\"t\":\"u\",\"mrev\":%d,\"root\":\"%s\",\"at\":9,\"fence\":1}".formatted(mrev, root);
    }

    /** Keeps what it hears as lines. */
    private static final class Heard implements ClientListener {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void changed(String source, Position position, Collection<String> keys) {
            lines.add(source + " at " + position.rev() + " " + keys);
        }

        @Override
        public void regranted(Manifest manifest) {
            lines.add("granted " + String.join(",", manifest.grants().keySet()));
        }

        @Override
        public void frontier(long mrev, long at) {
            lines.add("frontier " + mrev);
        }

        @Override
        public void state(ClientState state, String why) {
            lines.add(state.name());
        }
    }
}
