package io.sightline.bench.rig;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** The node's admin plane, called with its first key or in an administrator's session. Thread-safe. */
public final class Admin implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final String key;
    private final Map<String, String> identity;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, work -> {
        var thread = new Thread(work, "admin-calls");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();

    Admin(URI base, String key) {
        this(base, key, Map.of("Authorization", "Bearer " + key));
    }

    private Admin(URI base, String key, Map<String, String> identity) {
        this.base = base;
        this.key = key;
        this.identity = identity;
    }

    /** The same plane in a new session of an administrator, to be closed by the caller; billing goes by the key even so. */
    public Admin signIn(String login, String password) {
        var request = HttpRequest.newBuilder(base.resolve("/api/v1/session"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password)))
                .build();
        var answer = http.sendAsync(request, BodyHandlers.ofString()).join();
        if (answer.statusCode() != 200) {
            throw new BenchException(
                    "signing in was answered with %d %s".formatted(answer.statusCode(), answer.body()));
        }
        String cookie = answer.headers()
                .firstValue("Set-Cookie")
                .map(header -> header.substring(0, header.indexOf(';')))
                .orElseThrow(() -> new BenchException("signing in was answered without a cookie"));
        return new Admin(
                base,
                key,
                Map.of(
                        "Cookie",
                        cookie,
                        "X-CSRF-Token",
                        json(answer.body()).path("csrfToken").asText()));
    }

    /**
     * Sends one call and waits for its answer.
     *
     * @param path below {@code /api/v1}
     * @throws BenchException if the answer is no success
     */
    public void call(String method, String path, @Nullable String body) {
        answer(method, path, body);
    }

    /** Reads, and returns what the answer holds; fails as {@link #call} does. */
    public String read(String path) {
        return answer("GET", path, null);
    }

    /** The description of the admin plane that the node serves. */
    public JsonNode description() {
        var request = HttpRequest.newBuilder(base.resolve("/api/openapi.json"))
                .timeout(PATIENCE)
                .build();
        return json(http.sendAsync(request, BodyHandlers.ofString()).join().body());
    }

    /** An answer as the tree it is. */
    public static JsonNode json(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new BenchException("no JSON: " + answer, e);
        }
    }

    private String answer(String method, String path, @Nullable String body) {
        try {
            return send(method, path, body).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof BenchException refused) {
                throw refused;
            }
            throw new BenchException("%s %s failed: %s".formatted(method, path, e.getCause()), e);
        }
    }

    /** As {@link #call}, without waiting. */
    public CompletableFuture<Void> callAsync(String method, String path, @Nullable String body) {
        return send(method, path, body).thenAccept(answer -> {});
    }

    /** Makes something without waiting for it, and returns the id it was given. */
    public CompletableFuture<String> make(String path, String body) {
        return send("POST", path, body)
                .thenApply(answer -> json(answer).path("id").asText());
    }

    private CompletableFuture<String> send(String method, String path, @Nullable String body) {
        var request = request("/api/v1" + path)
                .timeout(PATIENCE)
                .header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (method.equals("PATCH") || method.equals("DELETE")) {
            request.header("If-Match", "*");
        } else if (method.equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return http.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(answer -> {
            if (answer.statusCode() / 100 != 2) {
                throw new BenchException(
                        "%s %s was answered with %d %s".formatted(method, path, answer.statusCode(), answer.body()));
            }
            return answer.body();
        });
    }

    /** A stream of billing requests that is to be begun; to be closed by the caller. */
    public BillingStream billing() {
        return BillingStream.open(base, key);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        identity.forEach(request::header);
        return request;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
