package io.sightline.api.admin;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A browser in which an administrator is signed in: it has a cookie, a token, and says where its requests come from. */
final class Browser {

    static final String PASSWORD = "correct horse battery";

    private final AdminPlane plane;
    String cookie;
    String csrf;
    final String session;

    private Browser(AdminPlane plane, HttpResponse<String> signedIn) {
        this.plane = plane;
        ObjectNode body = AdminPlane.json(signedIn);
        cookie = cookie(signedIn);
        csrf = body.get("csrfToken").textValue();
        session = body.get("id").textValue();
    }

    /** Makes an administrator by the plane's key; {@code more} are further fields as JSON without braces, or empty. */
    static String hire(AdminPlane plane, String login, String more) {
        HttpResponse<String> made = plane.send(
                "POST",
                "/api/v1/administrators",
                "{\"name\":\"%s\",\"login\":\"%s\",\"password\":\"%s\",\"mustChangePassword\":false%s}"
                        .formatted("Name of " + login, login, PASSWORD, more.isEmpty() ? "" : "," + more));
        if (made.statusCode() != 201) {
            throw new AssertionError(made.body());
        }
        return AdminPlane.json(made).get("id").textValue();
    }

    static HttpResponse<String> attempt(AdminPlane plane, String login, String password, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(plane.uri("/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return plane.send(request);
    }

    static Browser signIn(AdminPlane plane, String login) {
        return of(plane, attempt(plane, login, PASSWORD));
    }

    static Browser of(AdminPlane plane, HttpResponse<String> signedIn) {
        if (signedIn.statusCode() != 200) {
            throw new AssertionError(signedIn.body());
        }
        return new Browser(plane, signedIn);
    }

    /** One hired and signed in. */
    static Browser of(AdminPlane plane, String login, String more) {
        hire(plane, login, more);
        return signIn(plane, login);
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
    }

    HttpResponse<String> get(String path) {
        return plane.send(HttpRequest.newBuilder(plane.uri(path)).header("Cookie", cookie));
    }

    HttpResponse<String> send(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(plane.uri(path))
                .header("Cookie", cookie)
                .header("X-CSRF-Token", csrf)
                .header("Sec-Fetch-Site", "same-origin")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json");
        if (method.equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return plane.send(request);
    }
}
