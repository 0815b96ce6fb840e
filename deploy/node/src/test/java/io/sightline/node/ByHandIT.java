package io.sightline.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sightline.cassandra.LocalCassandra;
import io.sightline.cassandra.LocalCassandraSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A whole node on a real store, used as its README says. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ByHandIT {

    private static final Path README = Path.of("../../api/README.md");
    private static final String FENCE = "```";

    /** Says of each line that fails which it is, and of each value cut out of an answer whether it is one. */
    private static final String BEGIN = """
            set -Eeuo pipefail
            trap 'printf "\\nline %s failed: %s\\n" "$LINE" "$TEXT"' ERR
            value() {
              [[ $1 =~ ^[^{}[:space:]]+$ ]] || { printf '\\nline %s gave no value but: %s\\n' "$LINE" "$1"; exit 1; }
            }
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path folder;
    private LocalCassandra store;
    private Node node;
    private String key;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        store = new LocalCassandra(
                        LocalCassandraSettings.in(folder.resolve("cassandra")).withHeapMegabytes(512))
                .start();
        Path home = Files.createDirectory(folder.resolve("home"));
        Path password = Files.writeString(folder.resolve("password"), store.password());
        Config config = ConfigFactory.parseMap(Map.of(
                        "sightline.home",
                        home.toString(),
                        "sightline.schema.install",
                        true,
                        "sightline.admin.port",
                        0,
                        "sightline.client-plane.port",
                        0,
                        "sightline.cassandra.contact-point",
                        "127.0.0.1:" + store.contactPoint().getPort(),
                        "sightline.cassandra.username",
                        store.username(),
                        "sightline.cassandra.password-file",
                        password.toString(),
                        "pekko.coordinated-shutdown.exit-jvm",
                        "off"))
                .withFallback(ConfigFactory.load());
        node = Node.start(config);
        key = Files.readString(node.firstKey().orElseThrow()).strip();
    }

    @AfterAll
    void stop() throws Exception {
        if (node != null) {
            node.stop().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
        store.close();
    }

    /** Every line of every block under the heading, with its number in the file. */
    private static List<String> script() throws IOException {
        List<String> lines = Files.readAllLines(README);
        List<String> script = new ArrayList<>(List.of(BEGIN));
        boolean here = false;
        boolean inBlock = false;
        int commands = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!inBlock && line.startsWith("#")) {
                here = line.equals("### By hand");
            } else if (line.startsWith(FENCE)) {
                inBlock = !inBlock;
            } else if (here && inBlock && !line.isBlank()) {
                // What went wrong is in the body, which curl keeps to itself under -f.
                String told = line.replace("curl -sf ", "curl -sS --fail-with-body ");
                script.add("LINE=" + (i + 1) + " TEXT=" + quoted(line));
                script.add(told);
                if (told.matches("[A-Z_]+=\\$\\(.*\\| sed .*")) {
                    script.add("value \"$" + told.substring(0, told.indexOf('=')) + "\"");
                }
                commands++;
            }
        }
        assertThat(commands).isGreaterThan(90);
        return script;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    @Test
    void worksLineByLineAsTheReadmeSays() throws Exception {
        Path script = Files.write(folder.resolve("by-hand"), script());
        Path said = folder.resolve("by-hand.out");
        ProcessBuilder bash = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        bash.environment().put("API", "http://127.0.0.1:" + node.adminPort());
        bash.environment().put("KEY", key);
        Process process = bash.start();
        boolean ended = process.waitFor(240, TimeUnit.SECONDS);
        process.destroy();
        String all = Files.readString(said);
        assertThat(ended).as("it ended: %s", tail(all)).isTrue();
        assertThat(process.exitValue()).as(tail(all)).isZero();
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 2_000));
    }

    private JsonNode admin(int expected, String method, String path, String json) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.adminPort() + "/api/v1" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(json))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "firm" + path.hashCode())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        return answer.body().isEmpty() ? new ObjectMapper().nullNode() : new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> signIn(String login, String password) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.clientPort() + "/v1/token"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"login\":\"%s\",\"password\":\"%s\",\"env\":\"desktop\",\"inst\":\"by-hand-desktop\"}"
                                        .formatted(login, password)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void letsAFirmSignInWithWhatItWasGivenAtItsCreation() throws Exception {
        String firm = admin(
                        201,
                        "POST",
                        "/b2b-users",
                        "{\"login\":\"By-Hand-Firm\",\"password\":\"Seven-grains\",\"passwordConfirmation\":\"Seven-grains\"}")
                .get("id")
                .textValue();
        assertThat(signIn("By-Hand-Firm", "Seven-grains").statusCode())
                .as("without a plan")
                .isEqualTo(403);
        String plan = admin(
                        201,
                        "POST",
                        "/tariff-plans",
                        "{\"title\":\"By hand\",\"description\":\"d\",\"months\":1,\"price\":{\"minor\":990,\"currency\":\"EUR\"}}")
                .get("id")
                .textValue();
        admin(204, "PUT", "/users/" + firm + "/service/plan", "{\"planId\":\"" + plan + "\"}");
        admin(204, "POST", "/users/" + firm + "/service/activation", "");
        HttpResponse<String> in = signIn("By-Hand-Firm", "Seven-grains");
        assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(in.body()).get("user").textValue())
                .isEqualTo(firm);
        assertThat(signIn("By-Hand-Firm", "seven-grains").statusCode()).isEqualTo(401);
    }
}
