package io.sightline.client.net;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.client.wire.Environment;

/** Tokens for a login and a password. Keeps the password in memory and shows it to nobody but the server. */
public final class PasswordTokens implements TokenSource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI address;
    private final String login;
    private final String password;

    public PasswordTokens(HttpClient http, URI server, String login, String password) {
        this.http = http;
        this.address = server.resolve("/v1/token");
        this.login = login;
        this.password = password;
    }

    @Override
    public CompletionStage<Token> fetch(Environment env, String inst) {
        var body = JSON.createObjectNode()
                .put("login", login)
                .put("password", password)
                .put("env", env.word())
                .put("inst", inst);
        var request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(PasswordTokens::token);
    }

    private static Token token(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            long seconds = answer.headers()
                    .firstValue("Retry-After")
                    .filter(text -> text.matches("[0-9]{1,6}"))
                    .map(Long::parseLong)
                    .orElse(-1L);
            throw new TokenRefused(answer.statusCode(), code(answer.body()), seconds < 0 ? -1 : seconds * 1_000);
        }
        try {
            var token = JSON.readTree(answer.body());
            return new Token(
                    token.path("token").asText(),
                    Instant.parse(token.path("expiresAt").asText()),
                    token.path("user").asText());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the answer to a token request is not JSON", e);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("expiresAt of a token is not a time in ISO 8601", e);
        }
    }

    private static String code(String problem) {
        try {
            JsonNode tree = JSON.readTree(problem);
            return tree.path("code").asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
