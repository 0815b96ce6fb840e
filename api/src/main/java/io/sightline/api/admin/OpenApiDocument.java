package io.sightline.api.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The description of the admin plane, put together from the files in {@code openapi/}: the paths and components of all areas in
 * one document, and in every operation what follows from conventions. {@code openapi.yaml} says what that is.
 */
final class OpenApiDocument {

    private static final String FOLDER = "/openapi/";
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    /** Read once; it does not change while the process lives. */
    private static final OpenApiDocument BUNDLED = new OpenApiDocument();

    private static final String SHARED = "#/components/responses/";

    private final ObjectNode root;

    /** The answers that operations share, as the files have them. */
    private final ObjectNode shared;

    /** The same with all their headers. */
    private final ObjectNode answers = Json.object();

    private OpenApiDocument() {
        root = read("openapi");
        JsonNode areas = root.remove("x-areas");
        for (JsonNode area : areas) {
            add(area.textValue(), read(area.textValue()));
        }
        shared = root.withObject("/components/responses");
        for (var path : root.withObject("/paths").properties()) {
            for (String method : METHODS) {
                if (path.getValue().get(method) instanceof ObjectNode operation) {
                    new Conventions(path.getKey(), method, operation).complete();
                }
            }
        }
        root.withObject("/components").set("responses", answers);
    }

    static OpenApiDocument bundled() {
        return BUNDLED;
    }

    /** The whole document; not to be changed. */
    ObjectNode root() {
        return root;
    }

    private static ObjectNode read(String name) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(1_000);
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(FOLDER + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("There is no " + FOLDER + name + ".yaml");
            }
            Map<String, Object> content = new Yaml(new SafeConstructor(options)).load(in);
            return Json.tree(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String area, ObjectNode part) {
        merge(area, root.withObject("/paths"), part.withObject("/paths"));
        for (var kind : part.withObject("/components").properties()) {
            merge(area, root.withObject("/components").withObject("/" + kind.getKey()), (ObjectNode) kind.getValue());
        }
    }

    private static void merge(String area, ObjectNode into, ObjectNode more) {
        for (var each : more.properties()) {
            if (into.putIfAbsent(each.getKey(), each.getValue()) != null) {
                throw new IllegalStateException(area + ".yaml says " + each.getKey() + ", which is said already");
            }
        }
    }

    /** Adds to one operation what it shares with others; what it says itself stands. */
    private final class Conventions {

        private final String path;
        private final String method;
        private final ObjectNode operation;
        private final ObjectNode responses;

        Conventions(String path, String method, ObjectNode operation) {
            this.path = path;
            this.method = method;
            this.operation = operation;
            this.responses = operation.withObject("/responses");
        }

        void complete() {
            if (operation.has("x-list-of")) {
                ObjectNode list = list();
                operation.set("x-rows", list.get("x-rows"));
                asks(list, Set.of());
            }
            if (operation.has("x-export-of")) {
                ObjectNode list = list();
                asks(list, Set.of("facets", "count", "limit", "cursor", "page"));
                export(list.get("x-rows").textValue());
            } else if (operation.has("x-rows")) {
                table(operation.get("x-rows").textValue());
            }
            answers("400", "Malformed");
            answers("429", "RateLimited");
            answers("500", "Internal");
            answers("503", "Unavailable");
            JsonNode scope = operation.get("x-scope");
            boolean known = scope != null || operation.path("x-known").asBoolean();
            if (known) {
                ArrayNode security = operation.putArray("security");
                for (String scheme : List.of("key", "session")) {
                    ArrayNode scopes = security.addObject().putArray(scheme);
                    if (scope != null) {
                        scopes.add(scope.textValue());
                    }
                }
                answers("401", "Unauthorized");
                answers("403", "Forbidden");
                // To somebody who acts for a user, everything but what is the user's own is missing.
                answers("404", "NotFound");
            }
            if (path.contains("{")) {
                answers("404", "NotFound");
            }
            if (operation.has("requestBody")) {
                answers("408", "Late");
                answers("413", "TooLarge");
                answers("415", "MediaType");
                answers("422", "Invalid");
            }
            JsonNode ifMatch = parameter("If-Match");
            if (ifMatch != null) {
                answers("412", "Stale");
                answers("428", "IfMatchNeeded");
            }
            boolean remembered = parameter("Idempotency-Key") != null;
            if (remembered) {
                answers("409", "Conflict");
                answers("422", "Invalid");
            }
            if (declares("200", "ETag") && method.equals("get")) {
                answers("304", "NotModified");
                takes("IfNoneMatch");
            }
            if (parameter("atLeast") != null) {
                answers("409", "Conflict");
            }
            takes("RequestId");
            for (var response : responses.properties()) {
                headers(response.getKey(), response, remembered, known);
            }
        }

        /** The list that this operation is another form of. */
        private ObjectNode list() {
            String of = operation
                    .path("x-list-of")
                    .asText(operation.path("x-export-of").asText());
            return (ObjectNode) root.path("paths").path(of).path("get");
        }

        /** Takes over what a list may be asked, whether its own conventions have been added or not. */
        private void asks(ObjectNode list, Set<String> without) {
            for (JsonNode each : list.path("parameters")) {
                JsonNode parameter = resolved(each);
                String name = parameter.path("name").asText();
                if (parameter.path("in").asText().equals("query")
                        && parameter(name) == null
                        && !without.contains(name)) {
                    operation.withArray("/parameters").add(each.deepCopy());
                }
            }
        }

        private void export(String rows) {
            Stream.of("Search", "Ids", "AtLeast", "Format").forEach(this::takesOnce);
            ObjectNode answer = responses.putObject("200").put("description", "All of them.");
            refer(answer.putObject("headers"), "Content-Disposition", "ContentDisposition");
            ObjectNode content = answer.putObject("content");
            ObjectNode lines = content.putObject("application/x-ndjson").put("x-line", "#/components/schemas/" + rows);
            lines.putObject("schema").put("type", "string").put("description", "One " + rows + " a line.");
            content.putObject("text/csv").putObject("schema").put("type", "string");
        }

        /** What every list of the directory may be asked and answers. */
        private void table(String rows) {
            Stream.of("Search", "Ids", "Count", "Limit", "Cursor", "Page", "AtLeast")
                    .forEach(this::takesOnce);
            ObjectNode answer = responses.putObject("200").put("description", "A page of them.");
            ObjectNode headers = answer.putObject("headers");
            refer(headers, "ETag", "ETag");
            refer(headers, "Link", "Link");
            ObjectNode schema = answer.putObject("content")
                    .putObject("application/json")
                    .putObject("schema")
                    .put("type", "object");
            schema.putArray("required").add("items");
            ObjectNode members = schema.putObject("properties");
            members.putObject("items")
                    .put("type", "array")
                    .putObject("items")
                    .put("$ref", "#/components/schemas/" + rows);
            members.putObject("nextCursor").put("type", "string");
            members.putObject("total").put("$ref", "#/components/schemas/Total");
            members.putObject("facets").put("$ref", "#/components/schemas/Facets");
        }

        private void answers(String status, String response) {
            if (!responses.has(status)) {
                responses.putObject(status).put("$ref", SHARED + response);
            }
        }

        private void takesOnce(String parameter) {
            JsonNode known = root.at("/components/parameters/" + parameter + "/name");
            if (parameter(known.asText()) == null) {
                takes(parameter);
            }
        }

        private void takes(String parameter) {
            operation.withArray("/parameters").addObject().put("$ref", "#/components/parameters/" + parameter);
        }

        private boolean declares(String status, String header) {
            return resolved(responses.path(status)).path("headers").has(header);
        }

        /** Adds the headers that every answer has. An answer that operations share stays shared, once for each set of headers. */
        private void headers(String status, Map.Entry<String, JsonNode> response, boolean remembered, boolean limited) {
            boolean metered = limited && !status.equals("401");
            boolean repeatable = remembered && status.startsWith("2");
            JsonNode reference = response.getValue().get("$ref");
            if (reference == null) {
                headers((ObjectNode) response.getValue(), metered, repeatable);
                return;
            }
            String name = reference.textValue().substring(SHARED.length());
            String variant = name + (metered ? "" : "Unmetered") + (repeatable ? "Repeatable" : "");
            if (!answers.has(variant)) {
                ObjectNode complete = shared.path(name).deepCopy();
                headers(complete, metered, repeatable);
                answers.set(variant, complete);
            }
            response.setValue(Json.object().put("$ref", SHARED + variant));
        }

        private void headers(ObjectNode response, boolean metered, boolean repeatable) {
            ObjectNode headers = response.withObject("/headers");
            refer(headers, "X-Request-Id", "RequestId");
            if (metered) {
                refer(headers, "RateLimit-Policy", "RateLimitPolicy");
                refer(headers, "RateLimit", "RateLimit");
            }
            if (repeatable) {
                refer(headers, "Idempotency-Replayed", "Replayed");
            }
        }

        private void refer(ObjectNode headers, String name, String header) {
            headers.putObject(name).put("$ref", "#/components/headers/" + header);
        }

        private @Nullable JsonNode parameter(String name) {
            for (JsonNode each : operation.path("parameters")) {
                JsonNode parameter = resolved(each);
                if (parameter.path("name").asText().equals(name)) {
                    return parameter;
                }
            }
            return null;
        }
    }

    /** What a node is, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : root.at(reference.textValue().substring(1));
    }
}
