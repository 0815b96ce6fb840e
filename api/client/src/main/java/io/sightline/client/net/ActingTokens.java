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

/**
 * Tokens for an administrator who acts for a user. They are good while that goes on; then the client forgets what it holds and
 * does not come back. Its store is one of its own, never one of the user's.
 */
public final class ActingTokens implements TokenSource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI address;
    private final String acting;

    /** @param acting the token that beginning to act has brought */
    public ActingTokens(HttpClient http, URI server, String acting) {
        this.http = http;
        this.address = server.resolve("/v1/token");
        this.acting = acting;
    }

    @Override
    public String installations() {
        return "acting-";
    }

    @Override
    public CompletionStage<Token> fetch(Environment env, String inst) {
        var body = JSON.createObjectNode()
                .put("acting", acting)
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
