package io.sightline.api.admin;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Cameras of users' own through the plane: who has which, who may do what, and what the environments of each show. */
@Timeout(120)
class OwnCamerasTest {

    private final AdminPlane plane = AdminPlane.start();
    private final Town town = new Town(plane);
    private String ada = "";
    private String ben = "";
    private String yard = "";

    @AfterEach
    void stop() {
        plane.close();
    }

    @BeforeEach
    void aUserWithACamera() {
        ada = town.user("ada");
        ben = town.user("ben");
        yard = town.created(town.post("/users/" + ada + "/own-cameras", camera("Yard")));
    }

    private static String camera(String name) {
        return "{\"name\":\"" + name
                + "\",\"model\":\"Lens 2\",\"address\":\"rtsp://192.0.2.7/live\",\"login\":\"viewer\","
                + "\"password\":\"seven grains\",\"streams\":[\"high\"],\"archiveDays\":7}";
    }

    private String of(String user) {
        return "/users/" + user + "/own-cameras/" + yard;
    }

    @Test
    void areKeptWithAllTheirFieldsAndTellNobodyTheirPassword() {
        ObjectNode shown = town.get(of(ada));
        assertThat(shown.get("access").textValue()).isEqualTo("owner");
        assertThat(shown.get("address").textValue()).isEqualTo("rtsp://192.0.2.7/live");
        assertThat(shown.get("passwordSet").booleanValue()).isTrue();
        assertThat(shown.get("streams").get(0).get("type").textValue()).isEqualTo("high");
        assertThat(shown.toString()).doesNotContain("seven grains");
        town.expect(
                204,
                town.patch(
                        of(ada),
                        "{\"name\":\"Gate\",\"password\":null,\"mode\":\"motion\",\"enabled\":false,\"streams\":[\"low\",\"high\"]}"));
        ObjectNode changed = town.get(of(ada));
        assertThat(changed.get("name").textValue()).isEqualTo("Gate");
        assertThat(changed.get("passwordSet").booleanValue()).isFalse();
        assertThat(changed.get("login").textValue()).isEqualTo("viewer");
        assertThat(changed.get("mode").textValue()).isEqualTo("motion");
        assertThat(changed.get("enabled").booleanValue()).isFalse();
        assertThat(changed.get("archiveDays").intValue()).isEqualTo(7);
        assertThat(changed.get("streams")).hasSize(2);
        town.expect(422, town.patch(of(ada), "{\"address\":\"two words\"}"));
        town.expect(422, town.patch(of(ada), "{\"streams\":[\"huge\"]}"));
        town.expect(422, town.patch(of(ada), "{\"archiveDays\":4000}"));
        town.expect(422, town.post("/users/" + ada + "/own-cameras", "{\"name\":\"Yard\"}"));
        assertThat(town.get("/audit?object=users/" + ada).toString())
                .doesNotContain("seven grains", "Lens 2", "192.0.2.7", "Gate");
    }

    @Test
    void areShownToTheirOwnersEnvironmentsLikeAnyCamera() {
        assertThat(town.entries(ada)).containsOnlyKeys("cam-" + yard);
        JsonNode value = town.entries(ada).get("cam-" + yard);
        assertThat(value.get("kind").textValue()).isEqualTo("camera");
        assertThat(value.get("name").textValue()).isEqualTo("Yard");
        assertThat(value.get("owner").textValue()).isEqualTo(ada);
        assertThat(value.toString()).doesNotContain("192.0.2.7", "viewer", "seven grains");
        // What the media server says of its streams comes as of any camera.
        town.expect(204, town.patch("/cameras/" + yard, "{\"streams\":[{\"type\":\"high\",\"status\":\"active\"}]}"));
        assertThat(town.entries(ada).get("cam-" + yard).get("state").textValue())
                .isEqualTo("green");
        assertThat(town.get("/users/" + ada + "/cameras?q=yard")
                        .get("items")
                        .get(0)
                        .get("id")
                        .textValue())
                .isEqualTo(yard);
        ObjectNode listed = town.get("/cameras?source=user&holder=" + ada);
        assertThat(listed.get("items").get(0).get("name").textValue()).isEqualTo("Yard");
    }

    @Test
    void areSharedWithAUserWhoSeesThemAndMayNeitherShareNorDeleteThem() {
        town.share(of(ada), "ben", false);
        ObjectNode theirs = town.get(of(ben));
        assertThat(theirs.get("access").textValue()).isEqualTo("view");
        assertThat(theirs.has("address")).isFalse();
        assertThat(theirs.has("passwordSet")).isFalse();
        assertThat(town.entries(ben)).containsOnlyKeys("cam-" + yard);
        town.expect(403, town.patch(of(ben), "{\"name\":\"Mine\"}"));
        town.expect(403, town.patch(of(ben), "{\"enabled\":false}"));
        town.expect(403, town.deleteAny(of(ben)));
        town.expect(403, town.post(of(ben) + "/shares", "{\"to\":\"ada\"}"));
        town.expect(403, plane.get("/api/v1" + of(ben) + "/shares"));
        town.share(of(ada), "ben", true);
        town.expect(204, town.patch(of(ben), "{\"name\":\"Gate\"}"));
        assertThat(town.entries(ada).get("cam-" + yard).get("name").textValue()).isEqualTo("Gate");
        assertThat(town.get(of(ada) + "/shares").get("items").get(0).toString())
                .contains("\"login\":\"ben\"")
                .contains("\"mayChange\":true");
    }

    @Test
    void areDeletedOnlyWhenNotSharedAndLeaveEveryEnvironment() {
        town.share(of(ada), "ben", false);
        town.expect(409, town.deleteAny(of(ada)));
        town.expect(204, town.delete(of(ada) + "/shares/" + ben));
        assertThat(town.entries(ben)).isEmpty();
        town.expect(404, plane.get("/api/v1" + of(ben)));
        town.expect(204, town.deleteAny(of(ada)));
        assertThat(town.entries(ada)).isEmpty();
        town.expect(404, plane.get("/api/v1" + of(ada)));
    }

    @Test
    void areAssignedToObjectsAndSharedWithThem() {
        String home = town.created(town.post("/users/" + ada + "/monitoring-objects", "{\"name\":\"Home\"}"));
        String object = "/users/" + ada + "/monitoring-objects/" + home;
        town.expect(204, town.put(object + "/cameras/" + yard, ""));
        assertThat(town.get(object).get("cameras").get(0).textValue()).isEqualTo(yard);
        town.expect(200, town.post(object + "/shares", "{\"to\":\"ben\",\"mayChangeCameras\":true}"));
        assertThat(town.entries(ben)).containsOnlyKeys("obj-" + home, "cam-" + yard);
        assertThat(town.get(of(ben)).get("access").textValue()).isEqualTo("change");
        town.expect(204, town.patch(of(ben), "{\"name\":\"Gate\",\"enabled\":false}"));
        assertThat(town.get(of(ada)).get("name").textValue()).isEqualTo("Gate");
        town.expect(200, town.post(object + "/shares", "{\"to\":\"ben\",\"mayChangeTrackers\":true}"));
        town.expect(403, town.patch(of(ben), "{\"enabled\":true}"));
        town.expect(204, town.delete(object + "/cameras/" + yard));
        assertThat(town.entries(ben)).containsOnlyKeys("obj-" + home);
        town.expect(404, plane.get("/api/v1" + of(ben)));
    }

    @Test
    void areNeverCamerasOfTheOperator() {
        town.expect(201, town.put("/cameras/door", "{\"name\":\"Door\"}"));
        town.expect(204, town.put("/users/" + ada + "/cameras/door", "{\"status\":\"active\"}"));
        String door = "/users/" + ada + "/own-cameras/door";
        town.expect(404, plane.get("/api/v1" + door));
        town.expect(404, town.patch(door, "{\"name\":\"Mine\"}"));
        town.expect(404, town.deleteAny(door));
        town.expect(404, town.post(door + "/shares", "{\"to\":\"ben\"}"));
        town.expect(404, plane.get("/api/v1" + door + "/shares"));
        town.expect(404, town.delete(door + "/shares/" + ben));
        String home = town.created(town.post("/users/" + ada + "/monitoring-objects", "{\"name\":\"Home\"}"));
        town.expect(404, town.put("/users/" + ada + "/monitoring-objects/" + home + "/cameras/door", ""));
        town.expect(404, town.put("/users/" + ada + "/monitoring-objects/" + home + "/cameras/nothing", ""));
        assertThat(ids("/users/" + ada + "/own-cameras")).containsExactly(yard);
    }

    @Test
    void areNotReachedByTheRoutesOfTheOperatorsCameras() {
        town.expect(201, town.put("/addresses/house", "{\"name\":\"House\"}"));
        town.expect(403, town.patch("/cameras/" + yard, "{\"name\":\"Mine\"}"));
        town.expect(403, town.deleteAny("/cameras/" + yard));
        town.expect(403, town.put("/cameras/" + yard + "/places/A:house", "{}"));
        town.expect(403, town.put("/users/" + ben + "/cameras/" + yard, "{\"status\":\"active\"}"));
        HttpResponse<String> several =
                town.post("/users/" + ben + "/cameras", "{\"grant\":{\"cameras\":[\"" + yard + "\"]}}");
        town.expect(200, several);
        assertThat(several.body()).contains("\"unknown\"");
        town.expect(422, town.put("/cameras/" + ada + ":own.mine", "{\"name\":\"Mine\"}"));
        assertThat(town.entries(ben)).isEmpty();
        assertThat(town.get(of(ada)).get("name").textValue()).isEqualTo("Yard");
    }

    @Test
    void areNobodysBusinessWhoHasNoPartInThem() {
        town.expect(404, plane.get("/api/v1" + of(ben)));
        town.expect(404, town.patch(of(ben), "{\"name\":\"Mine\"}"));
        town.expect(404, town.deleteAny(of(ben)));
        town.expect(404, town.post(of(ben) + "/shares", "{\"to\":\"ada\"}"));
    }

    private List<String> ids(String path) {
        List<String> ids = new ArrayList<>();
        town.get(path).get("items").forEach(each -> ids.add(each.get("id").textValue()));
        return ids;
    }

    @Test
    void areListedOwnOnesFirst() {
        town.share(of(ada), "ben", false);
        String own = town.created(town.post("/users/" + ben + "/own-cameras", camera("Porch")));
        assertThat(ids("/users/" + ben + "/own-cameras")).containsExactly(own, yard);
    }

    @Test
    void areLockedForEverybodyWhenTheirPaidTimeIsOver() {
        town.share(of(ada), "ben", false);
        String tariff = town.created(
                town.post("/device-tariffs", "{\"device\":\"camera\",\"name\":\"Basic\",\"monthly\":500}"));
        town.created(town.post("/users/" + ada + "/refills", "{\"amount\":5000}"));
        town.created(town.post("/users/" + ben + "/refills", "{\"amount\":5000}"));
        town.expect(422, pay(ben, tariff));
        town.created(pay(ada, tariff));
        plane.at(AdminPlane.NOON.plus(Duration.ofDays(33)));
        for (String user : List.of(ada, ben)) {
            JsonNode value = town.entries(user).get("cam-" + yard);
            assertThat(value.get("access").textValue()).isEqualTo("locked");
            assertThat(value.get("expired").booleanValue()).isTrue();
            assertThat(town.get(of(user)).get("expired").booleanValue()).isTrue();
        }
        town.created(pay(ada, tariff));
        assertThat(town.entries(ben).get("cam-" + yard).get("access").textValue())
                .isNotEqualTo("locked");
    }

    private HttpResponse<String> pay(String user, String tariff) {
        return town.post(
                "/users/" + user + "/payments",
                "{\"device\":\"cam-" + yard + "\",\"tariffId\":\"" + tariff + "\",\"months\":1}");
    }

    @Test
    void stopWhenTheirOwnerIsDisabledAndGoWithTheOwner() {
        town.share(of(ada), "ben", false);
        town.expect(204, town.patch("/cameras/" + yard, "{\"streams\":[{\"type\":\"high\",\"status\":\"active\"}]}"));
        town.expect(204, town.post("/users/" + ada + "/disablement", ""));
        assertThat(town.entries(ben).get("cam-" + yard).get("state").textValue())
                .isEqualTo("red");
        town.expect(204, town.delete("/users/" + ada + "/disablement"));
        assertThat(town.entries(ben).get("cam-" + yard).get("state").textValue())
                .isEqualTo("green");
        town.expect(204, town.deleteAny("/users/" + ada));
        assertThat(town.entries(ben)).isEmpty();
        town.expect(404, plane.get("/api/v1/cameras/" + yard));
    }

    @Test
    void areSeenByThoseWhoSeeTheirOwner() {
        town.expect(201, town.put("/addresses/house", "{\"name\":\"House\"}"));
        Browser.hire(plane, "part", "\"permissions\":[\"*\"],\"sight\":{\"addresses\":[\"house\"]}");
        Browser part = Browser.signIn(plane, "part");
        assertThat(part.send("GET", "/api/v1" + of(ada), "").statusCode()).isEqualTo(404);
        assertThat(part.send("GET", "/api/v1/cameras/" + yard, "").statusCode()).isEqualTo(404);
        town.expect(204, town.put("/users/" + ada + "/addresses/house", "{\"status\":\"active\"}"));
        assertThat(part.send("GET", "/api/v1" + of(ada), "").statusCode()).isEqualTo(200);
        assertThat(part.send("GET", "/api/v1/cameras/" + yard, "").statusCode()).isEqualTo(200);
        town.share(of(ada), "ben", false);
        assertThat(part.send("GET", "/api/v1" + of(ben), "").statusCode())
                .as("that Ada shares a camera with Ben does not bring Ben into sight")
                .isEqualTo(404);
    }
}
