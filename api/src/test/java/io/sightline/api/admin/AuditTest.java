package io.sightline.api.admin;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.audit.Anchor;
import io.sightline.engine.audit.AuditStore;
import io.sightline.engine.audit.AuditVerification;
import io.sightline.engine.audit.ChainReport;
import io.sightline.engine.audit.ChainedRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {

    private AdminPlane plane;

    @BeforeAll
    void start() {
        plane = AdminPlane.start();
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    private String user(String login) {
        HttpResponse<String> made = plane.send(
                "POST",
                "/api/v1/users",
                "{\"login\":\"" + login
                        + "\",\"password\":\"canary-password\",\"expiresAt\":\"2027-01-01T00:00:00Z\",\"ptzPriority\":1,"
                        + "\"name\":\"Canary Name\",\"contractNumber\":\"canary-contract\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return AdminPlane.json(made).get("id").textValue();
    }

    private List<JsonNode> records(String query) {
        List<JsonNode> items = new ArrayList<>();
        ObjectNode page = AdminPlane.json(plane.get("/api/v1/audit?limit=200" + query));
        page.get("items").forEach(items::add);
        return items;
    }

    private JsonNode newest(String object) {
        return records("&object=" + object).get(0);
    }

    @Test
    void recordsWhoDidWhatWhenFromWhereAndUnderWhichRequest() {
        String user = user("audit-who");
        plane.send(plane.request("/api/v1/users/" + user + "/permissions")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("{\"permissions\":[\"ptz\"]}"))
                .header("Content-Type", "application/json")
                .header("User-Agent", "a browser")
                .header("X-Request-Id", "the-request"));
        JsonNode record = newest("users/" + user);
        assertThat(record.at("/actor/kind").textValue()).isEqualTo("key");
        assertThat(record.at("/actor/id").textValue()).isEqualTo(plane.key.substring(4, 20));
        assertThat(record.get("operation").textValue()).isEqualTo("PUT /api/v1/users/{id}/permissions");
        assertThat(record.get("object").textValue()).isEqualTo("users/" + user + "/permissions");
        assertThat(record.get("requestId").textValue()).isEqualTo("the-request");
        assertThat(record.get("address").textValue()).isEqualTo("127.0.0.1");
        assertThat(record.get("userAgent").textValue()).isEqualTo("a browser");
        assertThat(record.get("at").textValue()).startsWith("20");
    }

    @Test
    void tellsWhatIsOtherwiseThanBefore() {
        String user = user("audit-what");
        HttpResponse<String> changed =
                plane.send("PUT", "/api/v1/users/" + user + "/permissions", "{\"permissions\":[]}");
        assertThat(changed.statusCode()).as(changed.body()).isLessThan(300);
        String camera = "/api/v1/cameras/audit-camera";
        plane.send("PUT", camera, "{\"name\":\"Door\",\"archiveDays\":14}");
        plane.send("PATCH", camera, "{\"archiveDays\":7}", "If-Match", "*");
        JsonNode changes = newest("cameras/audit-camera").get("changes");
        assertThat(changes.toString())
                .isEqualTo("{\"before\":{\"archiveDays\":14,\"effective\":{\"archiveDays\":14}},"
                        + "\"after\":{\"archiveDays\":7,\"effective\":{\"archiveDays\":7}}}");
        plane.send("DELETE", camera, "", "If-Match", "*");
        JsonNode removed = newest("cameras/audit-camera").get("changes");
        assertThat(removed.at("/before/archiveDays").intValue()).isEqualTo(7);
        assertThat(removed.at("/after").isEmpty()).isTrue();
    }

    @Test
    void tellsWhatIsOtherwiseInAPartOfAUser() {
        String user = "users/" + user("audit-parts");
        String path = "/api/v1/" + user;
        plane.send(
                "PATCH",
                path + "/profile",
                "{\"contact\":{\"firstName\":\"Canary\"},\"recording\":{\"archiveDays\":14,\"mode\":\"motion\"}}",
                "If-Match",
                "*");
        assertThat(newest(user + "/profile").get("changes").toString())
                .contains("\"after\":{", "\"firstName\":\"***\"", "\"archiveDays\":14", "\"mode\":\"motion\"")
                .doesNotContain("Canary");
        plane.send("PATCH", path + "/areas", "{\"analytics\":false}", "If-Match", "*");
        assertThat(newest(user + "/areas").get("changes").toString())
                .isEqualTo("{\"before\":{\"analytics\":true},\"after\":{\"analytics\":false}}");
        String look = "{\"name\":\"Canary\",\"primary\":\"#0b5394\",\"background\":\"#ffffff\",\"text\":\"#222222\"}";
        plane.send("PUT", path + "/branding", look);
        plane.send("PUT", path + "/branding", look.replace("#0b5394", "#0b5395"), "If-Match", "*");
        assertThat(newest(user + "/branding").get("changes").toString())
                .isEqualTo("{\"before\":{\"primary\":\"#0b5394\"},\"after\":{\"primary\":\"#0b5395\"}}");
        plane.send("DELETE", path + "/branding", "", "If-Match", "*");
        JsonNode removed = newest(user + "/branding").get("changes");
        assertThat(removed.at("/before/text").textValue()).isEqualTo("#222222");
        assertThat(removed.at("/before/name").textValue()).isEqualTo("***");
        assertThat(removed.get("after")).isEmpty();
    }

    @Test
    void knowsEveryCollectionByTheNameItHasInPaths() {
        List<String> paths =
                plane.routes.stream().map(route -> route.path().text()).toList();
        for (String collection : Redaction.collections()) {
            assertThat(paths).as(collection).anyMatch(path -> path.matches("/api/v1/" + collection + "/\\{[a-z]+}"));
        }
        for (String part : Snapshots.parts()) {
            assertThat(plane.routes)
                    .as(part)
                    .anyMatch(route ->
                            route.method() == Method.GET && route.path().text().equals("/api/v1/users/{id}/" + part));
        }
        assertThat(Snapshots.parts()).containsAll(Redaction.parts());
    }

    @Test
    void namesWhatWasCreated() {
        String user = user("audit-created");
        JsonNode record = newest("users/" + user);
        assertThat(record.get("operation").textValue()).isEqualTo("POST /api/v1/users");
        assertThat(record.at("/changes/after/id").textValue()).isEqualTo(user);
    }

    @Test
    void showsNamesOfDevicesAndPlaces() {
        String camera = "/api/v1/cameras/audit-named";
        plane.send("PUT", camera, "{\"name\":\"Back door\",\"archiveDays\":14}");
        plane.send("PATCH", camera, "{\"name\":\"Yard\"}", "If-Match", "*");
        assertThat(newest("cameras/audit-named").get("changes").toString())
                .isEqualTo("{\"before\":{\"name\":\"Back door\"},\"after\":{\"name\":\"Yard\"}}");
        plane.send("PUT", "/api/v1/addresses/audit-house", "{\"name\":\"1 High Street\",\"contractNumber\":\"K-77\"}");
        plane.send("PUT", "/api/v1/folders/audit-yard", "{\"addressId\":\"audit-house\",\"key\":\"yard\"}");
        plane.send(
                "PUT",
                "/api/v1/intercoms/audit-gate",
                "{\"name\":\"Gate\",\"addressId\":\"audit-house\",\"flatFrom\":1,\"flatTo\":9}");
        assertThat(newest("addresses/audit-house").at("/changes/after/name").textValue())
                .isEqualTo("1 High Street");
        assertThat(newest("addresses/audit-house")
                        .at("/changes/after/contractNumber")
                        .textValue())
                .isEqualTo("***");
        assertThat(newest("folders/audit-yard").at("/changes/after/key").textValue())
                .isEqualTo("yard");
        assertThat(newest("intercoms/audit-gate").at("/changes/after/name").textValue())
                .isEqualTo("Gate");
    }

    @Test
    void keepsNothingPersonalAndNoSecret() {
        String user = user("canary-login");
        plane.send("PATCH", "/api/v1/users/" + user, "{\"name\":\"Another Canary\"}", "If-Match", "*");
        plane.send("PUT", "/api/v1/users/" + user + "/password", "{\"password\":\"canary-two-password\"}");
        plane.send("POST", "/api/v1/api-keys", "{\"name\":\"canary key\",\"scopes\":[\"sync:read\"]}");
        String all =
                plane.audited.from("0", 0, 10_000).toCompletableFuture().join().toString();
        assertThat(all).contains(user).doesNotContainIgnoringCase("canary").doesNotContain("slk_", "argon2");
        assertThat(newest("users/" + user).get("operation").textValue()).endsWith("/password");
    }

    @Test
    void recordsWhatWasRefused() {
        plane.send("PUT", "/api/v1/cameras/audit-refused", "{\"colour\":\"red\"}");
        JsonNode record = newest("cameras/audit-refused");
        assertThat(record.get("status").intValue()).isEqualTo(422);
        assertThat(record.has("changes")).isFalse();
    }

    @Test
    void isNarrowedDownAndPaged() {
        String user = user("audit-pages");
        for (int each = 0; each < 7; each++) {
            plane.send("PUT", "/api/v1/users/" + user + "/cameras/c" + each, "{\"status\":\"active\"}");
        }
        List<String> seen = new ArrayList<>();
        String next = "/api/v1/audit?limit=3&object=users/" + user + "&operation=PUT";
        while (next != null) {
            ObjectNode page = AdminPlane.json(plane.get(next));
            page.get("items").forEach(each -> seen.add(each.get("object").textValue()));
            next = page.has("nextCursor")
                    ? "/api/v1/audit?limit=3&cursor=" + page.get("nextCursor").textValue()
                    : null;
        }
        assertThat(seen).hasSize(7).startsWith("users/" + user + "/cameras/c6").doesNotHaveDuplicates();
        assertThat(records("&actor=nobody")).isEmpty();
        assertThat(records("&to=2001-01-01T00:00:00Z")).isEmpty();
        assertThat(records("&from=2999-01-01T00:00:00Z")).isEmpty();
        assertThat(plane.get("/api/v1/audit?from=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void isTakenAlongAsLinesOfJson() {
        String user = user("audit-export");
        HttpResponse<String> export = plane.get("/api/v1/audit/export?object=users/" + user);
        assertThat(export.body().lines()).hasSize(1).allMatch(line -> line.contains(user));
        assertThat(plane.get("/api/v1/audit/export?format=xls").statusCode()).isEqualTo(400);
    }

    @Test
    void isTakenAlongAsATableThatRunsNoFormula() {
        String user = user("audit-table");
        plane.send(plane.request("/api/v1/users/" + user)
                .method("PATCH", java.net.http.HttpRequest.BodyPublishers.ofString("{\"name\":\"A\"}"))
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .header("User-Agent", "=HYPERLINK(\"http://evil\")"));
        HttpResponse<String> export = plane.get("/api/v1/audit/export?format=csv&operation=PATCH&object=users/" + user);
        assertThat(export.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        List<String> lines = export.body().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("\ufeff\"id\",\"at\",");
        assertThat(lines.get(1)).contains("\"'=HYPERLINK(\"\"http://evil\"\")\"");
    }

    @Test
    void isAWholeChain() {
        user("audit-chain");
        List<ChainReport> reports = new AuditVerification(plane.audited, plane.chain)
                .all()
                .toCompletableFuture()
                .join();
        assertThat(reports).hasSize(1).allMatch(ChainReport::whole);
        assertThat(reports.get(0).count()).isPositive();
    }

    @Test
    void tellsNobodyOfSuccessThatIsNotRecorded() {
        try (AdminPlane unrecorded = AdminPlane.start(new DeafStore())) {
            HttpResponse<String> answer =
                    unrecorded.send("PUT", "/api/v1/cameras/c", "{\"name\":\"Door\"}", "X-Request-Id", "lost");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(AdminPlane.json(answer).get("code").textValue()).isEqualTo("outcome_unknown");
        }
    }

    /** A store that is down. */
    private static final class DeafStore implements AuditStore {

        private static <T> CompletionStage<T> down() {
            return CompletableFuture.failedStage(new IllegalStateException("down"));
        }

        @Override
        public CompletionStage<List<String>> streams() {
            return down();
        }

        @Override
        public CompletionStage<Optional<ChainedRecord>> last(String stream) {
            return down();
        }

        @Override
        public CompletionStage<Boolean> append(List<ChainedRecord> run) {
            return down();
        }

        @Override
        public CompletionStage<List<ChainedRecord>> from(String stream, long number, int limit) {
            return down();
        }

        @Override
        public CompletionStage<List<ChainedRecord>> below(String stream, long number, int limit) {
            return down();
        }

        @Override
        public CompletionStage<Optional<Anchor>> anchor(String stream) {
            return down();
        }

        @Override
        public CompletionStage<Void> cut(Anchor anchor) {
            return down();
        }

        @Override
        public CompletionStage<Long> reached(String stream) {
            return down();
        }
    }
}
