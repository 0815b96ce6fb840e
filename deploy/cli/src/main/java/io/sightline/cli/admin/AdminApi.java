package io.sightline.cli.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sightline.cli.installation.Home;
import io.sightline.cli.installation.Ports;
import io.sightline.cli.terminal.Complaint;
import org.jspecify.annotations.Nullable;

/** The admin API of one node, called with one key. Calls block; thread-safe. */
public final class AdminApi {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration LISTED_WITHIN = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI base;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public AdminApi(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    /** The API of the node that serves a home, with the first key of that home. */
    public static AdminApi of(Home home, Ports ports) {
        try {
            var key = Files.readString(home.adminKey()).strip();
            return new AdminApi(URI.create("http://127.0.0.1:" + ports.admin()), key);
        } catch (IOException e) {
            throw new Complaint("no API key in %s: put one there".formatted(home.adminKey()), e);
        }
    }

    public URI base() {
        return base;
    }

    /**
     * An answer, whatever its status.
     *
     * @param body missing when there is none
     */
    public record Answer(int status, JsonNode body) {

        public boolean succeeded() {
            return status / 100 == 2;
        }

        /** What went wrong, in one line. */
        public String problem() {
            var text = body.path("detail").asText(body.path("title").asText("no explanation"));
            return "%d %s: %s".formatted(status, body.path("code").asText("without code"), text);
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    /**
     * @param path from the root, with {@code /api/v1}
     * @throws Complaint if the node does not answer
     */
    public Answer send(String method, String path, @Nullable JsonNode body) {
        return send(method, path, body, UUID.randomUUID().toString());
    }

    /** @param key by which a POST is known when it is sent again */
    Answer send(String method, String path, @Nullable JsonNode body, String key) {
        var request = request(path);
        if (method.equals("PATCH") || method.equals("DELETE")) {
            // What a file or a demo says holds whatever somebody else has changed meanwhile.
            request.header("If-Match", "*");
        }
        if (method.equals("POST")) {
            request.header("Idempotency-Key", key);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                    .method(method, BodyPublishers.ofString(body.toString()));
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** As {@link #send}, and anything but success is a complaint. */
    public JsonNode require(String method, String path, @Nullable JsonNode body) {
        return succeeded(method, path, send(method, path, body));
    }

    private static JsonNode succeeded(String method, String path, Answer answer) {
        if (!answer.succeeded()) {
            throw new Complaint("%s %s was refused with %s".formatted(method, path, answer.problem()));
        }
        return answer.body();
    }

    /**
     * Sends billing requests as one stream and returns a result for each, in the same order.
     *
     * @throws Complaint if the node does not answer, or not for each line
     */
    public List<JsonNode> billing(List<String> lines) {
        var request = request("/api/v1/billing/requests")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(String.join("\n", lines) + "\n"))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofLines());
            var results = new ArrayList<JsonNode>(lines.size());
            try (var answered = response.body()) {
                answered.filter(line -> !line.isBlank()).forEach(line -> results.add(parse(line)));
            }
            if (response.statusCode() != 200 || results.size() != lines.size()) {
                throw new Complaint(
                        "%d billing requests were answered with status %d and %d results: see the node's log, then repeat"
                                .formatted(lines.size(), response.statusCode(), results.size()));
            }
            return results;
        } catch (IOException | UncheckedIOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** @throws Complaint if nobody has that login, or the lists have not come so far within a minute */
    public String userId(String login) {
        return idOf("/api/v1/users", login);
    }

    /** The same of a sub-user, who is in a list of its own. */
    public String subUserId(String login) {
        return idOf("/api/v1/sub-users", login);
    }

    private String idOf(String list, String login) {
        var path = list + "?login=" + URLEncoder.encode(login, StandardCharsets.UTF_8);
        long deadline = System.nanoTime() + LISTED_WITHIN.toNanos();
        var answer = get(path);
        // The node itself waits some seconds before it says that it has not come so far.
        while (answer.body().path("code").asText("").equals("not_yet") && System.nanoTime() - deadline < 0) {
            answer = get(path);
        }
        var found = succeeded("GET", path, answer).path("items").path(0).path("id");
        if (!found.isTextual()) {
            throw new Complaint("no user has the login %s: import one first".formatted(login));
        }
        return found.textValue();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + key);
    }

    private static JsonNode parse(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private Complaint unreachable(Exception e) {
        return new Complaint("the node at %s does not answer (%s): see sightline status".formatted(base, e), e);
    }

    private static Complaint interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Complaint("interrupted", e);
    }
}
