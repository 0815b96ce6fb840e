package io.sightline.api.admin;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;

/**
 * The schemas of a description, closed: an object has no field but those its schema names. The description leaves answers open,
 * for they may gain fields; a test wants to know of every one.
 */
final class Schemas {

    private static final String HERE = "https://description.test/openapi.json";

    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();
    private final IdentityHashMap<JsonNode, String> locations = new IdentityHashMap<>();

    Schemas(ObjectNode document) {
        ObjectNode closed = document.deepCopy();
        closed.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        close(closed);
        locate(document, "#");
        factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(HERE, closed.toString()))));
    }

    /**
     * A schema of the description. It refers to the description instead of being loaded from it: loaded, each would keep a copy
     * of the whole.
     *
     * @param fragment a JSON Pointer into the description, with its hash
     */
    JsonSchema at(String fragment) {
        return compiled.computeIfAbsent(fragment, each -> {
            String location = HERE + each.replace("{", "%7B").replace("}", "%7D");
            return factory.getSchema(new ObjectNode(JsonNodeFactory.instance).put("$ref", location), config);
        });
    }

    /** Where a schema of the description stands. */
    String locationOf(JsonNode schema) {
        String location = locations.get(schema);
        if (location == null) {
            throw new IllegalArgumentException("Not of this description: " + schema);
        }
        return location;
    }

    private void locate(JsonNode node, String at) {
        locations.put(node, at);
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                locate(node.get(i), at + "/" + i);
            }
        } else {
            node.properties().forEach(each -> locate(each.getValue(), at + "/" + Contract.escaped(each.getKey())));
        }
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").asText().equals("object")
                && !object.has("additionalProperties")) {
            object.put("unevaluatedProperties", false);
        }
        node.properties().forEach(each -> close(each.getValue()));
        if (node.isArray()) {
            node.forEach(each -> close(each));
        }
    }
}
