package io.sightline.client.net;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

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
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(TokenAnswer::read);
    }
}
