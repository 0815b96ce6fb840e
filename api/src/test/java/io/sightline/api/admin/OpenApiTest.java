package io.sightline.api.admin;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The description and the program say the same. What answers look like is checked wherever a test sends a request. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

    private final OpenApiDocument document = OpenApiDocument.bundled();
    private AdminPlane plane;

    @BeforeAll
    void start() {
        plane = AdminPlane.start();
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    /** Every operation by method and path. */
    private Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        document.root().get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(each -> !each.getKey().equals("parameters"))
                .forEach(each ->
                        operations.put(each.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), each.getValue())));
        return operations;
    }

    @Test
    void describesEveryRouteAndNothingElse() {
        assertThat(operations().keySet())
                .isEqualTo(plane.routes.stream().map(Route::toString).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void namesTheScopeEachRouteNeeds() {
        Map<String, String> described = new TreeMap<>();
        operations()
                .forEach((name, operation) ->
                        described.put(name, operation.at("/security/0/key/0").asText()));
        Map<String, String> needed = new TreeMap<>();
        for (Route route : plane.routes) {
            needed.put(
                    route.toString(),
                    route.access() instanceof Access.Holder holder
                            ? holder.scope().code()
                            : "");
        }
        assertThat(described).isEqualTo(needed);
    }

    @Test
    void marksWhatUsersMayCallForThemselves() {
        operations()
                .forEach((name, operation) -> assertThat(operation.path("x-own").asBoolean())
                        .as(name)
                        .isEqualTo(plane.routes.stream()
                                .filter(each -> each.toString().equals(name))
                                .allMatch(Route::users)));
    }

    @Test
    void namesTheQueryParametersEachRouteUnderstands() {
        Map<String, Object> described = new TreeMap<>();
        operations().forEach((name, operation) -> described.put(name, names(operation, "query")));
        Map<String, Object> understood = new TreeMap<>();
        plane.routes.forEach(route -> understood.put(route.toString(), new TreeSet<>(route.queries())));
        assertThat(described).isEqualTo(understood);
    }

    @Test
    void saysOfEachListWhatItMayBeAsked() {
        operations().forEach((name, operation) -> {
            Route route = plane.routes.stream()
                    .filter(each -> each.toString().equals(name))
                    .findFirst()
                    .orElseThrow();
            ListSpec list = route.list();
            assertThat(names(operation, "query").contains("cursor")).as(name).isEqualTo(list != null);
            if (list != null) {
                assertThat(names(operation, "query")).as(name).containsAll(list.parameters());
                JsonNode sort = parameter(operation, "sort").path("schema");
                assertThat(sort.path("enum"))
                        .extracting(JsonNode::textValue)
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(list.sorts());
                assertThat(sort.path("default").asText())
                        .isEqualTo(list.sorts().isEmpty() ? "" : list.sorts().get(0));
                assertThat(parameter(operation, "limit").at("/schema/maximum").intValue())
                        .isEqualTo(ListSpec.MOST);
                assertThat(parameter(operation, "limit").at("/schema/default").intValue())
                        .isEqualTo(ListSpec.DEFAULT);
            }
        });
    }

    @Test
    void saysWhichRequestsAreKnownByAKey() {
        operations().forEach((name, operation) -> {
            Route.Repeats repeats = plane.routes.stream()
                    .filter(each -> each.toString().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .repeats();
            JsonNode key = parameter(operation, "Idempotency-Key");
            assertThat(key.isMissingNode()).as(name).isEqualTo(repeats == Route.Repeats.BY_CONTENT);
            assertThat(key.path("required").asBoolean()).as(name).isEqualTo(repeats == Route.Repeats.BY_KEY_ALONE);
        });
        assertThat(plane.routes)
                .filteredOn(route -> route.method() == Method.POST && route.repeats() == Route.Repeats.BY_CONTENT)
                .extracting(Route::toString)
                .containsExactlyInAnyOrder(
                        "POST /api/v1/billing/requests",
                        "POST /api/v1/session",
                        "POST /api/v1/session/oidc/nonce",
                        "POST /api/v1/session/oidc");
    }

    private JsonNode parameter(JsonNode operation, String name) {
        for (JsonNode each : operation.path("parameters")) {
            if (document.resolved(each).get("name").textValue().equals(name)) {
                return document.resolved(each);
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private Set<String> names(JsonNode operation, String in) {
        return Stream.of(operation.path("parameters"))
                .flatMap(all -> java.util.stream.StreamSupport.stream(all.spliterator(), false))
                .map(document::resolved)
                .filter(each -> each.get("in").textValue().equals(in))
                .map(each -> each.get("name").textValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void namesTheSegmentsOfEachPath() {
        document.root().get("paths").properties().forEach(path -> {
            Set<String> described = names(path.getValue(), "path");
            path.getValue().properties().forEach(each -> described.addAll(names(each.getValue(), "path")));
            Set<String> named = PathTemplate.of(path.getKey()).segments().stream()
                    .filter(each -> each.startsWith("{"))
                    .map(each -> each.substring(1, each.length() - 1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(described).as(path.getKey()).isEqualTo(named);
        });
    }

    @Test
    void listsEveryProblemAndEveryScope() {
        assertThat(document.root().at("/components/schemas/ProblemCode/enum"))
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrder(
                        Stream.of(ProblemType.values()).map(ProblemType::code).toArray(String[]::new));
        assertThat(document.root().at("/components/schemas/Scope/enum"))
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrderElementsOf(Scope.allCodes());
    }

    @Test
    void refersToNothingThatIsNotThere() {
        assertThat(document.root().findValues("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.root().at(reference.textValue().substring(1)).isMissingNode())
                .as(reference.textValue())
                .isFalse());
    }

    @Test
    void usesEveryComponent() {
        var used = document.root().findValuesAsText("$ref");
        document.root().get("components").properties().stream()
                .filter(kind -> !kind.getKey().equals("securitySchemes"))
                .forEach(kind -> kind.getValue().properties().stream()
                        .filter(each -> !each.getKey().equals("StreamResult"))
                        .forEach(each ->
                                assertThat(used).contains("#/components/" + kind.getKey() + "/" + each.getKey())));
    }

    @Test
    void givesEveryOperationANameAndASummary() {
        assertThat(operations().values().stream()
                        .map(each -> each.path("operationId").asText()))
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(operations().values()).allSatisfy(each -> {
            assertThat(each.path("summary").asText()).isNotBlank();
            assertThat(each.path("tags")).hasSize(1);
        });
    }

    @Test
    void showsAGoodExampleOfEveryBody() {
        Schemas schemas = new Schemas(document.root());
        operations().forEach((name, operation) -> operation
                .at("/requestBody/content")
                .properties()
                .forEach(content -> {
                    JsonNode example = content.getValue().path("example");
                    if (content.getKey().endsWith("json") && !content.getKey().endsWith("ndjson")) {
                        assertThat(example.isMissingNode()).as(name).isFalse();
                        assertThat(schemas.at(schemas.locationOf(
                                                content.getValue().get("schema")))
                                        .validate(example))
                                .as(name)
                                .isEmpty();
                    }
                }));
    }

    @Test
    void servesItselfAndAPageThatFetchesNothingFromElsewhere() {
        ObjectNode served = AdminPlane.json(plane.get("/api/openapi.json"));
        assertThat(served).isEqualTo(document.root());
        var page = plane.get("/api/docs");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe")
                .doesNotContain("http");
        assertThat(page.body()).doesNotContain("http");
        for (String file :
                new String[] {"swagger-ui.css", "swagger-ui-bundle.js", "start.js", "page.css", "favicon-32x32.png"}) {
            assertThat(plane.get("/api/docs/" + file).statusCode()).as(file).isEqualTo(200);
        }
        assertThat(plane.get("/api/docs/index.html").statusCode()).isEqualTo(404);
        assertThat(plane.get("/api/docs/..%2Fopenapi.yaml").statusCode()).isEqualTo(404);
    }

    @Test
    void explainsEveryProblemWhereItsTypePoints() {
        String page = plane.get("/api/problems").body();
        for (ProblemType type : ProblemType.values()) {
            assertThat(page).contains("<section id=\"" + type.code() + "\">");
        }
        assertThat(AdminPlane.json(plane.get("/api/v1/nothing")).get("type").textValue())
                .isEqualTo("/api/problems#not_found");
    }

    @Test
    void sendsNothingTheReaderHasAlready() {
        for (String path : new String[] {"/api/openapi.json", "/api/v1/api-keys"}) {
            String etag = plane.get(path).headers().firstValue("ETag").orElseThrow();
            var again = plane.send(plane.request(path).header("If-None-Match", "\"other\", " + etag));
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(plane.send(plane.request(path).header("If-None-Match", "\"other\""))
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
