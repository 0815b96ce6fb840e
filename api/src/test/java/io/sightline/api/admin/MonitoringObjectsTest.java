package io.sightline.api.admin;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.pictures.Pictures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Monitoring objects through the plane: who holds which, what is in them, and what the environments of each show. */
@Timeout(120)
class MonitoringObjectsTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

    private final AdminPlane plane = AdminPlane.start();
    private final Town town = new Town(plane);
    private String ada = "";
    private String ben = "";
    private String van = "";
    private String fleet = "";

    @AfterEach
    void stop() {
        plane.close();
    }

    @BeforeEach
    void aUserWithAFleetOfOneVan() {
        ada = town.user("ada");
        ben = town.user("ben");
        town.expect(204, town.put("/tracker-models/tk103", "{\"name\":\"TK 103\"}"));
        van = town.created(town.post("/users/" + ada + "/trackers", TrackersTest.tracker("Van")));
        fleet = town.created(
                town.post("/users/" + ada + "/monitoring-objects", "{\"name\":\"Fleet\",\"description\":\"wheels\"}"));
        town.expect(204, town.put(of(ada) + "/trackers/" + van, ""));
    }

    private String of(String user) {
        return "/users/" + user + "/monitoring-objects/" + fleet;
    }

    private void share(String switches) {
        town.expect(200, town.post(of(ada) + "/shares", "{\"to\":\"ben\"" + switches + "}"));
    }

    @Test
    void showTheirOwnerWhatIsAssignedToThem() {
        ObjectNode shown = town.get(of(ada));
        assertThat(shown.get("description").textValue()).isEqualTo("wheels");
        assertThat(shown.get("trackers").get(0).textValue()).isEqualTo(van);
        assertThat(town.get("/users/" + ada + "/trackers/" + van)
                        .get("objects")
                        .get(0)
                        .textValue())
                .isEqualTo(fleet);
        assertThat(town.entries(ada)).containsOnlyKeys("obj-" + fleet, "trk-" + van);
        assertThat(sources(ada)).contains("O:" + fleet);
        town.expect(204, town.delete(of(ada) + "/trackers/" + van));
        assertThat(town.get(of(ada)).get("trackers")).isEmpty();
        assertThat(town.entries(ada)).as("it is still the owner's").containsKey("trk-" + van);
    }

    private List<String> sources(String user) {
        List<String> sources = new ArrayList<>();
        town.get("/users/" + user + "/devices")
                .get("sources")
                .forEach(each -> sources.add(each.get("source").textValue()));
        return sources;
    }

    @Test
    void areSharedWithAllThatIsAssignedToThem() {
        assertThat(town.entries(ben)).isEmpty();
        share("");
        assertThat(town.entries(ben)).containsOnlyKeys("obj-" + fleet, "trk-" + van);
        assertThat(town.get("/users/" + ben + "/trackers/" + van).get("access").textValue())
                .isEqualTo("view");
        String car = town.created(town.post("/users/" + ada + "/trackers", TrackersTest.tracker("Car")));
        town.expect(204, town.put(of(ada) + "/trackers/" + car, ""));
        assertThat(town.entries(ben)).containsOnlyKeys("obj-" + fleet, "trk-" + van, "trk-" + car);
        town.expect(403, town.patch(of(ben), "{\"name\":\"Mine\"}"));
        town.expect(403, town.deleteAny(of(ben)));
        town.expect(403, town.post(of(ben) + "/shares", "{\"to\":\"ada\"}"));
        town.expect(403, town.put(of(ben) + "/trackers/" + car, ""));
        town.expect(403, town.delete(of(ben) + "/trackers/" + van));
        town.expect(204, town.delete(of(ada) + "/shares/" + ben));
        assertThat(town.entries(ben)).isEmpty();
        assertThat(sources(ben)).containsExactly("U:" + ben);
        town.expect(404, plane.get("/api/v1" + of(ben)));
    }

    @Test
    void letWhatIsInThemBeChangedByWhomMay() {
        String tracker = "/users/" + ben + "/trackers/" + van;
        share("");
        town.expect(403, town.patch(tracker, "{\"name\":\"Lorry\"}"));
        share(",\"mayChangeTrackers\":true");
        assertThat(town.get(tracker).get("access").textValue()).isEqualTo("change");
        town.expect(204, town.patch(tracker, "{\"name\":\"Lorry\"}"));
        town.expect(403, town.patch(of(ben), "{\"name\":\"Cars\"}"));
        share(",\"mayChangeObject\":true");
        town.expect(204, town.patch(of(ben), "{\"name\":\"Cars\"}"));
        town.expect(403, town.patch(tracker, "{\"name\":\"Bus\"}"));
        assertThat(town.entries(ada).get("obj-" + fleet).get("name").textValue())
                .isEqualTo("Cars");
        assertThat(town.get(of(ada) + "/shares").get("items").get(0).toString())
                .contains("\"mayChangeObject\":true")
                .contains("\"mayChangeTrackers\":false");
    }

    @Test
    void areDeletedOnlyWhenNotShared() {
        share("");
        town.expect(409, town.deleteAny(of(ada)));
        town.expect(204, town.delete(of(ben) + "/shares/" + ben));
        town.expect(204, town.deleteAny(of(ada)));
        assertThat(town.entries(ada)).containsOnlyKeys("trk-" + van);
        assertThat(town.get("/users/" + ada + "/trackers/" + van).get("objects"))
                .isEmpty();
    }

    @Test
    void holdNothingOfAnotherOwner() {
        String bike = town.created(town.post("/users/" + ben + "/trackers", TrackersTest.tracker("Bike")));
        town.expect(403, town.put(of(ada) + "/trackers/" + bike, ""));
        town.expect(404, town.put(of(ben) + "/trackers/" + bike, ""));
    }

    @Test
    void areListedOwnOnesFirst() {
        share("");
        String own = town.created(town.post("/users/" + ben + "/monitoring-objects", "{\"name\":\"Yard\"}"));
        List<String> ids = new ArrayList<>();
        town.get("/users/" + ben + "/monitoring-objects")
                .get("items")
                .forEach(each -> ids.add(each.get("id").textValue()));
        assertThat(ids).containsExactly(own, fleet);
    }

    private HttpResponse<String> picture(String user, byte[] bytes, String type) {
        return plane.send(plane.request("/api/v1" + of(user) + "/image")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .header("Content-Type", type));
    }

    @Test
    void haveAPictureThatEverybodySeesWhoHoldsThem() {
        town.expect(404, plane.get("/api/v1" + of(ada) + "/image"));
        HttpResponse<String> put = picture(ada, PNG, "image/png");
        town.expect(200, put);
        String name = AdminPlane.json(put).get("image").textValue();
        assertThat(town.entries(ada).get("obj-" + fleet).get("image").textValue())
                .isEqualTo(name);
        share("");
        HttpResponse<String> shown = plane.get("/api/v1" + of(ben) + "/image");
        town.expect(200, shown);
        assertThat(shown.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(shown.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        town.expect(403, picture(ben, PNG, "image/png"));
        town.expect(204, town.patch(of(ada), "{\"name\":\"Cars\"}"));
        assertThat(town.get(of(ada)).get("image").textValue()).isEqualTo(name);
        town.expect(204, town.delete(of(ada) + "/image"));
        town.expect(404, plane.get("/api/v1" + of(ben) + "/image"));
    }

    @Test
    void takeNothingForAPictureThatIsNone() {
        town.expect(415, picture(ada, "<svg/>".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "image/png"));
        town.expect(415, picture(ada, PNG, "image/jpeg"));
        town.expect(415, picture(ada, PNG, "image/svg+xml"));
        town.expect(413, picture(ada, Arrays.copyOf(PNG, Pictures.BYTES + 1), "image/png"));
        town.expect(200, picture(ada, Arrays.copyOf(PNG, Pictures.BYTES), "image/png"));
    }
}
