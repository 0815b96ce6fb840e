package io.sightline.api.admin;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.listed.Everything;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists as those see them who see a part of the installation: never a row, a count or a line of a file of the rest. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SightedListsTest {

    private static final String READS =
            "\"permissions\":[\"users:read\",\"users:write\",\"devices:read\",\"devices:write\",\"places:read\",\"places:write\","
                    + "\"messages:read\",\"messages:write\",\"money:read\",\"plans:read\",\"audit:read\",\"acting:read\",\"acting:write\"]";

    /** What concerns the installation as a whole: nobody sees a part of it. */
    private static final Set<String> UNDIVIDED =
            Set.of("/api/v1/api-keys", "/api/v1/billing/requests", "/api/v1/licences", "/api/v1/nodes", "/metrics");

    private static final String FEEDBACK =
            "{\"name\":\"P\",\"email\":\"p@example.org\",\"phone\":\"1\",\"message\":\"It works.\"}";

    private AdminPlane plane;
    private Browser north;
    private final Map<String, String> ids = new java.util.HashMap<>();

    @BeforeAll
    void aTownOfTwoHalves() {
        plane = AdminPlane.start();
        Town town = new Town(plane);
        town.put("/addresses/town", "{\"name\":\"Town\"}");
        for (String half : List.of("north", "south")) {
            town.put("/addresses/" + half, "{\"name\":\"" + half + "\",\"parentId\":\"town\"}");
            town.put("/addresses/" + half + "1", "{\"name\":\"1 " + half + "\",\"parentId\":\"" + half + "\"}");
            town.put("/folders/" + half + "-yard", "{\"addressId\":\"" + half + "1\",\"key\":\"yard\"}");
            town.put("/cameras/" + half + "-door", "{\"name\":\"Door\"}");
            town.put("/cameras/" + half + "-door/places/A:" + half + "1", "{}");
            town.put("/cameras/" + half + "-gate", "{\"name\":\"Gate\"}");
            town.put("/cameras/" + half + "-gate/places/F:" + half + "-yard", "{}");
            town.put(
                    "/intercoms/" + half + "-panel",
                    "{\"name\":\"Panel\",\"addressId\":\"" + half + "1\",\"flatFrom\":1,\"flatTo\":9}");
            for (String how : List.of("address", "folder", "camera", "intercom")) {
                ids.put(half + how, town.user(half + "." + how));
            }
            town.put("/users/" + ids.get(half + "address") + "/addresses/" + half + "1", "{\"status\":\"active\"}");
            town.put("/users/" + ids.get(half + "folder") + "/folders/" + half + "-yard", "{\"status\":\"active\"}");
            town.put("/users/" + ids.get(half + "camera") + "/cameras/" + half + "-door", "{\"status\":\"active\"}");
            town.put("/intercoms/" + half + "-panel/flats/3/users/" + ids.get(half + "intercom"), "{}");
        }
        ids.put("both", billed("both"));
        ids.put("far", billed("far"));
        town.put("/users/" + ids.get("far") + "/addresses/south1", "{\"status\":\"active\"}");
        town.put("/users/" + ids.get("both") + "/addresses/north1", "{\"status\":\"active\"}");
        town.put("/users/" + ids.get("both") + "/addresses/south1", "{\"status\":\"active\"}");
        for (String main : List.of("both", "far")) {
            town.put("/users/" + ids.get(main) + "/permissions", "{\"permissions\":[\"subusers-manage\"]}");
            town.created(town.post(
                    "/users/" + ids.get(main) + "/sub-users",
                    "{\"login\":\"sub." + main + "\",\"password\":\"password\",\"devices\":\"all\"}"));
        }
        town.put("/cameras/roof", "{\"name\":\"Roof\"}");
        for (String half : List.of("north", "south")) {
            String firm = town.created(
                    town.post("/b2b-users", "{\"login\":\"" + half + ".firm\",\"password\":\"Seven-grains\"}"));
            String payer = town.created(
                    town.post(
                            "/platform-users",
                            "{\"email\":\"" + half
                                    + "@example.org\",\"password\":\"Correct-horse-1\",\"name\":\"P\",\"preferredMap\":\"osm\"}"));
            for (String each : List.of(firm, payer)) {
                town.put("/users/" + each + "/addresses/" + half + "1", "{\"status\":\"active\"}");
            }
            ids.put(half + "payer", payer);
            ids.put(half + "feedback", town.created(town.post("/users/" + payer + "/feedback", FEEDBACK)));
        }
        north = Browser.of(plane, "norman", READS + ",\"sight\":{\"addresses\":[\"north\"],\"cameras\":[\"roof\"]}");
    }

    private String billed(String login) {
        HttpResponse<String> answer = plane.send(
                "POST",
                "/api/v1/billing/requests",
                ("{\"requestId\":\"%s\",\"type\":\"billing.new_entity\",\"login\":\"%s\",\"password\":\"password\",\"userType\":\"b2c\","
                                + "\"subscriberKind\":\"individual\",\"occurredAt\":\"2026-11-22T11:00:00Z\"}")
                        .formatted(login, login));
        return AdminPlane.json(answer).get("userId").textValue();
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    private List<String> column(Browser who, String path, String field) {
        HttpResponse<String> answer = who.get("/api/v1/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(AdminPlane.json(answer).get("items").spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }

    @Test
    void showPlacesAndDevicesOfThePart() {
        assertThat(column(north, "addresses", "id")).containsExactlyInAnyOrder("north", "north1");
        assertThat(column(north, "folders", "id")).containsExactly("north-yard");
        assertThat(column(north, "cameras", "id")).containsExactlyInAnyOrder("north-door", "north-gate", "roof");
        assertThat(column(north, "cameras?id=south-door,north-door", "id")).containsExactly("north-door");
        assertThat(column(north, "cameras?addressIds=south1", "id")).isEmpty();
        assertThat(column(north, "intercoms", "id")).containsExactly("north-panel");
    }

    @Test
    void showUsersWhoHoldSomethingThere() {
        assertThat(column(north, "users?sort=login", "login"))
                .containsExactly(
                        "both",
                        "north.address",
                        "north.camera",
                        "north.firm",
                        "north.folder",
                        "north.intercom",
                        "north@example.org");
        assertThat(column(north, "users?login=south.address", "login")).isEmpty();
        assertThat(column(north, "users?q=south", "login")).isEmpty();
        assertThat(column(north, "sub-users", "login")).containsExactly("sub.both");
        assertThat(column(north, "addresses/north1/users", "login"))
                .containsExactlyInAnyOrder("both", "north.address", "north.firm", "north@example.org");
        assertThat(north.get("/api/v1/addresses/south1/users").statusCode()).isEqualTo(404);
    }

    @Test
    void countAndExportNoMore() {
        var counted = AdminPlane.json(north.get("/api/v1/cameras?count=true&facets=status&limit=1"));
        assertThat(counted.get("total").intValue()).isEqualTo(3);
        assertThat(counted.at("/facets/status/0/count").intValue()).isEqualTo(3);
        List<String> lines = north.get("/api/v1/exports/cameras?sort=id")
                .body()
                .lines()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8))
                        .get("id")
                        .textValue())
                .toList();
        assertThat(lines).containsExactly("north-door", "north-gate", "roof");
    }

    @Test
    void showOfAUsersCamerasThoseInSight() {
        String path = "users/" + ids.get("both") + "/cameras";
        assertThat(column(north, path, "id")).containsExactly("north-door");
        assertThat(AdminPlane.json(north.get("/api/v1/" + path + "?count=true"))
                        .get("total")
                        .intValue())
                .isEqualTo(1);
        assertThat(AdminPlane.json(plane.get("/api/v1/" + path)).get("items")).hasSize(2);
        assertThat(column(north, "users/" + ids.get("both") + "/attachable-folders", "id"))
                .containsExactly("north-yard");
    }

    @Test
    void showWhatOneMadeOneself() {
        assertThat(north.send("PUT", "/api/v1/cameras/mine", "{\"name\":\"Mine\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(column(north, "cameras?q=mine", "id")).containsExactly("mine");
        north.send("DELETE", "/api/v1/cameras/mine", "", "If-Match", "*");
    }

    @Test
    void showToThoseWithIndividualAccessOnlyUsersTheyMade() {
        Browser ivy = Browser.of(plane, "ivy", READS + ",\"individualAccess\":true");
        assertThat(column(ivy, "users", "login")).isEmpty();
        assertThat(ivy.send(
                                "POST",
                                "/api/v1/users",
                                "{\"login\":\"hers\",\"password\":\"password\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(column(ivy, "users", "login")).containsExactly("hers");
        assertThat(column(ivy, "cameras", "id")).contains("south-door", "north-door");
    }

    @Test
    void showFirmsAndPayersWhoHoldSomethingThereAndWhatTheyLeft() {
        assertThat(column(north, "b2b-users?q=firm", "login")).containsExactly("north.firm");
        assertThat(column(north, "platform-users", "email")).containsExactly("north@example.org");
        assertThat(column(north, "feedback", "id")).containsExactly(ids.get("northfeedback"));
        assertThat(north.get("/api/v1/feedback/" + ids.get("northfeedback")).statusCode())
                .isEqualTo(200);
        assertThat(north.get("/api/v1/feedback/" + ids.get("southfeedback")).statusCode())
                .isEqualTo(404);
        assertThat(north.get("/api/v1/b2b-users").body()).doesNotContain("addressIds");
        assertThat(north.get("/api/v1/b2b-users?addressIds=north1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void showFirmsThatOneMadeOneself() {
        assertThat(north.send("POST", "/api/v1/b2b-users", "{\"login\":\"norman.shop\",\"password\":\"Seven-grains\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(column(north, "b2b-users?q=norman", "login")).containsExactly("norman.shop");
    }

    @Test
    void showWhatEverybodyMayChooseOrIsTold() {
        Town town = new Town(plane);
        String basic = town.created(
                town.post("/device-tariffs", "{\"device\":\"camera\",\"name\":\"Basic\",\"monthly\":990}"));
        town.post(
                "/device-tariffs",
                "{\"device\":\"camera\",\"name\":\"Own\",\"monthly\":1,\"userId\":\"" + ids.get("southpayer") + "\"}");
        assertThat(column(north, "device-tariffs", "id")).containsExactly(basic);
        String plan =
                "{\"title\":\"%s\",\"description\":\"d\",\"months\":1,\"price\":{\"minor\":9,\"currency\":\"EUR\"}%s}";
        town.post("/tariff-plans", plan.formatted("Office", ""));
        for (String half : List.of("north", "south")) {
            town.post("/tariff-plans", plan.formatted(half, ",\"userId\":\"" + ids.get(half + "address") + "\""));
        }
        assertThat(column(north, "tariff-plans", "title")).containsExactlyInAnyOrder("Office", "north");
        String word = "{\"severity\":\"information\",\"title\":\"%s\",\"text\":\"t\",%s}";
        town.post("/notifications", word.formatted("All", "\"everybody\":true"));
        town.post("/notifications", word.formatted("One", "\"to\":[\"" + ids.get("northpayer") + "\"]"));
        assertThat(column(north, "notifications", "title")).containsExactly("All");
        assertThat(column(north, "permissions", "code")).contains("archives-show");
    }

    @Test
    void showOfTheAuditWhatWasDoneThereAndByOneself() {
        Browser norma = Browser.of(plane, "norma", READS + ",\"sight\":{\"addresses\":[\"north\"]}");
        assertThat(norma.send("POST", "/api/v1/cameras/none/sync", "").statusCode())
                .isEqualTo(404);
        norma.send("POST", "/api/v1/users/" + ids.get("northaddress") + "/suspension", "");
        List<String> objects = column(norma, "audit?limit=200", "object");
        assertThat(objects)
                .contains("addresses/north1", "users/" + ids.get("northaddress"))
                .noneMatch(object -> object.contains("south"))
                .doesNotContain("users/" + ids.get("southaddress"), "tariff-plans");
        assertThat(norma.get("/api/v1/audit/export?format=csv").body())
                .contains("addresses/north1")
                .doesNotContain("/addresses/south1", "cameras/south", "addresses/south\"", ids.get("southaddress"));
    }

    @Test
    void showWhoActsForThoseInSight() {
        Browser ann = Browser.of(plane, "ann", "\"permissions\":[\"*\"]");
        for (String half : List.of("north", "south")) {
            assertThat(ann.send(
                                    "POST",
                                    "/api/v1/users/" + ids.get(half + "address") + "/acting",
                                    "{\"reason\":\"r\",\"purpose\":\"connect\"}")
                            .statusCode())
                    .isEqualTo(201);
        }
        assertThat(column(north, "acting", "userId")).containsExactly(ids.get("northaddress"));
        assertThat(column(ann, "acting", "userId")).hasSize(2);
    }

    @Test
    void haveEachARuleOfWhoSeesThem() {
        assertThat(Everything.catalogue().kinds())
                .extracting(DocumentKind::name)
                .containsExactlyInAnyOrderElementsOf(SightFilters.RULES.keySet());
        assertThat(plane.routes)
                .filteredOn(route -> route.method() == Method.GET && route.access() instanceof Access.Holder)
                .filteredOn(route -> !route.path().text().contains("{") && !route.sighted())
                .extracting(route -> route.path().text())
                .containsExactlyInAnyOrderElementsOf(UNDIVIDED);
    }
}
