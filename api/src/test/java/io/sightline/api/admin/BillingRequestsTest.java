package io.sightline.api.admin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(180)
class BillingRequestsTest {

    private static final String PATH = "/api/v1/billing/requests";

    private final AdminPlane plane = AdminPlane.start();

    @AfterEach
    void stop() {
        plane.close();
    }

    private static String newUser(String request, String login) {
        return """
                {"requestId":"%s","type":"billing.new_entity","login":"%s","occurredAt":"2026-11-22T11:00:00Z",\
                "password":"secret of %s","userType":"b2c","subscriberKind":"individual"}""".formatted(request, login, login);
    }

    private static String pause(String request, String login) {
        return """
                {"requestId":"%s","type":"billing.pause_entity","login":"%s","occurredAt":"2026-11-22T11:30:00Z"}""".formatted(request, login);
    }

    private List<JsonNode> stream(String body) {
        HttpResponse<String> answer = plane.send(plane.request(PATH)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().lines().map(BillingRequestsTest::line).toList();
    }

    private static JsonNode line(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void appliesOneRequestAndSaysSo() {
        HttpResponse<String> answer = plane.send("POST", PATH, newUser("r1", "ada"));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(AdminPlane.json(answer).get("outcome").textValue()).isEqualTo("applied");
        String user = AdminPlane.json(answer).get("userId").textValue();
        assertThat(plane.get("/api/v1/users/" + user).statusCode()).isEqualTo(200);
    }

    @Test
    void isNamedAsWhatGaveAUserACamera() {
        plane.send("PUT", "/api/v1/addresses/csa.T1-1", "{\"name\":\"House\",\"csa\":\"T1-1\"}");
        String user = AdminPlane.json(plane.send("POST", PATH, newUser("r1", "ada")))
                .get("userId")
                .textValue();
        HttpResponse<String> answer = plane.send("POST", PATH, """
                {"requestId":"r2","type":"billing.attach_camera","login":"ada","csa":"T1-1","mac":"AA:BB:CC:00:00:01",\
                "serialNumber":"S1","occurredAt":"2026-11-22T11:10:00Z"}""");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String camera = AdminPlane.json(plane.get("/api/v1/users/" + user + "/devices")).findValuesAsText("k").stream()
                .filter(key -> key.startsWith("cam-"))
                .findFirst()
                .orElseThrow();
        plane.send("PUT", "/api/v1/users/" + user + "/addresses/csa.T1-1", "{\"status\":\"active\"}");
        JsonNode paths = AdminPlane.json(plane.get("/api/v1/users/" + user + "/access/" + camera))
                .get("paths");
        assertThat(paths).hasSize(2);
        paths.forEach(path -> assertThat(path.at("/billing/requestId").asText())
                .isEqualTo(path.get("source").textValue().startsWith("U:") ? "r2" : ""));
    }

    @Test
    void tellsARepetitionTheFirstOutcome() {
        plane.send("POST", PATH, newUser("r1", "ada"));
        HttpResponse<String> again = plane.send("POST", PATH, newUser("r1", "ada"));
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(AdminPlane.json(again).get("outcome").textValue()).isEqualTo("duplicate");
        assertThat(AdminPlane.json(again).get("first").textValue()).isEqualTo("applied");
    }

    @Test
    void refusesAReusedId() {
        plane.send("POST", PATH, newUser("r1", "ada"));
        plane.send("POST", PATH, pause("r2", "ada"));
        HttpResponse<String> reused =
                plane.send("POST", PATH, newUser("r1", "ada").replace("b2c", "b2b"));
        assertThat(reused.statusCode()).isEqualTo(422);
        assertThat(AdminPlane.json(reused).get("code").textValue()).isEqualTo("request_reused");
    }

    @Test
    void doesNotKnowALoginOrAType() {
        HttpResponse<String> unknown = plane.send("POST", PATH, pause("r1", "nobody"));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(AdminPlane.json(unknown).at("/result/outcome").textValue()).isEqualTo("kept");
        HttpResponse<String> type = plane.send("POST", PATH, pause("r2", "ada").replace("pause_entity", "reboot"));
        assertThat(type.statusCode()).isEqualTo(422);
    }

    @Test
    void pointsAtWhatIsWrongInARequest() {
        HttpResponse<String> answer =
                plane.send("POST", PATH, newUser("r1", "ada").replace("userType", "usertype"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(AdminPlane.json(answer).at("/errors").findValuesAsText("pointer"))
                .contains("/userType", "/usertype");
    }

    @Test
    void answersAStreamLineByLineInOrder() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            body.append(newUser("n" + i, "user" + i)).append('\n');
            body.append(pause("p" + i, "user" + i)).append('\n');
        }
        List<JsonNode> results = stream(body.toString());
        assertThat(results).hasSize(1_200);
        for (int i = 0; i < 1_200; i++) {
            assertThat(results.get(i).get("line").asInt()).isEqualTo(i + 1);
            assertThat(results.get(i).get("outcome").textValue()).isEqualTo("applied");
        }
    }

    @Test
    void goesOnAfterABrokenLine() {
        List<JsonNode> results = stream(newUser("r1", "ada") + "\n{\"requestId\":\n\n"
                + "{\"a\":\"" + "x".repeat(70_000) + "\"}\n{\"requestId\":\"r2\",\"type\":\"billing.pause_entity\"}\n"
                + pause("r3", "ada"));
        assertThat(results.stream().map(each -> each.get("status").asInt())).containsExactly(201, 400, 413, 422, 200);
        assertThat(results.stream().map(each -> each.get("line").asInt())).containsExactly(1, 2, 4, 5, 6);
        assertThat(results.get(3).at("/errors/0/pointer").textValue()).isEqualTo("/login");
    }

    @Test
    void isSentAgainWithoutHarm() {
        String body = newUser("r1", "ada") + "\n" + pause("r2", "ada") + "\n";
        stream(body);
        long events = plane.entities.events();
        assertThat(stream(body).stream().map(each -> each.get("outcome").textValue()))
                .containsExactly("duplicate", "duplicate");
        assertThat(plane.entities.events()).isEqualTo(events);
    }

    @Test
    void listsTheSystemLogNewestFirstWithoutPasswords() {
        stream(newUser("r1", "ada") + "\n" + pause("r2", "ada") + "\n" + pause("r3", "nobody") + "\n");
        Awaitility.await()
                .untilAsserted(() -> assertThat(plane.get(PATH).body()).doesNotContain("under_way"));
        HttpResponse<String> all = plane.get(PATH);
        assertThat(AdminPlane.json(all).get("items").findValuesAsText("requestId"))
                .containsSubsequence("r3", "r2", "r1");
        assertThat(all.body()).doesNotContain("secret of ada").doesNotContain("argon2id");
    }

    @Test
    void pagesTheSystemLog() {
        stream(newUser("r1", "ada") + "\n" + pause("r2", "ada") + "\n" + pause("r3", "nobody") + "\n");
        List<String> seen = new ArrayList<>();
        String next = "";
        for (int page = 0; page < 3; page++) {
            ObjectNode answer = AdminPlane.json(plane.get(PATH + "?limit=1" + next));
            seen.add(answer.at("/items/0/requestId").textValue());
            next = "&cursor=" + answer.path("nextCursor").asText();
        }
        assertThat(seen).containsExactly("r3", "r2", "r1");
        assertThat(plane.get(PATH + "?cursor=nonsense").statusCode()).isEqualTo(400);
        assertThat(plane.get(PATH + "?limit=1000").statusCode()).isEqualTo(400);
    }

    @Test
    void showsTheRequestsOfOneUser() {
        plane.send("POST", PATH, newUser("r1", "ada"));
        String user = AdminPlane.json(plane.send("POST", PATH, pause("r2", "ada")))
                .get("userId")
                .textValue();
        ObjectNode events = AdminPlane.json(plane.get("/api/v1/users/" + user + "/billing-events"));
        assertThat(events.get("items").findValuesAsText("requestId")).containsExactlyInAnyOrder("r1", "r2");
    }

    /** Counts the commands under way to users and holds their answers back until it is opened. */
    private static final class Valve implements Engine {

        private final Engine engine;
        private final CompletableFuture<Void> opened = new CompletableFuture<>();
        private final AtomicInteger held = new AtomicInteger();

        Valve(Engine engine) {
            this.engine = engine;
        }

        @Override
        public CompletionStage<Reply> send(
                EntityRef entity, List<? extends Command> commands, @Nullable Long expected, Assurance assurance) {
            if (entity.kind() != Kind.LOGIN) {
                return engine.send(entity, commands, expected, assurance);
            }
            held.incrementAndGet();
            return opened.thenCompose(open -> engine.send(entity, commands, expected, assurance));
        }

        @Override
        public <S> CompletionStage<Versioned<S>> read(EntityRef entity, Class<S> type) {
            return engine.read(entity, type);
        }
    }

    @Test
    void hasABoundedNumberOfLinesUnderWay() throws IOException {
        AtomicLong sent = new AtomicLong();
        Valve[] valve = new Valve[1];
        try (AdminPlane slow = AdminPlane.start("", engine -> valve[0] = new Valve(engine));
                Socket socket = open(slow)) {
            int lines = 60_000;
            Thread sender = new Thread(() -> send(socket, lines, sent));
            sender.start();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> valve[0].held.get() == 256);
            // The sender is held up by its socket well before the end, and no further line was begun meanwhile.
            long[] before = {-1};
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> before[0] == (before[0] = sent.get()));
            assertThat(sent.get()).isLessThan(lines);
            assertThat(valve[0].held.get()).isEqualTo(256);
            sender.interrupt();
        }
        valve[0].opened.complete(null);
    }

    @Test
    void takesInNoMoreThanASlowReaderReads() throws IOException {
        AtomicLong sent = new AtomicLong();
        int lines = 100_000;
        try (Socket socket = open(plane)) {
            Thread sender = new Thread(() -> send(socket, lines, sent));
            sender.start();
            long[] before = {-1};
            Awaitility.await()
                    .pollInterval(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> before[0] == (before[0] = sent.get()) && sent.get() > 0);
            assertThat(sent.get()).as("lines taken in while nobody reads").isLessThan(lines);
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(reader.readLine()).contains("200");
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (int i = 0; i < 1_000; i++) {
                    reader.readLine();
                }
                return sent.get() > before[0];
            });
        }
    }

    private static Socket open(AdminPlane plane) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1_024);
        socket.setSendBufferSize(16 * 1_024);
        socket.connect(plane.address(), 5_000);
        socket.getOutputStream()
                .write(("POST " + PATH + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + plane.key
                                + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void send(Socket socket, int lines, AtomicLong sent) {
        try {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < lines; i++) {
                byte[] line = (newUser("n" + i, "user" + i) + "\n").getBytes(StandardCharsets.UTF_8);
                out.write((Integer.toHexString(line.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(line);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                sent.incrementAndGet();
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException closed) {
            // The test has seen enough and has closed the socket.
        }
    }
}
