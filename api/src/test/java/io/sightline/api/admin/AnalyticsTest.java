package io.sightline.api.admin;

import java.net.http.HttpResponse;
import java.time.Duration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Licences by level, the cases that use them, and what is offered to sub-users because of them. */
@Timeout(120)
class AnalyticsTest {

    private static final String KITCHEN =
            "{\"type\":\"smoke_fire\",\"title\":\"Kitchen\",\"cameras\":[\"door\",\"yard\"]}";

    private final LittleOperator operator = new LittleOperator();
    private final AdminPlane plane =
            AdminPlane.start(operator.settings() + "sightline.service { attempts = 1, licences { l1 = 10, l2 = 10 } }");
    private String firm = "";

    @BeforeEach
    void aFirmThatWatchesTwoCameras() {
        send(201, "PUT", "/addresses/house", "{\"name\":\"House\"}");
        for (String camera : new String[] {"door", "yard", "other"}) {
            send(201, "PUT", "/cameras/" + camera, "{\"name\":\"Camera\"}");
        }
        send(204, "PUT", "/cameras/door/places/A:house", "{}");
        send(204, "PUT", "/cameras/yard/places/A:house", "{}");
        firm = firm("bakery");
        send(204, "PUT", "/users/" + firm + "/addresses/house", "{\"status\":\"active\"}");
    }

    @AfterEach
    void stop() {
        plane.close();
        operator.close();
    }

    private HttpResponse<String> send(int expected, String method, String path, String body, String... headers) {
        HttpResponse<String> answer = plane.send(method, "/api/v1" + path, body, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        return answer;
    }

    private String made(String path, String body) {
        return AdminPlane.json(send(201, "POST", path, body)).get("id").textValue();
    }

    private ObjectNode get(String path) {
        HttpResponse<String> answer = plane.get("/api/v1" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return AdminPlane.json(answer);
    }

    private String firm(String login) {
        return made(
                "/b2b-users",
                "{\"login\":\"" + login + "\",\"password\":\"Seven-grains\",\"permissions\":[\"archives-show\","
                        + "\"subusers-manage\",\"analytic-cases-smoke-fire\",\"analytic-cases-loud-sounds\"]}");
    }

    private void activated() {
        String plan = made(
                "/tariff-plans",
                "{\"title\":\"Office\",\"description\":\"d\",\"months\":1,\"price\":{\"minor\":990,\"currency\":\"EUR\"}}");
        send(204, "PUT", "/users/" + firm + "/service/plan", "{\"planId\":\"" + plan + "\"}");
        send(204, "POST", "/users/" + firm + "/service/activation", "");
    }

    private HttpResponse<String> allocate(int expected, int level, int total) {
        return send(expected, "PUT", "/users/" + firm + "/licences", levels(level, total));
    }

    private static String levels(int level, int total) {
        return "{\"levels\":[{\"level\":" + level + ",\"total\":" + total + "}]}";
    }

    private String count(int level) {
        ObjectNode levels = get("/users/" + firm + "/licences");
        String at = "/levels/" + (level - 1);
        return levels.at(at + "/total") + " " + levels.at(at + "/used") + " " + levels.at(at + "/free");
    }

    private ObjectNode cases(String query) {
        return get("/users/" + firm + "/analytics-cases" + query);
    }

    private String newCase() {
        return made("/users/" + firm + "/analytics-cases", KITCHEN);
    }

    @Test
    void showLicencesOnceThePlanIsActive() {
        ObjectNode before = get("/users/" + firm + "/licences");
        assertThat(before.get("shown").booleanValue()).isFalse();
        assertThat(before.get("editable").booleanValue()).isFalse();
        allocate(409, 1, 5);
        activated();
        ObjectNode after = get("/users/" + firm + "/licences");
        assertThat(after.get("shown").booleanValue()).isTrue();
        assertThat(after.get("editable").booleanValue()).isTrue();
        allocate(204, 1, 5);
        assertThat(count(1)).isEqualTo("5 0 5");
        assertThat(count(2)).isEqualTo("0 0 0");
    }

    @Test
    void keepLicencesUnchangedWhileThePlanAllowsLiveViewingAlone() {
        activated();
        allocate(204, 1, 5);
        operator.says("bakery", "{\"status\":\"active\",\"packages\":[]}");
        plane.at(AdminPlane.NOON.plus(Duration.ofHours(24)));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> get("/users/" + firm + "/service")
                .get("status")
                .textValue()
                .equals("only_live"));
        ObjectNode shown = get("/users/" + firm + "/licences");
        assertThat(shown.get("shown").booleanValue()).isTrue();
        assertThat(shown.get("editable").booleanValue()).isFalse();
        assertThat(count(1)).isEqualTo("5 0 5");
        allocate(409, 1, 6);
        send(409, "POST", "/users/" + firm + "/analytics-cases", KITCHEN);
    }

    @Test
    void useALicenceForEachCameraOfEachCase() {
        activated();
        allocate(204, 1, 4);
        newCase();
        assertThat(count(1)).isEqualTo("4 2 2");
        String path = "/users/" + firm + "/analytics-cases";
        String second = made(path, "{\"type\":\"loud_sounds\",\"title\":\"Door\",\"cameras\":[\"door\"]}");
        assertThat(count(1)).isEqualTo("4 3 1");
        send(422, "POST", path, KITCHEN);
        allocate(409, 1, 2);
        send(204, "PUT", path + "/" + second, "{\"title\":\"Both\",\"cameras\":[\"door\",\"yard\"]}");
        assertThat(count(1)).isEqualTo("4 4 0");
        send(204, "DELETE", path + "/" + second, "");
        assertThat(count(1)).isEqualTo("4 2 2");
        send(404, "DELETE", path + "/" + second, "");
    }

    @Test
    void refuseCasesThatTheUserMayNotHave() {
        activated();
        allocate(204, 1, 5);
        allocate(204, 2, 5);
        String path = "/users/" + firm + "/analytics-cases";
        send(422, "POST", path, KITCHEN.replace("yard", "other"));
        send(403, "POST", path, KITCHEN.replace("smoke_fire", "person_counting"));
        for (String wrong : new String[] {
            KITCHEN.replace("smoke_fire", "smoke"),
            KITCHEN.replace("Kitchen", " "),
            KITCHEN.replace("\"door\",\"yard\"", ""),
            KITCHEN.replace("\"door\",\"yard\"", "\"no id at all\""),
            "{}"
        }) {
            send(422, "POST", path, wrong);
        }
        send(404, "POST", "/users/nobody/analytics-cases", KITCHEN);
    }

    @Test
    void hideCasesOfALevelTakenAwayAndShowThemAgain() {
        activated();
        allocate(204, 1, 4);
        String id = newCase();
        send(204, "POST", "/users/" + firm + "/analytics-cases/" + id + "/events", event("e-1"));
        allocate(204, 1, 0);
        ObjectNode hidden = cases("");
        assertThat(hidden.at("/items/0/state").textValue()).isEqualTo("hidden");
        assertThat(hidden.at("/items/0/deletedAt").textValue()).isEqualTo("2026-11-29T12:00:00Z");
        assertThat(get("/users/" + firm + "/licences").at("/levels/0/deletedAt").textValue())
                .isEqualTo("2026-11-29T12:00:00Z");
        assertThat(cases("?state=visible").get("items")).isEmpty();
        assertThat(plane.get("/api/v1/users/" + firm + "/devices").body()).doesNotContain("Kitchen");
        allocate(204, 1, 2);
        assertThat(cases("?state=visible").at("/items/0/eventCount").intValue()).isEqualTo(1);
        assertThat(plane.get("/api/v1/users/" + firm + "/devices").body()).contains("Kitchen");
    }

    @Test
    void deleteHiddenCasesAndTheirEventsAfterSevenDays() {
        activated();
        allocate(204, 1, 4);
        String id = newCase();
        allocate(204, 1, 0);
        plane.at(AdminPlane.NOON.plus(Duration.ofDays(7)).minusSeconds(1));
        assertThat(cases("").get("items")).hasSize(1);
        plane.at(AdminPlane.NOON.plus(Duration.ofDays(7)));
        assertThat(cases("").get("items")).isEmpty();
        send(404, "GET", "/users/" + firm + "/analytics-cases/" + id, "");
    }

    private static String event(String id) {
        return "{\"id\":\"" + id + "\",\"cameraId\":\"door\",\"at\":\"2026-11-22T11:00:00Z\"}";
    }

    @Test
    void tellWhatWasFoundOnce() {
        activated();
        allocate(204, 1, 4);
        String path = "/users/" + firm + "/analytics-cases/" + newCase();
        send(204, "POST", path + "/events", event("e-1"));
        send(204, "POST", path + "/events", event("e-2"));
        send(204, "POST", path + "/events", event("e-1"));
        assertThat(get(path).get("events").findValuesAsText("id")).containsExactly("e-2", "e-1");
        assertThat(get(path).at("/events/0/cameraId").textValue()).isEqualTo("door");
        send(422, "POST", path + "/events", "{\"id\":\"e-3\"}");
    }

    @Test
    void areNarrowedDownByTypeAndPaged() {
        activated();
        allocate(204, 1, 10);
        newCase();
        made(
                "/users/" + firm + "/analytics-cases",
                "{\"type\":\"loud_sounds\",\"title\":\"Door\",\"cameras\":[\"door\"]}");
        assertThat(cases("?type=loud_sounds").get("items").findValuesAsText("title"))
                .containsExactly("Door");
        ObjectNode first = cases("?limit=1");
        assertThat(first.get("items").findValuesAsText("title")).containsExactly("Kitchen");
        assertThat(cases("?cursor=" + first.get("nextCursor").textValue())
                        .get("items")
                        .findValuesAsText("title"))
                .containsExactly("Door");
    }

    @Test
    void neverGiveMoreThanTheDeploymentHas() {
        activated();
        allocate(204, 1, 6);
        firm = firm("grocer");
        activated();
        allocate(422, 1, 5);
        allocate(204, 1, 4);
        ObjectNode all = get("/licences");
        assertThat(all.get("levels").get(0).toString())
                .isEqualTo("{\"level\":1,\"shared\":10,\"total\":10,\"available\":0}");
        assertThat(all.get("levels").get(2).toString()).isEqualTo("{\"level\":3,\"shared\":0}");
        allocate(204, 3, 1_000);
    }

    @Test
    void sayBeforehandWhatWouldBeAccepted() {
        activated();
        allocate(204, 1, 4);
        newCase();
        ObjectNode checked = AdminPlane.json(send(
                200,
                "POST",
                "/users/" + firm + "/licences/check",
                "{\"levels\":[{\"level\":1,\"total\":1},{\"level\":2,\"total\":11},{\"level\":3,\"total\":null}]}"));
        assertThat(checked.get("levels").findValuesAsText("accepted")).containsExactly("false", "false", "false");
        checked = AdminPlane.json(send(
                200,
                "POST",
                "/users/" + firm + "/licences/check",
                "{\"levels\":[{\"level\":1,\"total\":0},{\"level\":2,\"total\":10},{\"level\":3,\"total\":1}]}"));
        assertThat(checked.get("levels").findValuesAsText("accepted")).containsExactly("true", "true", "true");
        assertThat(count(1)).isEqualTo("4 2 2");
        send(422, "POST", "/users/" + firm + "/licences/check", "{\"levels\":[]}");
        send(422, "PUT", "/users/" + firm + "/licences", "{\"levels\":[{\"level\":4,\"total\":1}]}");
        send(422, "PUT", "/users/" + firm + "/licences", "{\"levels\":[{\"level\":1}]}");
        send(
                422,
                "PUT",
                "/users/" + firm + "/licences",
                "{\"levels\":[{\"level\":1,\"total\":1},{\"level\":1,\"total\":2}]}");
    }

    @Test
    void areSetByBillingForTheUsersItHasCreated() {
        String resident = AdminPlane.json(send(
                        201,
                        "POST",
                        "/billing/requests",
                        "{\"requestId\":\"r-1\",\"type\":\"billing.new_entity\",\"login\":\"ada\",\"password\":\"x\","
                                + "\"userType\":\"b2c\",\"subscriberKind\":\"individual\","
                                + "\"occurredAt\":\"2026-11-22T11:00:00Z\"}"))
                .get("userId")
                .textValue();
        assertThat(get("/users/" + resident + "/licences").get("shown").booleanValue())
                .isFalse();
        send(409, "PUT", "/users/" + resident + "/licences", levels(1, 1));
        ObjectNode checked =
                AdminPlane.json(send(200, "POST", "/billing/users/" + resident + "/licences/check", levels(1, 3)));
        assertThat(checked.at("/levels/0/accepted").booleanValue()).isTrue();
        send(204, "PUT", "/billing/users/" + resident + "/licences", levels(1, 3));
        assertThat(get("/billing/users/" + resident + "/licences")
                        .at("/levels/0/free")
                        .intValue())
                .isEqualTo(3);
        ObjectNode shown = get("/users/" + resident + "/licences");
        assertThat(shown.get("shown").booleanValue()).isTrue();
        assertThat(shown.get("editable").booleanValue()).isFalse();
        activated();
        send(404, "PUT", "/billing/users/" + firm + "/licences", levels(1, 3));
    }

    @Test
    void offerSubUsersWhatTheirMainUserHasLicencesFor() {
        activated();
        String path = "/users/" + firm + "/sub-users";
        String clerk =
                "{\"login\":\"clerk\",\"password\":\"password\",\"permissions\":[\"analytic-cases-smoke-fire\"]}";
        HttpResponse<String> refused = send(422, "POST", path, clerk);
        assertThat(AdminPlane.json(refused).at("/errors/0/pointer").textValue()).isEqualTo("/permissions");
        allocate(204, 1, 4);
        String id = made(path, clerk);
        String more = "{\"permissions\":[\"analytic-cases-smoke-fire\",\"analytic-cases-face\"]}";
        send(422, "PATCH", path + "/" + id, more, "If-Match", "*");
        send(422, "PUT", "/users/" + id + "/permissions", more);
        allocate(204, 1, 0);
        String kept = "{\"permissions\":[\"analytic-cases-smoke-fire\",\"archives-show\"]}";
        send(204, "PUT", "/users/" + id + "/permissions", kept);
        send(204, "PUT", "/users/" + firm + "/permissions", "{\"permissions\":[\"analytic-cases-face\"]}");
        send(404, "GET", "/users/" + id + "/licences", "");
    }
}
