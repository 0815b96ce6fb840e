package io.sightline.cli.admin;

import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sightline.cli.terminal.Complaint;
import org.jspecify.annotations.Nullable;

/** One line of a file to import. */
sealed interface Line {

    /** A billing request, sent as it stands. */
    record Request(String text, String type) implements Line {}

    /**
     * An administrator's call.
     *
     * @param as what later lines call the thing it creates; null when none does
     * @param text the line as it stands
     */
    record Call(
            String method,
            String path,
            JsonNode body,
            @Nullable String as,
            String text) implements Line {

        private static final Pattern ENTITY = Pattern.compile("/api/v1/([^/?]+)(?:/[^/?]+)?");
        private static final Set<String> METHODS = Set.of("PUT", "POST", "PATCH", "DELETE");

        /** Calls with the same one keep their order among each other. */
        String entity() {
            var matcher = ENTITY.matcher(path);
            return matcher.lookingAt() ? matcher.group() : path;
        }

        /** A call waits for those before it that speak of another collection. */
        String collection() {
            var matcher = ENTITY.matcher(path);
            return matcher.lookingAt() ? matcher.group(1) : path;
        }
    }

    /**
     * @param number for the complaint, from 1
     * @throws Complaint if the line is of neither kind
     */
    static Line parse(String text, long number) {
        JsonNode line;
        try {
            line = AdminApi.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Complaint("line %d is not JSON: correct it and import again".formatted(number), e);
        }
        if (line.path("type").isTextual()) {
            return new Request(text, line.path("type").textValue());
        }
        var method = line.path("method").asText();
        if (Call.METHODS.contains(method) && line.path("path").asText().startsWith("/api/v1/")) {
            return new Call(
                    method,
                    line.path("path").textValue(),
                    line.path("body"),
                    line.path("as").textValue(),
                    text);
        }
        throw new Complaint(
                "line %d is neither a billing request (type) nor a call (method, path): correct it and import again"
                        .formatted(number));
    }
}
