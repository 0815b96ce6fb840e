package io.sightline.cli.admin;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sightline.cli.terminal.Complaint;

/**
 * Sends the lines of a file in their order. Billing requests that follow each other go as one stream; of the calls between
 * them those on one entity keep their order, a change of collection waits for the calls before it, and the rest run side by
 * side. The file is read as it is sent, so its size does not matter.
 */
public final class Importer {

    /** Small enough for the answers to fit between the two ends while the requests are still on their way. */
    private static final int REQUESTS_A_STREAM = 500;

    private static final int CALLS_AT_ONCE = 16;
    private static final int CALLS_A_BLOCK = 4_096;
    private static final Pattern REFERENCE = Pattern.compile("\\{(user|made):([^}]+)}");

    private static final int UNAVAILABLE = 503;

    /** How often a request whose outcome the node could not tell in time is sent. */
    private static final int ROUNDS = 20;

    private final AdminApi api;
    private final LongConsumer progress;
    private final Map<String, String> users = new ConcurrentHashMap<>();
    private final Map<String, String> made = new ConcurrentHashMap<>();
    private final Map<String, Integer> repeated = new ConcurrentHashMap<>();
    private final Tally tally = new Tally();
    private final List<Line.Request> requests = new ArrayList<>();
    private final List<Line.Call> calls = new ArrayList<>();

    /** @param progress told the number of lines done so far, now and then */
    public Importer(AdminApi api, LongConsumer progress) {
        this.api = api;
        this.progress = progress;
    }

    /** @throws Complaint if a line cannot be understood or the node does not answer; the lines before it are done */
    public Tally run(BufferedReader lines) throws IOException {
        var workers = Executors.newFixedThreadPool(CALLS_AT_ONCE);
        try {
            long number = 0;
            for (var text = lines.readLine(); text != null; text = lines.readLine()) {
                number++;
                if (!text.isBlank()) {
                    add(Line.parse(text, number), workers);
                }
            }
            sendRequests();
            sendCalls(workers);
            return tally;
        } finally {
            workers.shutdownNow();
        }
    }

    private void add(Line line, ExecutorService workers) {
        if (line instanceof Line.Request request) {
            sendCalls(workers);
            requests.add(request);
            if (requests.size() == REQUESTS_A_STREAM) {
                sendRequests();
            }
        } else if (line instanceof Line.Call call) {
            sendRequests();
            boolean other = !calls.isEmpty() && !calls.get(0).collection().equals(call.collection());
            if (other || calls.size() == CALLS_A_BLOCK) {
                sendCalls(workers);
            }
            calls.add(call);
        } else {
            throw new AssertionError(line);
        }
    }

    private void sendRequests() {
        if (requests.isEmpty()) {
            return;
        }
        List<Line.Request> left = List.copyOf(requests);
        requests.clear();
        for (int round = 1; !left.isEmpty(); round++) {
            left = sendOnce(left, round);
            progress.accept(tally.lines());
        }
    }

    /** Sends requests and returns those whose outcome is not known: sent again they have at most the one effect. */
    private List<Line.Request> sendOnce(List<Line.Request> sent, int round) {
        var results = api.billing(sent.stream().map(Line.Request::text).toList());
        var unknown = new ArrayList<Line.Request>();
        for (int i = 0; i < results.size(); i++) {
            var result = results.get(i);
            if (round < ROUNDS && result.path("status").asInt() == UNAVAILABLE) {
                unknown.add(sent.get(i));
            } else {
                // A repetition of ours is a duplicate to the node; to the file it is what became of it the first time.
                var outcome = round > 1 && result.has("first") ? "first" : "outcome";
                tally.request(sent.get(i).type(), result.path(outcome).asText("unanswered"), result);
            }
        }
        return unknown;
    }

    private void sendCalls(ExecutorService workers) {
        var entities = new LinkedHashMap<String, List<Line.Call>>();
        calls.forEach(call -> entities.computeIfAbsent(call.entity(), first -> new ArrayList<>())
                .add(call));
        calls.clear();
        var running = new ArrayList<Future<?>>();
        entities.values().forEach(inOrder -> running.add(workers.submit(() -> inOrder.forEach(this::send))));
        for (var one : running) {
            join(one);
        }
    }

    private void send(Line.Call call) {
        var body = call.body().isMissingNode() ? null : resolve(call.body());
        var path = resolve(call.path());
        var key = key(call);
        var answer = api.send(call.method(), path, body, key);
        // Each of them says how a thing is to be, or is known by its key, so saying it twice changes nothing.
        for (int round = 1; answer.status() == UNAVAILABLE && round < ROUNDS; round++) {
            answer = api.send(call.method(), path, body, key);
        }
        if (call.as() != null && answer.body().path("id").isTextual()) {
            made.put(call.as(), answer.body().path("id").textValue());
        }
        tally.call(call, answer);
        progress.accept(tally.lines());
    }

    private JsonNode resolve(JsonNode body) {
        if (body.isTextual()) {
            return TextNode.valueOf(resolve(body.textValue()));
        }
        if (body.isArray()) {
            var resolved = AdminApi.JSON.createArrayNode();
            body.forEach(item -> resolved.add(resolve(item)));
            return resolved;
        }
        if (body.isObject()) {
            var resolved = AdminApi.JSON.createObjectNode();
            body.properties().forEach(member -> resolved.set(member.getKey(), resolve(member.getValue())));
            return resolved;
        }
        return body;
    }

    private String resolve(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).equals("user") ? user(found.group(2)) : made(found.group(2))));
    }

    private String user(String login) {
        return users.computeIfAbsent(login, api::userId);
    }

    private String made(String name) {
        var id = made.get(name);
        if (id == null) {
            throw new Complaint("nothing was made as %s: see what became of that line".formatted(name));
        }
        return id;
    }

    /** The same for the same line whenever the file is sent, and another one for each time the line stands in it. */
    private String key(Line.Call call) {
        if (!call.method().equals("POST")) {
            return "";
        }
        int time = repeated.merge(call.text(), 1, Integer::sum);
        return UUID.nameUUIDFromBytes((call.text() + "\n" + time).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static void join(Future<?> running) {
        try {
            running.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Complaint known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted", e);
        }
    }
}
