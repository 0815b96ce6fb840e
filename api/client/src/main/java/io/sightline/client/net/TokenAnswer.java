package io.sightline.client.net;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.format.DateTimeParseException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the server says to a request for a token. */
final class TokenAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenAnswer() {}

    static Token read(HttpResponse<String> answer) {
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
