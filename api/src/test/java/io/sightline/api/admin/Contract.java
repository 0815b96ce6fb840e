package io.sightline.api.admin;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import org.apache.pekko.http.javadsl.model.Uri;
import org.jspecify.annotations.Nullable;

/**
 * Holds every exchange of a test to the description. An answer has to be one of those that its operation names, with its
 * content type, its headers and a body that has no field the schema lacks; and a request that succeeded has to be one that the
 * description allows.
 */
final class Contract {

    private static final Contract BUNDLED = new Contract();

    private final OpenApiDocument document = OpenApiDocument.bundled();
    private final Schemas schemas = new Schemas(document.root());

    static Contract bundled() {
        return BUNDLED;
    }

    /** What a test sent and got, as far as it is there: the body of a stream that is still read is left out. */
    record Exchange(
            HttpRequest request,
            @Nullable String sent,
            HttpResponse<?> answer,
            @Nullable String got) {

        int status() {
            return answer.statusCode();
        }

        String mediaType() {
            return header("Content-Type").replaceAll(";.*", "").trim();
        }

        String header(String name) {
            return answer.headers().firstValue(name).orElse("");
        }
    }

    /** @throws AssertionError that names everything the exchange and the description differ in */
    void check(RouteTable routes, Exchange exchange) {
        Uri uri = Uri.create(exchange.request().uri().toString());
        List<String> segments = new ArrayList<>();
        uri.pathSegments().forEach(segments::add);
        List<String> wrong = new ArrayList<>();
        if (routes.find(exchange.request().method(), segments) instanceof RouteTable.Match.Found found) {
            operation(exchange, found, uri, wrong);
        } else {
            nothing(exchange, wrong);
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError(
                    exchange.request().method() + " " + exchange.request().uri() + " -> " + exchange.status() + " "
                            + exchange.got() + "\n" + String.join("\n", wrong));
        }
    }

    private void nothing(Exchange exchange, List<String> wrong) {
        ObjectNode problem = (ObjectNode) document.root().at("/components/responses/NotFound");
        body(exchange, problem, "#/components/responses/NotFound", wrong);
        if (!exchange.answer().headers().firstValue("X-Request-Id").isPresent()) {
            wrong.add("has no X-Request-Id");
        }
    }

    private void operation(Exchange exchange, RouteTable.Match.Found found, Uri uri, List<String> wrong) {
        String path = found.route().path().text();
        JsonNode item = document.root().path("paths").path(path);
        String method = exchange.request().method().toLowerCase(Locale.ROOT);
        JsonNode operation = item.path(method);
        String at = "#/paths/" + escaped(path) + "/" + method;
        JsonNode declared = operation.path("responses").path(Integer.toString(exchange.status()));
        if (declared.isMissingNode()) {
            wrong.add("the operation has no answer " + exchange.status());
            return;
        }
        JsonNode response = document.resolved(declared);
        String responseAt = declared.path("$ref").asText(at + "/responses/" + exchange.status());
        headers(exchange, response, responseAt, wrong);
        body(exchange, response, responseAt, wrong);
        if (exchange.status() < 300) {
            parameters(exchange, found.names(), uri, List.of(item, operation), wrong);
            request(exchange, operation, at, wrong);
        }
    }

    private void headers(Exchange exchange, JsonNode response, String at, List<String> wrong) {
        for (var each : response.path("headers").properties()) {
            var value = exchange.answer().headers().firstValue(each.getKey());
            boolean required =
                    document.resolved(each.getValue()).path("required").asBoolean();
            if (value.isPresent()) {
                String schema = each.getValue().has("$ref")
                        ? each.getValue().get("$ref").textValue() + "/schema"
                        : at + "/headers/" + escaped(each.getKey()) + "/schema";
                text(schema, value.get(), "header " + each.getKey(), wrong);
            } else if (required) {
                wrong.add("has no header " + each.getKey());
            }
        }
    }

    private void body(Exchange exchange, JsonNode response, String at, List<String> wrong) {
        JsonNode content = response.path("content");
        String type = exchange.mediaType();
        if (content.isEmpty()) {
            if (exchange.got() != null && !exchange.got().isEmpty()) {
                wrong.add("should have no body");
            }
            return;
        }
        if (!content.has(type)) {
            wrong.add("is of the type " + type + " and not one of " + content.properties());
            return;
        }
        if (exchange.got() == null) {
            return;
        }
        String schema = at + "/content/" + escaped(type) + "/schema";
        if (type.endsWith("/json") || type.endsWith("+json")) {
            json(schema, exchange.got(), "body", wrong);
        } else if (type.equals("application/x-ndjson")) {
            String each = content.path(type).path("x-line").asText();
            exchange.got().lines().forEach(line -> json(each, line, "line", wrong));
        } else if (type.equals("text/event-stream")) {
            exchange.got()
                    .lines()
                    .filter(line -> line.startsWith("data: "))
                    .forEach(line -> json("#/components/schemas/Operation", line.substring(6), "event", wrong));
        } else if (type.startsWith("text/plain")) {
            text(schema, exchange.got(), "body", wrong);
        }
    }

    private void parameters(
            Exchange exchange, Map<String, String> names, Uri uri, List<JsonNode> owners, List<String> wrong) {
        Map<String, String> queries = new LinkedHashMap<>();
        uri.query().toList().forEach(each -> queries.put(each.first(), each.second()));
        for (JsonNode owner : owners) {
            for (JsonNode each : owner.path("parameters")) {
                JsonNode parameter = document.resolved(each);
                String name = parameter.get("name").textValue();
                @Nullable
                String value =
                        switch (parameter.get("in").textValue()) {
                            case "path" -> names.get(name);
                            case "query" -> queries.get(name);
                            default ->
                                exchange.request().headers().firstValue(name).orElse(null);
                        };
                if (value != null && each.has("$ref")) {
                    text(each.get("$ref").textValue() + "/schema", value, "parameter " + name, wrong);
                } else if (value != null) {
                    text(schemas.locationOf(parameter.get("schema")), value, "parameter " + name, wrong);
                } else if (parameter.path("required").asBoolean()) {
                    wrong.add("was sent without " + name);
                }
            }
        }
    }

    private void request(Exchange exchange, JsonNode operation, String at, List<String> wrong) {
        String sent = exchange.sent() == null ? "" : exchange.sent();
        JsonNode content = operation.path("requestBody").path("content");
        if (content.isMissingNode() || content.isEmpty()) {
            return;
        }
        String type = exchange.request()
                .headers()
                .firstValue("Content-Type")
                .orElse("")
                .replaceAll(";.*", "");
        if (!content.has(type)) {
            wrong.add("was sent as " + type);
        } else if (type.endsWith("+json") || type.endsWith("/json")) {
            json(at + "/requestBody/content/" + escaped(type) + "/schema", sent, "request", wrong);
        }
    }

    private void json(String schema, String text, String what, List<String> wrong) {
        schemas.at(schema)
                .validate(text, InputFormat.JSON)
                .forEach(each -> wrong.add(what + ": " + each.getMessage() + " (" + schema + ")"));
    }

    /** A text where the schema may want a number or a truth value. */
    private void text(String schema, String text, String what, List<String> wrong) {
        List<String> candidates = new ArrayList<>(List.of(quoted(text)));
        if (text.matches("-?[0-9]{1,15}|true|false")) {
            candidates.add(text);
        }
        boolean fits = candidates.stream()
                .anyMatch(each ->
                        schemas.at(schema).validate(each, InputFormat.JSON).isEmpty());
        if (!fits) {
            wrong.add(what + ": " + text + " does not fit " + schema);
        }
    }

    private static String quoted(String text) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static String escaped(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }
}
