package io.sightline.api.admin;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Users at a plane, and short words for what is asked of it. */
record Town(AdminPlane plane) {

    void expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    String user(String login) {
        return user(login, "password");
    }

    String user(String login, String password) {
        return created(post(
                "/users",
                "{\"login\":\"%s\",\"password\":\"%s\",\"expiresAt\":\"2030-01-01T00:00:00Z\"}"
                        .formatted(login, password)));
    }

    /** Shares what is at the path, which is one's own. */
    void share(String path, String login, boolean mayChange) {
        expect(200, post(path + "/shares", "{\"to\":\"" + login + "\",\"mayChange\":" + mayChange + "}"));
    }

    String created(HttpResponse<String> answer) {
        expect(201, answer);
        return AdminPlane.json(answer).get("id").textValue();
    }

    HttpResponse<String> put(String path, String body, String... headers) {
        return plane.send("PUT", "/api/v1" + path, body, headers);
    }

    HttpResponse<String> post(String path, String body) {
        return plane.send("POST", "/api/v1" + path, body);
    }

    HttpResponse<String> patch(String path, String body) {
        return plane.send("PATCH", "/api/v1" + path, body, "If-Match", "*");
    }

    HttpResponse<String> delete(String path) {
        return plane.send("DELETE", "/api/v1" + path, "");
    }

    /** Whatever revision it stands at. */
    HttpResponse<String> deleteAny(String path) {
        return plane.send("DELETE", "/api/v1" + path, "", "If-Match", "*");
    }

    ObjectNode get(String path) {
        HttpResponse<String> answer = plane.get("/api/v1" + path);
        expect(200, answer);
        return AdminPlane.json(answer);
    }

    /** What the environments of a user hold, by key; of several sources that have a key, what the last one says. */
    Map<String, JsonNode> entries(String user) {
        Map<String, JsonNode> entries = new TreeMap<>();
        get("/users/" + user + "/devices").get("sources").forEach(source -> source.get("entries")
                .forEach(entry -> entries.put(
                        entry.get("k").textValue(),
                        Json.read(entry.get("v").textValue().getBytes(StandardCharsets.UTF_8)))));
        return entries;
    }
}
