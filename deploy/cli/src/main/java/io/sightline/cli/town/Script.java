package io.sightline.cli.town;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The lines of a town in the making. Each billing request has an id of its own and happens a second after the one before. */
final class Script {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Instant FIRST = Instant.parse("2026-01-05T08:00:00Z");

    private final long seed;
    private final List<String> lines = new ArrayList<>();
    private final Map<Expected, Integer> outcomes = new EnumMap<>(Expected.class);
    private int requests;

    Script(long seed) {
        this.seed = seed;
    }

    /** A request that is not sent yet. */
    ObjectNode request(String type, String login) {
        var request = request(type);
        return request.put("login", login);
    }

    /** A request that concerns no login. */
    ObjectNode request(String type) {
        requests++;
        return JSON.objectNode()
                .put("requestId", "town-%d-%06d".formatted(seed, requests))
                .put("type", "billing." + type)
                .put("occurredAt", FIRST.plusSeconds(requests).toString())
                .put("system", "demo-billing");
    }

    ObjectNode body() {
        return JSON.objectNode();
    }

    void send(ObjectNode request) {
        send(request, Expected.APPLIED);
    }

    void send(ObjectNode request, Expected outcome) {
        lines.add(request.toString());
        outcomes.merge(outcome, 1, Integer::sum);
    }

    void put(String path, ObjectNode body) {
        call("PUT", path, body);
    }

    /** The moment of the last request. */
    String now() {
        return FIRST.plusSeconds(requests).toString();
    }

    /** A call that creates something, which later lines call {@code {made:NAME}}. */
    void make(String name, String path, ObjectNode body) {
        var line = JSON.objectNode().put("method", "POST").put("path", "/api/v1" + path);
        line.put("as", name).set("body", body);
        lines.add(line.toString());
    }

    void call(String method, String path, ObjectNode body) {
        var line = JSON.objectNode().put("method", method).put("path", "/api/v1" + path);
        line.set("body", body);
        lines.add(line.toString());
    }

    List<String> lines() {
        return lines;
    }

    Map<Expected, Integer> outcomes() {
        return outcomes;
    }
}
