package io.sightline.api.admin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sightline.engine.access.InMemoryApiKeyStore;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.runtime.Engine;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/** A real admin plane on a free port of loopback, with everything it stands on held in memory. */
final class AdminPlane implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final ApiKeys keys = new ApiKeys(new InMemoryApiKeyStore(), InstantSource.fixed(NOON));
    final String key = keys.first().toCompletableFuture().join().orElseThrow();
    final List<Route> routes;

    private final ActorTestKit kit;
    private final HttpServer.Bound bound;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private AdminPlane(String overrides) {
        Config config = ConfigFactory.parseString(overrides)
                .withFallback(ConfigFactory.parseString("sightline.admin.port = 0, pekko.loglevel = WARNING"))
                .withFallback(ConfigFactory.load());
        kit = ActorTestKit.create("admin", config);
        AdminSettings settings = AdminSettings.from(config);
        Wiring wiring = new Wiring(
                keys,
                engine(),
                target -> CompletableFuture.completedStage(new OperationId("op-1")),
                List.of(new Health("store", () -> CompletableFuture.completedStage(true))),
                () -> "up 1\n");
        routes = Routes.of(wiring, settings);
        bound = HttpServer.start(kit.system(), settings, wiring)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    static AdminPlane start() {
        return new AdminPlane("");
    }

    static AdminPlane start(String overrides) {
        return new AdminPlane(overrides);
    }

    private static Engine engine() {
        return new Engine() {
            @Override
            public java.util.concurrent.CompletionStage<io.sightline.engine.runtime.Reply> send(
                    io.sightline.engine.domain.EntityRef e,
                    io.sightline.engine.domain.Command c,
                    io.sightline.engine.runtime.Assurance a) {
                return CompletableFuture.failedStage(new IllegalStateException());
            }

            @Override
            public <S> java.util.concurrent.CompletionStage<io.sightline.engine.runtime.Versioned<S>> read(
                    io.sightline.engine.domain.EntityRef e, Class<S> t) {
                return CompletableFuture.failedStage(new IllegalStateException());
            }
        };
    }

    InetSocketAddress address() {
        return bound.address();
    }

    String keyWith(Scope... scopes) {
        Set<String> codes =
                java.util.Arrays.stream(scopes).map(Scope::code).collect(java.util.stream.Collectors.toSet());
        return keys.issue("test", codes).toCompletableFuture().join().text();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address().getPort() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + key);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request.build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> send(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = request(path)
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    static ObjectNode json(HttpResponse<String> response) {
        return Json.read(response.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    CompletableFuture<?> stop() {
        return bound.stop().toCompletableFuture();
    }

    @Override
    public void close() {
        stop().orTimeout(20, TimeUnit.SECONDS).join();
        kit.shutdownTestKit();
    }
}
