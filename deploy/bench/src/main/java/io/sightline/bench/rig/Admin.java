package io.sightline.bench.rig;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

/** The node's admin plane, called with its first key. Thread-safe. */
public final class Admin implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI base;
    private final String key;
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
        this.base = base;
        this.key = key;
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

    private CompletableFuture<String> send(String method, String path, @Nullable String body) {
        var request = request("/api/v1" + path)
                .timeout(PATIENCE)
                .header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (method.equals("PATCH") || method.equals("DELETE")) {
            request.header("If-Match", "*");
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
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + key);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
