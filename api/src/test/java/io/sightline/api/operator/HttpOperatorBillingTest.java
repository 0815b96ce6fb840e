package io.sightline.api.operator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.sightline.engine.domain.OperatorAnswer;
import io.sightline.engine.domain.Personal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.sightline.engine.domain.OperatorAnswer.Verdict.NOT_ACTIVE;
import static io.sightline.engine.domain.OperatorAnswer.Verdict.SILENT;
import static io.sightline.engine.domain.OperatorAnswer.Verdict.SUBSCRIBED;
import static io.sightline.engine.domain.OperatorAnswer.Verdict.WITHOUT_PACKAGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A real little server plays the operator, in every mood. */
@Timeout(60)
class HttpOperatorBillingTest {

    private interface Mood {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final Queue<Mood> moods = new ArrayDeque<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private Duration timeout = Duration.ofSeconds(20);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Mood mood;
            synchronized (moods) {
                mood = moods.remove();
            }
            mood.answer(exchange);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static Mood says(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private Mood isSlow() {
        return exchange -> await();
    }

    /** The head and some of the body, and then nothing more. */
    private Mood trickles() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        };
    }

    private void await() throws IOException {
        try {
            assertThat(over.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    private OperatorAnswer ask(Mood... inTurn) {
        moods.addAll(List.of(inTurn));
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/service");
        var settings = new OperatorSettings(url, "secret", timeout, 3, Duration.ofMillis(2), 1_024);
        return new HttpOperatorBilling(settings, RandomGenerator.of("L64X128MixRandom"))
                .ask(Personal.of("firm ёж"))
                .toCompletableFuture()
                .join();
    }

    @Test
    void asksWithTheLoginInTheBodyAndUnderstandsTheAnswer() {
        assertThat(
                        ask(
                                says(
                                        200,
                                        "{\"status\":\"active\",\"plan\":\"Basic\",\"endDate\":\"2027-01-31\",\"packages\":[\"tv\"],\"x\":1}")))
                .isEqualTo(new OperatorAnswer(SUBSCRIBED, "Basic", LocalDate.of(2027, 1, 31)));
        assertThat(asked).containsExactly("POST /service Bearer secret {\"login\":\"firm ёж\"}");
    }

    @Test
    void knowsWhoIsNotActive() {
        assertThat(ask(says(404, "")).verdict()).isEqualTo(NOT_ACTIVE);
        assertThat(ask(says(200, "{\"status\":\"unknown\"}")).verdict()).isEqualTo(NOT_ACTIVE);
        assertThat(ask(says(200, "{\"status\":\"inactive\",\"packages\":[\"tv\"]}"))
                        .verdict())
                .isEqualTo(NOT_ACTIVE);
    }

    @Test
    void knowsWhosePackagesAreMissing() {
        assertThat(ask(says(200, "{\"status\":\"active\"}")).verdict()).isEqualTo(WITHOUT_PACKAGES);
        assertThat(ask(says(200, "{\"status\":\"active\",\"packages\":[]}")).verdict())
                .isEqualTo(WITHOUT_PACKAGES);
    }

    @Test
    void takesGarbageForSilenceAndDoesNotAskAgain() {
        for (String garbage : List.of(
                "",
                "<html>",
                "[]",
                "{\"status\":1}",
                "{\"status\":\"active\"} {}",
                "{\"status\":\"active\",\"packages\":\"tv\"}",
                "{\"status\":\"active\",\"endDate\":\"soon\",\"packages\":[\"tv\"]}",
                "{\"status\":\"active\",\"plan\":7}",
                "[".repeat(500))) {
            asked.clear();
            assertThat(ask(says(200, garbage)).verdict()).as(garbage).isEqualTo(SILENT);
            assertThat(asked).as(garbage).hasSize(1);
        }
    }

    @Test
    void asksAgainWhenTheOperatorFails() {
        Mood well = says(200, "{\"status\":\"active\",\"packages\":[\"tv\"]}");
        assertThat(ask(says(503, ""), says(429, ""), well).verdict()).isEqualTo(SUBSCRIBED);
        assertThat(asked).hasSize(3);
        asked.clear();
        assertThat(ask(says(500, ""), says(500, ""), says(500, ""), well).verdict())
                .isEqualTo(SILENT);
        assertThat(asked).as("and no more often").hasSize(3);
    }

    @Test
    void waitsNoLongerThanItsLimit() {
        timeout = Duration.ofMillis(500);
        long before = System.nanoTime();
        assertThat(ask(isSlow(), trickles(), isSlow()).verdict()).isEqualTo(SILENT);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(1_400), Duration.ofSeconds(20));
        assertThat(asked).hasSize(3);
    }

    @Test
    void readsNoMoreThanItsLimit() {
        String long_ = "{\"status\":\"active\",\"packages\":[\"" + "x".repeat(2_000) + "\"]}";
        assertThat(ask(says(200, long_), says(200, long_), says(200, long_)).verdict())
                .isEqualTo(SILENT);
    }

    @Test
    void followsNoRedirect() {
        Mood away = exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        };
        assertThat(ask(away).verdict()).isEqualTo(SILENT);
        assertThat(asked).hasSize(1);
        assertThat(ask(says(401, "")).verdict()).as("nor a refusal").isEqualTo(SILENT);
    }

    @Test
    void isSilentWhereNobodyListens() {
        server.stop(0);
        assertThat(ask().verdict()).isEqualTo(SILENT);
    }

    @Test
    void readsItsSettings() {
        Config defaults = ConfigFactory.load();
        assertThat(OperatorSettings.from(defaults)).isEmpty();
        assertThat(OperatorSettings.from(with("url = \"https://billing.example/service\", token = t")))
                .isPresent();
        for (String wrong : List.of(
                "url = \"http://billing.example/service\"",
                "url = \"https://user:word@billing.example/\"",
                "url = \"ftp://127.0.0.1/\"",
                "url = \"not an address\"",
                "url = \"http://127.0.0.1:1/\", attempts = 0",
                "url = \"http://127.0.0.1:1/\", timeout = 0s",
                "url = \"http://127.0.0.1:1/\", response-bytes = 0")) {
            assertThatThrownBy(() -> OperatorSettings.from(with(wrong)))
                    .as(wrong)
                    .isInstanceOf(ConfigException.class);
        }
        assertThat(OperatorSettings.from(with("url = \"http://127.0.0.1:1/\", token = hidden"))
                        .orElseThrow())
                .as("tells no secret")
                .hasToString("http://127.0.0.1:1/");
    }

    private static Config with(String operator) {
        return ConfigFactory.parseString("sightline.operator-billing { " + operator + " }")
                .withFallback(ConfigFactory.load());
    }
}
