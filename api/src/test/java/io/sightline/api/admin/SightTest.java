package io.sightline.api.admin;

import java.net.http.HttpResponse;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** A town with a north and a south, and an administrator who is there for the north. */
@Timeout(120)
class SightTest {

    private static final String ALL = "\"permissions\":[\"*\"]";
    private static final String NORTH = ",\"sight\":{\"addresses\":[\"north\"],\"cameras\":[\"alone\"]}";

    private AdminPlane plane;
    private String northern = "";
    private String southern = "";
    private Browser ann;

    @BeforeEach
    void build() {
        plane = AdminPlane.start();
        put("/api/v1/addresses/town", "{\"name\":\"Town\"}");
        for (String part : List.of("north", "south")) {
            put("/api/v1/addresses/" + part, "{\"name\":\"P\",\"parentId\":\"town\"}");
            String house = part + "-house";
            put("/api/v1/addresses/" + house, "{\"name\":\"H\",\"parentId\":\"%s\"}".formatted(part));
            put("/api/v1/folders/" + part + "-yard", "{\"addressId\":\"%s\",\"key\":\"yard\"}".formatted(house));
            camera(part + "-cam");
            put("/api/v1/cameras/" + part + "-cam/places/A:" + house, "{\"label\":\"H\"}");
            camera(part + "-yard-cam");
            put("/api/v1/cameras/" + part + "-yard-cam/places/F:" + part + "-yard", "{\"label\":\"H\"}");
            put(
                    "/api/v1/intercoms/" + part + "-gate",
                    "{\"name\":\"G\",\"addressId\":\"%s\",\"flatFrom\":1,\"flatTo\":9}".formatted(house));
        }
        camera("alone");
        camera("nowhere");
        northern = user("northern");
        put("/api/v1/users/" + northern + "/addresses/north-house", "{\"status\":\"active\"}");
        southern = user("southern");
        put("/api/v1/users/" + southern + "/folders/south-yard", "{\"status\":\"active\"}");
        ann = Browser.of(plane, "ann", ALL + NORTH);
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    private void camera(String id) {
        put("/api/v1/cameras/" + id, "{\"name\":\"C\",\"archiveDays\":1,\"streams\":[]}");
    }

    private void put(String path, String json) {
        assertThat(plane.send("PUT", path, json).statusCode()).as(path).isLessThan(300);
    }

    private String user(String login) {
        return AdminPlane.json(plane.send("POST", "/api/v1/users", user(login, "")))
                .get("id")
                .textValue();
    }

    private static String user(String login, String more) {
        return "{\"login\":\"%s\",\"password\":\"password of user\",\"expiresAt\":\"2027-01-01T00:00:00Z\",\"ptzPriority\":1%s}"
                .formatted(login, more);
    }

    private int status(String path) {
        return ann.get("/api/v1" + path).statusCode();
    }

    @Test
    void seesThePartAndAllBelowIt() {
        for (String path : List.of(
                "/addresses/north",
                "/addresses/north-house",
                "/folders/north-yard",
                "/cameras/north-cam",
                "/cameras/north-yard-cam",
                "/cameras/alone",
                "/intercoms/north-gate",
                "/users/" + northern,
                "/users/" + northern + "/devices",
                "/users/" + northern + "/access/cam-north-cam")) {
            assertThat(status(path)).as(path).isEqualTo(200);
        }
    }

    @Test
    void everythingElseIsMissingAsIfItWereNotThere() {
        for (String[] pair : new String[][] {
            {"/addresses/town", "/addresses/none"},
            {"/addresses/south", "/addresses/none"},
            {"/folders/south-yard", "/folders/none"},
            {"/cameras/south-cam", "/cameras/none"},
            {"/cameras/nowhere", "/cameras/none"},
            {"/intercoms/south-gate", "/intercoms/none"},
            {"/users/" + southern, "/users/none"},
            {"/users/" + southern + "/devices", "/users/none/devices"},
            {"/users/" + northern + "/access/cam-south-cam", "/users/" + northern + "/access/cam-none"}
        }) {
            assertThat(status(pair[0])).as(pair[0]).isEqualTo(404);
            assertThat(shape(ann.get("/api/v1" + pair[0]))).isEqualTo(shape(ann.get("/api/v1" + pair[1])));
            assertThat(plane.get("/api/v1" + pair[0]).statusCode())
                    .as("it is there")
                    .isEqualTo(200);
        }
    }

    /** An answer without what names the thing that was asked for. */
    private static String shape(HttpResponse<String> answer) {
        JsonNode problem = AdminPlane.json(answer);
        String detail = problem.path("detail").asText();
        return answer.statusCode() + problem.get("code").textValue() + detail.replaceAll("\\|.*", "");
    }

    @Test
    void changesNothingThatIsOutOfSight() {
        for (String[] each : new String[][] {
            {"PATCH", "/cameras/south-cam", "{\"name\":\"X\"}"},
            {"PUT", "/cameras/south-cam", "{\"name\":\"X\",\"archiveDays\":1,\"streams\":[]}"},
            {"DELETE", "/users/" + southern, ""},
            {"PUT", "/users/" + northern + "/addresses/south-house", "{\"status\":\"active\"}"},
            {"PUT", "/users/" + northern + "/cameras/south-cam", "{\"status\":\"active\"}"},
            {"DELETE", "/users/" + southern + "/folders/south-yard", ""},
            {"PUT", "/cameras/north-cam/places/A:south-house", "{\"label\":\"X\"}"},
            {"PUT", "/intercoms/north-gate/flats/1/users/" + southern, "{}"},
            {"POST", "/addresses/south/sync", ""},
            {"POST", "/users/" + southern + "/sync", ""}
        }) {
            assertThat(ann.send(each[0], "/api/v1" + each[1], each[2], "If-Match", "*")
                            .statusCode())
                    .as(each[0] + " " + each[1])
                    .isEqualTo(404);
        }
        assertThat(ann.send("PATCH", "/api/v1/cameras/north-cam", "{\"name\":\"X\"}", "If-Match", "*")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void whatABodyNamesIsHeldToTheSameSight() {
        var foreign = ann.send("PUT", "/api/v1/folders/new-yard", "{\"addressId\":\"south-house\",\"key\":\"second\"}");
        assertThat(AdminPlane.json(foreign).get("code").textValue()).isEqualTo("unknown_reference");
        var moved = ann.send("PATCH", "/api/v1/addresses/north-house", "{\"parentId\":\"south\"}", "If-Match", "*");
        assertThat(AdminPlane.json(moved).at("/errors/0/pointer").textValue()).isEqualTo("/parentId");
        assertThat(ann.send("PUT", "/api/v1/folders/new-yard", "{\"addressId\":\"north-house\",\"key\":\"second\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void seesWhatItMadeItself() {
        String made = AdminPlane.json(ann.send("POST", "/api/v1/users", user("made", "")))
                .get("id")
                .textValue();
        assertThat(status("/users/" + made)).isEqualTo(200);
        assertThat(ann.send("PUT", "/api/v1/cameras/mine", "{\"name\":\"M\",\"archiveDays\":1,\"streams\":[]}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(status("/cameras/mine")).isEqualTo(200);
        Browser ben = Browser.of(plane, "ben", ALL + NORTH);
        assertThat(ben.get("/api/v1/cameras/mine").statusCode()).isEqualTo(404);
    }

    @Test
    void whatConcernsEverythingIsForThoseWhoSeeEverything() {
        for (String path : List.of("/billing/requests", "/licences", "/api-keys")) {
            assertThat(status(path)).as(path).isEqualTo(403);
        }
        assertThat(ann.send("POST", "/api/v1/sync", "").statusCode()).isEqualTo(403);
        assertThat(ann.send("POST", "/api/v1/api-keys", "{\"name\":\"n\",\"scopes\":[\"users:read\"]}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theCardShowsOnlyWhatIsInSight() {
        put("/api/v1/users/" + northern + "/addresses/south-house", "{\"status\":\"active\"}");
        put("/api/v1/users/" + northern + "/cameras/nowhere", "{\"status\":\"active\"}");
        String path = "/api/v1/users/" + northern + "/devices";
        assertThat(plane.get(path).body()).contains("cam-north-cam", "cam-south-cam", "cam-nowhere");
        assertThat(ann.get(path).body())
                .contains("cam-north-cam")
                .doesNotContain("cam-south-cam")
                .doesNotContain("cam-nowhere");
        assertThat(ids(plane, "/users/" + northern + "/cameras")).contains("south-cam", "nowhere");
        assertThat(ids(ann, "/users/" + northern + "/cameras")).containsExactly("north-cam");
    }

    private static List<String> ids(AdminPlane plane, String path) {
        return AdminPlane.json(plane.get("/api/v1" + path)).get("items").findValuesAsText("id");
    }

    private List<String> ids(Browser who, String path) {
        return AdminPlane.json(who.get("/api/v1" + path)).get("items").findValuesAsText("id");
    }

    @Test
    void listsShowOnlyWhatIsInSight() {
        ann.send("PUT", "/api/v1/cameras/mine", "{\"name\":\"M\",\"archiveDays\":1,\"streams\":[]}");
        assertThat(ids(ann, "/cameras")).containsExactlyInAnyOrder("north-cam", "north-yard-cam", "alone", "mine");
        assertThat(ids(ann, "/addresses")).containsExactlyInAnyOrder("north", "north-house");
        assertThat(ids(ann, "/folders")).containsExactly("north-yard");
        assertThat(ids(ann, "/intercoms")).containsExactly("north-gate");
        assertThat(ids(ann, "/users")).containsExactly(northern);
        assertThat(ann.get("/api/v1/exports/cameras").body())
                .contains("north-cam")
                .doesNotContain("south-cam");
        assertThat(ids(ann, "/users?login=southern")).isEmpty();
        assertThat(ids(ann, "/users?login=northern")).containsExactly(northern);
    }

    @Test
    void withIndividualAccessUsersAreThoseOfTheOwnCircle() {
        Browser ben = Browser.of(plane, "ben", ALL + ",\"individualAccess\":true");
        String made = AdminPlane.json(ben.send("POST", "/api/v1/users", user("made", "")))
                .get("id")
                .textValue();
        assertThat(ben.get("/api/v1/users/" + made).statusCode()).isEqualTo(200);
        assertThat(ben.get("/api/v1/users/" + northern).statusCode()).isEqualTo(404);
        assertThat(ben.get("/api/v1/cameras/south-cam").statusCode())
                .as("devices are not made")
                .isEqualTo(200);
        assertThat(ids(ben, "/users")).containsExactly(made);
        assertThat(ids(ben, "/cameras")).contains("south-cam", "north-cam");
        Browser cat = Browser.of(plane, "cat", ALL + ",\"individualAccess\":true");
        assertThat(cat.get("/api/v1/users/" + made).statusCode())
                .as("another circle")
                .isEqualTo(404);
    }
}
