package io.sightline.api.admin;

import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class AdministratorsTest {

    private static final String PATH = "/api/v1/administrators";

    private AdminPlane plane;

    @BeforeEach
    void start() {
        plane = AdminPlane.start();
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    private ObjectNode read(String id) {
        return AdminPlane.json(plane.get(PATH + "/" + id));
    }

    private static String code(HttpResponse<String> answer) {
        return AdminPlane.json(answer).get("code").textValue();
    }

    private HttpResponse<String> patch(String id, String json) {
        return plane.send("PATCH", PATH + "/" + id, json, "If-Match", "*");
    }

    private String role(String json) {
        return AdminPlane.json(plane.send("POST", "/api/v1/roles", json))
                .get("id")
                .textValue();
    }

    @Test
    void createsAndShowsThem() {
        String desk = role("{\"name\":\"Desk\",\"permissions\":[\"users:read\",\"sync:write\"]}");
        String id = Browser.hire(
                plane,
                "ann",
                "\"roles\":[\"%s\"],\"permissions\":[\"users:write\"],\"passwordLifetimeDays\":90,".formatted(desk)
                        + "\"sight\":{\"addresses\":[\"north\"],\"cameras\":[\"1\"]}");
        ObjectNode ann = read(id);
        assertThat(ann.get("name").textValue()).isEqualTo("Name of ann");
        assertThat(ann.get("effectivePermissions"))
                .extracting(JsonNode::textValue)
                .containsExactly("sync:write", "users:read", "users:write");
        assertThat(ann.at("/sight/addresses/0").textValue()).isEqualTo("north");
        assertThat(ann.has("createdBy")).as("made by a key").isFalse();
        assertThat(ann.toString()).doesNotContain("argon2").doesNotContain(Browser.PASSWORD);
        Browser root = Browser.of(plane, "root", "\"permissions\":[\"*\"]");
        var made = root.send(
                "POST", PATH, "{\"name\":\"Ben\",\"login\":\"ben\",\"password\":\"%s\"}".formatted(Browser.PASSWORD));
        String ben = AdminPlane.json(made).get("id").textValue();
        assertThat(read(ben).at("/createdBy/login").textValue()).isEqualTo("root");
        assertThat(read(ben).get("mustChangePassword").booleanValue()).isTrue();
    }

    @Test
    void listsFindsAndSortsThem() {
        String desk = role("{\"name\":\"Desk\"}");
        Browser.hire(plane, "ann", "\"roles\":[\"" + desk + "\"]");
        String ben = Browser.hire(plane, "ben", "");
        Browser.hire(plane, "cat", "");
        plane.send("POST", PATH + "/" + ben + "/suspension", "");
        assertThat(logins("?sort=-login")).containsExactly("cat", "ben", "ann");
        assertThat(logins("?q=NAME%20OF%20b")).containsExactly("ben");
        assertThat(logins("?status=disabled")).containsExactly("ben");
        assertThat(logins("?status=enabled&sort=name")).containsExactly("ann", "cat");
        assertThat(logins("?role=" + desk)).containsExactly("ann");
        assertThat(logins("?limit=1&page=2&sort=login")).containsExactly("ben");
    }

    private Iterable<String> logins(String query) {
        return AdminPlane.json(plane.get(PATH + query)).get("items").findValuesAsText("login");
    }

    @Test
    void changesWhatTheCallerHasSeen() {
        String id = Browser.hire(plane, "ann", "\"permissions\":[\"users:read\"]");
        String etag = plane.get(PATH + "/" + id).headers().firstValue("ETag").orElseThrow();
        assertThat(plane.send("PATCH", PATH + "/" + id, "{\"name\":\"Ann\"}").statusCode())
                .isEqualTo(428);
        assertThat(plane.send("PATCH", PATH + "/" + id, "{\"name\":\"Ann\"}", "If-Match", etag)
                        .statusCode())
                .isEqualTo(204);
        assertThat(plane.send("PATCH", PATH + "/" + id, "{\"name\":\"Anna\"}", "If-Match", etag)
                        .statusCode())
                .isEqualTo(412);
        assertThat(patch(id, "{\"sight\":{\"addresses\":[\"north\"]},\"individualAccess\":true}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(read(id).get("effectiveIndividualAccess").booleanValue()).isTrue();
        assertThat(patch(id, "{\"sight\":null,\"individualAccess\":null}").statusCode())
                .isEqualTo(204);
        assertThat(read(id).has("sight")).isFalse();
        assertThat(read(id).get("permissions")).hasSize(1);
        assertThat(patch(id, "{\"permissions\":[\"rule:world\"]}").statusCode()).isEqualTo(422);
        assertThat(patch(id, "{\"createdBy\":\"x\"}").statusCode()).isEqualTo(422);
    }

    @Test
    void nobodyGivesMoreThanTheyHave() {
        Browser ann = Browser.of(plane, "ann", "\"permissions\":[\"administrators:write\",\"users:read\"]");
        String body =
                "{\"name\":\"B\",\"login\":\"%s\",\"password\":\"" + Browser.PASSWORD + "\",\"permissions\":[\"%s\"]}";
        assertThat(code(ann.send("POST", PATH, body.formatted("ben", "users:write"))))
                .isEqualTo("forbidden");
        assertThat(code(ann.send("POST", PATH, body.formatted("ben", "*")))).isEqualTo("forbidden");
        assertThat(ann.send("POST", PATH, body.formatted("ben", "users:read")).statusCode())
                .isEqualTo(201);
        String root = Browser.hire(plane, "root", "\"permissions\":[\"*\"]");
        assertThat(ann.send("PUT", PATH + "/" + root + "/password", "{\"password\":\"another staple entirely\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(ann.send("POST", PATH + "/password-reset", "").statusCode()).isEqualTo(403);
    }

    @Test
    void keepsTheLastOneWhoMayDoEverything() {
        String root = Browser.hire(plane, "root", "\"permissions\":[\"*\"]");
        assertThat(plane.send("DELETE", PATH + "/" + root, "", "If-Match", "*").statusCode())
                .isEqualTo(409);
        assertThat(plane.send("POST", PATH + "/" + root + "/suspension", "").statusCode())
                .isEqualTo(409);
        assertThat(patch(root, "{\"permissions\":[]}").statusCode()).isEqualTo(409);
        Browser.hire(plane, "other", "\"permissions\":[\"*\"]");
        assertThat(plane.send("DELETE", PATH + "/" + root, "", "If-Match", "*").statusCode())
                .isEqualTo(204);
        assertThat(plane.get(PATH + "/" + root).statusCode()).isEqualTo(404);
    }

    @Test
    void twoCannotHaveOneLogin() {
        String ann = Browser.hire(plane, "ann", "");
        String ben = Browser.hire(plane, "ben", "");
        assertThat(code(patch(ben, "{\"login\":\"ann\"}"))).isEqualTo("login_taken");
        plane.send("DELETE", PATH + "/" + ann, "", "If-Match", "*");
        assertThat(patch(ben, "{\"login\":\"ann\"}").statusCode()).isEqualTo(204);
    }

    @Test
    void rolesAreMadeChangedAndDeleted() {
        String desk = role("{\"name\":\"Desk\",\"permissions\":[\"users:read\"]}");
        String path = "/api/v1/roles/" + desk;
        String ann = Browser.hire(plane, "ann", "\"roles\":[\"" + desk + "\"]");
        assertThat(plane.send("PATCH", path, "{\"permissions\":[\"users:write\"]}", "If-Match", "*")
                        .statusCode())
                .isEqualTo(204);
        assertThat(read(ann).get("effectivePermissions"))
                .extracting(JsonNode::textValue)
                .containsExactly("users:write");
        assertThat(AdminPlane.json(plane.get(path)).get("holders").intValue()).isEqualTo(1);
        assertThat(plane.send("DELETE", path, "", "If-Match", "*").statusCode()).isEqualTo(409);
        patch(ann, "{\"roles\":[]}");
        assertThat(plane.send("DELETE", path, "", "If-Match", "*").statusCode()).isEqualTo(204);
        assertThat(AdminPlane.json(plane.get("/api/v1/roles")).get("items")).isEmpty();
        assertThat(code(patch(ann, "{\"roles\":[\"" + desk + "\"]}"))).isEqualTo("unknown_reference");
    }

    @Test
    void whoWorksForAPartSeesTheirEquals() {
        plane.send("PUT", "/api/v1/addresses/town", "{\"name\":\"Town\"}");
        plane.send("PUT", "/api/v1/addresses/north", "{\"name\":\"North\",\"parentId\":\"town\"}");
        plane.send("PUT", "/api/v1/addresses/south", "{\"name\":\"South\",\"parentId\":\"town\"}");
        String all =
                "\"permissions\":[\"administrators:read\",\"administrators:write\"],\"sight\":{\"addresses\":[\"%s\"]}";
        Browser ann = Browser.of(plane, "ann", all.formatted("north"));
        String ben = Browser.hire(plane, "ben", all.formatted("north"));
        String cat = Browser.hire(plane, "cat", all.formatted("south"));
        String root = Browser.hire(plane, "root", "\"permissions\":[\"*\"]");
        assertThat(AdminPlane.json(ann.get(PATH)).get("items").findValuesAsText("login"))
                .containsExactly("ann", "ben");
        assertThat(ann.get(PATH + "/" + ben).statusCode()).isEqualTo(200);
        assertThat(ann.get(PATH + "/" + cat).statusCode()).isEqualTo(404);
        assertThat(ann.get(PATH + "/" + root).statusCode()).isEqualTo(404);
        String body = "{\"name\":\"D\",\"login\":\"dan\",\"password\":\"" + Browser.PASSWORD + "\"%s}";
        assertThat(code(ann.send("POST", PATH, body.formatted("")))).isEqualTo("forbidden");
        assertThat(code(ann.send("POST", PATH, body.formatted(",\"sight\":{\"addresses\":[\"south\"]}"))))
                .isEqualTo("unknown_reference");
        assertThat(ann.send("POST", PATH, body.formatted(",\"sight\":{\"addresses\":[\"north\"]}"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void withIndividualAccessOneSeesThoseOneMade() {
        String all = "\"permissions\":[\"administrators:read\",\"administrators:write\"],\"individualAccess\":true";
        Browser ann = Browser.of(plane, "ann", all);
        String ben = Browser.hire(plane, "ben", all);
        String body =
                "{\"name\":\"D\",\"login\":\"dan\",\"password\":\"" + Browser.PASSWORD + "\",\"individualAccess\":%s}";
        assertThat(code(ann.send("POST", PATH, body.formatted("false")))).isEqualTo("forbidden");
        assertThat(ann.send("POST", PATH, body.formatted("true")).statusCode()).isEqualTo(201);
        assertThat(AdminPlane.json(ann.get(PATH + "?sort=login")).get("items").findValuesAsText("login"))
                .contains("ann", "dan")
                .doesNotContain("ben");
        assertThat(ann.get(PATH + "/" + ben).statusCode()).isEqualTo(404);
    }
}
