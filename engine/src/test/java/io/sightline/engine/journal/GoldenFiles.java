package io.sightline.engine.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sightline.engine.domain.Chance;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Personal;

/**
 * One small file for every event ever written: what was kept, and what it means. A file is never edited; a new event or a new
 * version gets a new one from {@link #main}.
 */
final class GoldenFiles {

    static final DataKey KEY = DataKey.of(new byte[32]);
    static final EntityRef ENTITY = EntityRef.of(Kind.USER, "golden");
    private static final Path FOLDER = Path.of("src/test/resources/journal");
    private static final Pattern FILE = Pattern.compile("(.+)\\.v(\\d+)\\.json");
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModules(
                    new JavaTimeModule(),
                    new SimpleModule().addSerializer(Personal.class, new StdSerializer<>(Personal.class) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public void serialize(Personal value, JsonGenerator out, SerializerProvider call)
                                throws IOException {
                            out.writeString(value.text());
                        }
                    }))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private GoldenFiles() {}

    /** What was kept, under the name and version of its file. */
    record Golden(String name, int version, JsonNode kept, JsonNode means) {

        byte[] bytes() throws IOException {
            return MAPPER.writeValueAsBytes(kept);
        }
    }

    static List<Golden> all() throws IOException {
        List<Golden> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (!name.matches()) {
                    throw new IOException(file + " is no golden file");
                }
                JsonNode content = MAPPER.readTree(file.toFile());
                int version = Integer.parseInt(name.group(2));
                found.add(new Golden(name.group(1), version, content.get("kept"), content.get("means")));
            }
        }
        return found;
    }

    /** What an event says, without the names of types and in plain text. Sets are sorted, for they have no order. */
    static JsonNode meaning(Object event) throws IOException {
        JsonNode tree = MAPPER.readTree(MAPPER.writeValueAsBytes(event));
        sort(tree);
        return tree;
    }

    private static void sort(JsonNode tree) {
        tree.forEach(GoldenFiles::sort);
        if (tree instanceof ArrayNode array) {
            List<JsonNode> sorted = new ArrayList<>();
            array.forEach(sorted::add);
            sorted.sort(Comparator.comparing(JsonNode::toString));
            array.removeAll().addAll(sorted);
        }
    }

    /** Writes a file for every event that has none in the version of today; run from the engine's folder. */
    public static void main(String[] args) throws IOException {
        EventCodec codec = EventCodec.json(JournalMigration.current());
        long seed = 0;
        for (var each : Vocabulary.events().entrySet()) {
            Path file = FOLDER.resolve(each.getKey() + ".v" + codec.version() + ".json");
            Event event = Chance.complete(++seed).make(each.getValue());
            if (!Files.exists(file)) {
                ObjectNode content = MAPPER.createObjectNode();
                content.set("kept", MAPPER.readTree(codec.encode(ENTITY, event, KEY)));
                content.set("means", meaning(event));
                Files.writeString(file, content.toPrettyString() + "\n");
            }
        }
    }
}
