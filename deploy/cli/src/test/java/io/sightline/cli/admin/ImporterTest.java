package io.sightline.cli.admin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sightline.cli.terminal.Complaint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a server that takes note of what comes in which order. */
class ImporterTest {

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server = HttpServer.create();

    ImporterTest() throws IOException {}

    @BeforeEach
    void start() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void sendsRunsOfRequestsAsStreamsAndCallsBetweenThemInOrder() throws IOException {
        var tally = send("""
                {"type":"billing.new_entity","login":"ada"}
                {"type":"billing.new_entity","login":"bob"}
                {"method":"PUT","path":"/api/v1/users/{user:ada}/addresses/a1","body":{"status":"active"}}
                {"method":"PUT","path":"/api/v1/users/{user:ada}/addresses/a2","body":{"owner":"{user:bob}"}}

                {"method":"PUT","path":"/api/v1/cameras/c1","body":{}}
                {"type":"billing.pause_entity","login":"ada"}
                """);
        assertThat(received)
                .containsExactly(
                        "stream of 2",
                        "GET /api/v1/users?login=ada",
                        "PUT /api/v1/users/id-ada/addresses/a1 {\"status\":\"active\"}",
                        "GET /api/v1/users?login=bob",
                        "PUT /api/v1/users/id-ada/addresses/a2 {\"owner\":\"id-bob\"}",
                        "PUT /api/v1/cameras/c1 {}",
                        "stream of 1");
        assertThat(tally.complete()).isTrue();
        assertThat(tally.lines()).isEqualTo(6);
        assertThat(tally.requests("applied")).isEqualTo(3);
    }

    @Test
    void putsTheIdOfWhatALineMadeIntoLaterLines() throws IOException {
        send("""
                {"method":"POST","path":"/api/v1/plans","as":"office","body":{}}
                {"method":"PUT","path":"/api/v1/users/u/plan","body":{"planId":"{made:office}"}}
                {"method":"DELETE","path":"/api/v1/plans/{made:office}","body":{}}
                """);
        assertThat(received)
                .containsExactly(
                        "POST /api/v1/plans {}",
                        "PUT /api/v1/users/u/plan {\"planId\":\"made-1\"}",
                        "DELETE /api/v1/plans/made-1 {}");
        assertThatThrownBy(() -> send("{\"method\":\"PUT\",\"path\":\"/api/v1/plans/{made:nothing}\",\"body\":{}}"))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("nothing was made as nothing");
    }

    @Test
    void knowsALineThatIsSentAgainByTheSameKey() throws IOException {
        var file = """
                {"method":"POST","path":"/api/v1/users/u/refills","body":{"amount":1}}
                {"method":"POST","path":"/api/v1/users/u/refills","body":{"amount":1}}
                """;
        send(file);
        send(file);
        assertThat(keys).hasSize(4).doesNotContainNull();
        assertThat(keys.subList(0, 2)).doesNotHaveDuplicates().isEqualTo(keys.subList(2, 4));
    }

    @Test
    void cutsLongRunsIntoStreamsThatTheAnswersCannotChoke() throws IOException {
        send("{\"type\":\"billing.new_entity\"}\n".repeat(1_201));
        assertThat(received).containsExactly("stream of 500", "stream of 500", "stream of 201");
    }

    @Test
    void keepsTheOrderOfEachEntityWhileManyGoSideBySide() throws IOException {
        var lines = new StringBuilder();
        for (int step = 0; step < 5; step++) {
            for (int camera = 0; camera < 40; camera++) {
                lines.append("{\"method\":\"PATCH\",\"path\":\"/api/v1/cameras/c%d\",\"body\":{\"step\":%d}}\n"
                        .formatted(camera, step));
            }
        }
        send(lines.toString());
        for (int camera = 0; camera < 40; camera++) {
            var path = "PATCH /api/v1/cameras/c%d ".formatted(camera);
            assertThat(received.stream().filter(call -> call.startsWith(path)))
                    .containsExactly(
                            path + "{\"step\":0}",
                            path + "{\"step\":1}",
                            path + "{\"step\":2}",
                            path + "{\"step\":3}",
                            path + "{\"step\":4}");
        }
    }

    @Test
    void reportsWhatWasRefusedAndGoesOn() throws IOException {
        var tally = send("""
                {"method":"PUT","path":"/api/v1/cameras/refused","body":{}}
                {"method":"PUT","path":"/api/v1/cameras/c2","body":{}}
                """);
        assertThat(tally.complete()).isFalse();
        assertThat(tally.report())
                .contains(
                        "administrator's calls: 1 done, 1 refused",
                        "  PUT /api/v1/cameras/refused: 409 conflict: It is so");
    }

    @Test
    void stopsAtALoginNobodyHas() {
        assertThatThrownBy(() ->
                        send("{\"method\":\"PUT\",\"path\":\"/api/v1/users/{user:nobody}/addresses/a\",\"body\":{}}"))
                .isInstanceOf(Complaint.class)
                .hasMessage("no user has the login nobody: import one first");
    }

    private Tally send(String lines) throws IOException {
        var api = new AdminApi(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "key");
        return new Importer(api, done -> {}).run(new BufferedReader(new StringReader(lines)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer key");
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var uri = exchange.getRequestURI().toString();
            if (uri.endsWith("/billing/requests")) {
                received.add("stream of " + body.lines().count());
                reply(exchange, 200, "{\"outcome\":\"applied\"}\n".repeat((int)
                                body.lines().count()));
            } else if (uri.contains("?login=")) {
                received.add("GET " + uri);
                var login = uri.substring(uri.indexOf('=') + 1);
                reply(
                        exchange,
                        200,
                        login.equals("nobody")
                                ? "{\"items\":[]}"
                                : "{\"items\":[{\"id\":\"id-%s\"}]}".formatted(login));
            } else {
                received.add("%s %s %s".formatted(exchange.getRequestMethod(), uri, body));
                boolean refused = uri.endsWith("/refused");
                if (exchange.getRequestMethod().equals("POST")) {
                    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
                }
                reply(
                        exchange,
                        refused ? 409 : 200,
                        refused
                                ? "{\"code\":\"conflict\",\"title\":\"It is so\"}"
                                : "{\"id\":\"made-%d\"}".formatted(received.size()));
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
