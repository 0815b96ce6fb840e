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

/** Trackers through the plane: who has which, who may do what, and what the environments of each show. */
@Timeout(120)
class TrackersTest {

    private final AdminPlane plane = AdminPlane.start();
    private final Town town = new Town(plane);
    private String ada = "";
    private String ben = "";
    private String van = "";

    @AfterEach
    void stop() {
        plane.close();
    }

    @BeforeEach
    void aUserWithAVan() {
        ada = town.user("ada");
        ben = town.user("ben");
        town.expect(204, town.put("/tracker-models/tk103", "{\"name\":\"TK 103\"}"));
        van = town.created(town.post("/users/" + ada + "/trackers", tracker("Van")));
    }

    static String tracker(String name) {
        return "{\"name\":\"" + name + "\",\"model\":\"tk103\",\"imei\":\"490154203237518\",\"averageFuel\":8500}";
    }

    private String of(String user) {
        return "/users/" + user + "/trackers/" + van;
    }

    @Test
    void areKeptWithAllTheirFields() {
        ObjectNode shown = town.get(of(ada));
        assertThat(shown.get("owner").textValue()).isEqualTo(ada);
        assertThat(shown.get("access").textValue()).isEqualTo("owner");
        assertThat(shown.get("averageFuel").intValue()).isEqualTo(8500);
        town.expect(
                204, town.patch(of(ada), "{\"phone\":\"+375 29 1234567\",\"info\":\"white\",\"averageFuel\":null}"));
        ObjectNode changed = town.get(of(ada));
        assertThat(changed.get("phone").textValue()).isEqualTo("+375 29 1234567");
        assertThat(changed.has("averageFuel")).isFalse();
        assertThat(town.entries(ada)).containsOnlyKeys("trk-" + van);
        JsonNode value = town.entries(ada).get("trk-" + van);
        assertThat(value.get("info").textValue()).isEqualTo("white");
        assertThat(value.get("access").textValue()).isEqualTo("owner");
    }

    @Test
    void areOfAModelOnTheAdministratorsList() {
        HttpResponse<String> unknown =
                town.post("/users/" + ada + "/trackers", tracker("Car").replace("tk103", "tk999"));
        town.expect(422, unknown);
        assertThat(AdminPlane.json(unknown).get("code").textValue()).isEqualTo("unknown_reference");
        town.expect(422, town.patch(of(ada), "{\"model\":\"tk999\"}"));
        assertThat(town.get("/users/" + ada + "/tracker-models").toString()).contains("TK 103");
        town.expect(204, town.delete("/tracker-models/tk103"));
        town.expect(204, town.patch(of(ada), "{\"colour\":\"#000000\"}"));
        town.expect(404, plane.get("/api/v1/tracker-models/tk103"));
    }

    @Test
    void areSharedWithAUserWhoSeesThemAndMayNeitherShareNorDeleteThem() {
        town.share(of(ada), "ben", false);
        ObjectNode theirs = town.get(of(ben));
        assertThat(theirs.get("access").textValue()).isEqualTo("view");
        assertThat(town.entries(ben)).containsOnlyKeys("trk-" + van);
        town.expect(403, town.patch(of(ben), "{\"name\":\"Mine\"}"));
        town.expect(403, town.deleteAny(of(ben)));
        town.expect(403, town.post(of(ben) + "/shares", "{\"to\":\"ada\"}"));
        town.expect(403, plane.get("/api/v1" + of(ben) + "/shares"));
        town.share(of(ada), "ben", true);
        town.expect(204, town.patch(of(ben), "{\"name\":\"Lorry\"}"));
        assertThat(town.entries(ada).get("trk-" + van).get("name").textValue()).isEqualTo("Lorry");
        assertThat(town.get(of(ada) + "/shares").get("items").get(0).toString())
                .contains("\"login\":\"ben\"")
                .contains("\"mayChange\":true");
    }

    @Test
    void areDeletedOnlyWhenNotShared() {
        town.share(of(ada), "ben", false);
        town.expect(409, town.deleteAny(of(ada)));
        town.expect(204, town.delete(of(ada) + "/shares/" + ben + "?waitFor=fenced"));
        assertThat(town.entries(ben)).isEmpty();
        town.expect(404, plane.get("/api/v1" + of(ben)));
        town.expect(204, town.deleteAny(of(ada)));
        assertThat(town.entries(ada)).isEmpty();
        town.expect(404, plane.get("/api/v1" + of(ada)));
    }

    @Test
    void areGivenUpByWhoeverHasThem() {
        town.share(of(ada), "ben", false);
        town.expect(200, town.delete(of(ben) + "/shares/" + ben + "?waitFor=applied"));
        assertThat(town.entries(ben)).isEmpty();
    }

    @Test
    void areSharedOnlyWithUsersThereAre() {
        town.expect(422, town.post(of(ada) + "/shares", "{\"to\":\"nobody\"}"));
        town.expect(422, town.post(of(ada) + "/shares", "{\"to\":\"ada\"}"));
        HttpResponse<String> sub = town.post(
                "/users/" + ada + "/sub-users", "{\"login\":\"sub\",\"password\":\"password\",\"devices\":\"all\"}");
        if (sub.statusCode() == 201) {
            town.expect(422, town.post(of(ada) + "/shares", "{\"to\":\"sub\"}"));
        }
    }

    @Test
    void areNobodysBusinessWhoHasNoPartInThem() {
        town.expect(404, plane.get("/api/v1" + of(ben)));
        town.expect(404, town.patch(of(ben), "{\"name\":\"Mine\"}"));
        town.expect(404, town.deleteAny(of(ben)));
        town.expect(404, town.post(of(ben) + "/shares", "{\"to\":\"ada\"}"));
        town.expect(404, plane.get("/api/v1" + of(ben) + "/shares"));
    }

    @Test
    void areListedOwnOnesFirst() {
        town.share(of(ada), "ben", false);
        String own = town.created(town.post("/users/" + ben + "/trackers", tracker("Bike")));
        List<String> ids = new ArrayList<>();
        town.get("/users/" + ben + "/trackers")
                .get("items")
                .forEach(each -> ids.add(each.get("id").textValue()));
        assertThat(ids).containsExactly(own, van);
        ObjectNode first = town.get("/users/" + ben + "/trackers?limit=1");
        assertThat(first.get("items")).hasSize(1);
        ObjectNode next = town.get("/users/" + ben + "/trackers?limit=1&cursor="
                + first.get("nextCursor").textValue());
        assertThat(next.get("items").get(0).get("id").textValue()).isEqualTo(van);
    }

    @Test
    void goWithTheirOwner() {
        town.share(of(ada), "ben", false);
        town.expect(204, town.deleteAny("/users/" + ada));
        assertThat(town.entries(ben)).isEmpty();
    }

    @Test
    void arePaidForByTheirOwnerAndLockedForEverybodyWhenThatIsOver() {
        town.share(of(ada), "ben", false);
        String tariff = town.created(
                town.post("/device-tariffs", "{\"device\":\"tracker\",\"name\":\"Tracks\",\"monthly\":500}"));
        town.created(town.post("/users/" + ada + "/refills", "{\"amount\":5000}"));
        town.expect(422, pay(ben, tariff));
        String payment = town.created(pay(ada, tariff));
        assertThat(town.get("/users/" + ada + "/transactions/" + payment).toString())
                .contains("\"operationFor\":\"tracker\"")
                .contains("\"currentName\":\"Van\"");
        assertThat(town.get(of(ada)).get("expired").booleanValue()).isFalse();

        plane.at(AdminPlane.NOON.plus(Duration.ofDays(33)));
        for (String user : List.of(ada, ben)) {
            JsonNode value = town.entries(user).get("trk-" + van);
            assertThat(value.get("access").textValue()).isEqualTo("locked");
            assertThat(value.get("expired").booleanValue()).isTrue();
            assertThat(value.has("imei")).isFalse();
            assertThat(town.get(of(user)).get("expired").booleanValue()).isTrue();
            assertThat(town.get("/users/" + user + "/access/trk-" + van)
                            .get("cause")
                            .textValue())
                    .isEqualTo("expired");
        }
        assertThat(town.get("/users/" + ada + "/ledger")
                        .get("devices")
                        .get(0)
                        .get("expired")
                        .booleanValue())
                .isTrue();

        String again = town.created(pay(ada, tariff));
        assertThat(town.entries(ben).get("trk-" + van).get("access").textValue())
                .isEqualTo("view");
        town.expect(204, town.delete("/users/" + ada + "/transactions/" + again));
        plane.at(AdminPlane.NOON.plus(Duration.ofDays(33)));
        assertThat(town.entries(ben).get("trk-" + van).get("access").textValue())
                .isEqualTo("locked");
    }

    private HttpResponse<String> pay(String user, String tariff) {
        return town.post(
                "/users/" + user + "/payments",
                "{\"device\":\"trk-" + van + "\",\"tariffId\":\"" + tariff + "\",\"months\":1}");
    }
}
