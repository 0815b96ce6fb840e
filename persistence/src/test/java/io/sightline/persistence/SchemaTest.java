package io.sightline.persistence;

import java.util.HashMap;
import java.util.Map;

import io.sightline.persistence.Schema.Gap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaTest {

    @Test
    void findsNothingMissingWhereEverythingIs() {
        assertThat(Schema.gaps(everything())).isEmpty();
    }

    @Test
    void knowsTheTablesOfEveryFile() {
        for (var file : Schema.files().subList(1, Schema.files().size())) {
            assertThat(Schema.tables(Schema.read(file)))
                    .as(file)
                    .isNotEmpty()
                    .allSatisfy((table, columns) -> assertThat(columns).isNotEmpty());
        }
        assertThat(everything().get("messages"))
                .containsEntry("partition_nr", "bigint")
                .containsEntry("tags", "set<text>")
                .hasSize(14);
        assertThat(everything().get("api_keys")).containsEntry("first_key", "text");
    }

    @Test
    void namesAMissingTableAndItsFile() {
        var found = everything();
        found.remove("snapshots");
        assertThat(Schema.gaps(found)).containsExactly(new Gap("table sightline.snapshots", "002-snapshots.cql"));
        assertThat(Schema.gaps(found).get(0))
                .hasToString("table sightline.snapshots is missing: apply schema/002-snapshots.cql");
    }

    @Test
    void namesAColumnThatIsMissingOrOfAnotherType() {
        var found = everything();
        var messages = new HashMap<>(found.get("messages"));
        messages.remove("meta");
        messages.put("event", "text");
        found.put("messages", messages);
        assertThat(Schema.gaps(found))
                .containsExactly(
                        new Gap("column sightline.messages.event blob", "001-journal.cql"),
                        new Gap("column sightline.messages.meta blob", "001-journal.cql"));
    }

    @Test
    void namesTheFileThatAddsAMissingColumn() {
        var found = everything();
        found.get("api_keys").remove("signed");
        assertThat(Schema.gaps(found))
                .containsExactly(new Gap("column sightline.api_keys.signed boolean", "011-acting.cql"));
    }

    private static Map<String, Map<String, String>> everything() {
        Map<String, Map<String, String>> tables = new HashMap<>();
        Schema.files().forEach(file -> Schema.tables(Schema.read(file))
                .forEach((table, columns) ->
                        tables.computeIfAbsent(table, name -> new HashMap<>()).putAll(columns)));
        return tables;
    }
}
