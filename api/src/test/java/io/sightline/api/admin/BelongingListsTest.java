package io.sightline.api.admin;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The lists of all trackers and all monitoring objects. */
@Timeout(120)
class BelongingListsTest {

    private final AdminPlane plane = AdminPlane.start();
    private final Town town = new Town(plane);
    private String ada = "";
    private String ben = "";
    private String van = "";
    private String bike = "";
    private String fleet = "";

    @AfterEach
    void stop() {
        plane.close();
    }

    @BeforeEach
    void twoUsersWithTrackers() {
        ada = town.user("ada");
        ben = town.user("ben");
        town.expect(204, town.put("/tracker-models/tk103", "{\"name\":\"TK 103\"}"));
        van = town.created(town.post("/users/" + ada + "/trackers", TrackersTest.tracker("Van")));
        bike = town.created(town.post("/users/" + ben + "/trackers", TrackersTest.tracker("Bike")));
        fleet = town.created(
                town.post("/users/" + ada + "/monitoring-objects", "{\"name\":\"Fleet\",\"description\":\"wheels\"}"));
        town.expect(204, town.put("/users/" + ada + "/monitoring-objects/" + fleet + "/trackers/" + van, ""));
        town.expect(200, town.post("/users/" + ada + "/trackers/" + van + "/shares", "{\"to\":\"ben\"}"));
    }

    private List<String> ids(String path) {
        return ids(town.get(path));
    }

    private static List<String> ids(ObjectNode page) {
        List<String> ids = new ArrayList<>();
        page.get("items").forEach(each -> ids.add(each.get("id").textValue()));
        return ids;
    }

    @Test
    void showTrackersOfAllUsersWithWhoseTheyAre() {
        assertThat(ids("/trackers?sort=name")).containsExactly(bike, van);
        JsonNode row = town.get("/trackers?q=van").get("items").get(0);
        assertThat(row.get("owner").textValue()).isEqualTo(ada);
        assertThat(row.get("ownerLogin").textValue()).isEqualTo("ada");
        assertThat(row.get("shareCount").intValue()).isEqualTo(1);
        assertThat(row.get("objectIds").get(0).textValue()).isEqualTo(fleet);
        assertThat(row.has("sharedWith")).isFalse();
        assertThat(row.has("addressIds")).isFalse();
    }

    @Test
    void areSearchedFilteredSortedCountedAndExported() {
        assertThat(ids("/trackers?q=490154203237518&sort=-name")).containsExactly(van, bike);
        assertThat(ids("/trackers?q=ada")).as("by whose they are").containsExactly(van);
        assertThat(ids("/trackers?owner=" + ben)).containsExactly(bike);
        assertThat(ids("/trackers?objectIds=" + fleet)).containsExactly(van);
        assertThat(ids("/trackers?sharedWith=" + ben)).containsExactly(van);
        assertThat(ids("/trackers?shareCountMax=0")).containsExactly(bike);
        assertThat(ids("/trackers?expired=true")).isEmpty();
        ObjectNode counted = town.get("/trackers?count=true&facets=model,expired&limit=1");
        assertThat(counted.get("total").intValue()).isEqualTo(2);
        assertThat(counted.get("facets").get("model").get(0).get("count").intValue())
                .isEqualTo(2);
        HttpResponse<String> file = plane.get("/api/v1/exports/trackers?format=csv&owner=" + ada);
        town.expect(200, file);
        assertThat(file.body()).contains("Van").doesNotContain("Bike");

        assertThat(ids("/monitoring-objects?q=wheels")).containsExactly(fleet);
        assertThat(ids("/monitoring-objects?trackerCountMin=1&owner=" + ada)).containsExactly(fleet);
        assertThat(ids("/monitoring-objects?cameraCountMin=1")).isEmpty();
        town.expect(200, plane.get("/api/v1/exports/monitoring-objects?format=ndjson"));
        town.expect(400, plane.get("/api/v1/trackers?addressIds=house"));
    }

    @Test
    void areWithoutWhatIsNoMore() {
        town.expect(204, town.deleteAny("/users/" + ada));
        assertThat(ids("/trackers")).containsExactly(bike);
        assertThat(ids("/monitoring-objects")).isEmpty();
    }

    @Test
    void showThoseWhoSeeAPartWhatBelongsToUsersTheySee() {
        town.expect(201, town.put("/addresses/house", "{\"name\":\"House\"}"));
        Browser.hire(plane, "part", "\"permissions\":[\"*\"],\"sight\":{\"addresses\":[\"house\"]}");
        Browser part = Browser.signIn(plane, "part");
        assertThat(seen(part, "/trackers")).isEmpty();
        town.expect(204, town.put("/users/" + ada + "/addresses/house", "{\"status\":\"active\"}"));
        assertThat(seen(part, "/trackers")).containsExactly(van);
        assertThat(seen(part, "/monitoring-objects")).containsExactly(fleet);
        assertThat(part.get("/api/v1/exports/trackers?format=ndjson").body())
                .contains("Van")
                .doesNotContain("Bike");
    }

    private static List<String> seen(Browser part, String path) {
        HttpResponse<String> answer = part.get("/api/v1" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ids(AdminPlane.json(answer));
    }
}
