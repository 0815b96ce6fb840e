package io.sightline.bench;

import java.util.List;

import io.sightline.bench.rig.Admin;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListedRoutesTest {

    private static final String LIST = "{\"type\":\"object\",\"properties\":{\"items\":{\"type\":\"array\"}}}";

    @Test
    void listsWhateverAnswersWithItems() {
        assertThat(ListedRoutes.of(Admin.json(described("/api/v1/users", LIST))))
                .containsExactly("/users");
    }

    @Test
    void looksBehindReferencesAndIntoWhatIsPutTogether() {
        assertThat(ListedRoutes.of(Admin.json(described("/api/v1/roles", "{\"$ref\":\"#/components/schemas/Page\"}"))))
                .containsExactly("/roles");
    }

    @Test
    void leavesOutWhatIsNoList() {
        assertThat(ListedRoutes.of(Admin.json(described("/api/v1/me", "{\"properties\":{\"name\":{}}}"))))
                .isEmpty();
    }

    @Test
    void namesListsThatNoQuestionAsks() {
        var description = Admin.json(described("/api/v1/users/{id}/cameras", LIST));
        var asked = Question.of("cameras", "/users/{id}/cameras", "");
        var other = Question.of("users", "/users", "");
        assertThat(Lists.unasked(List.of(other), description)).containsExactly("/users/{id}/cameras");
        assertThat(Lists.unasked(List.of(other, asked), description)).isEmpty();
    }

    private static String described(String path, String schema) {
        return """
                {"paths": {"%s": {"get": {"responses": {"200": {"content": {"application/json": {"schema": %s}}}}}}},
                 "components": {"schemas": {"Page": {"allOf": [%s]}}}}
                """.formatted(path, schema, LIST);
    }
}
