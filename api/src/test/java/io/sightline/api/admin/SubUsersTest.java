package io.sightline.api.admin;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Sub-users as their main user looks after them, and as administrators do from the main user's card. */
@Timeout(120)
class SubUsersTest {

    private static final String MINE = "/api/v1/users/me/sub-users";

    private final AdminPlane plane = AdminPlane.start("sightline.service.licences { l1 = 10 }");
    private String main;
    private String token;

    @BeforeEach
    void firm() {
        put("/addresses/house", "{\"name\":\"House\"}");
        put("/cameras/door", "{\"name\":\"Door\",\"archiveDays\":1,\"streams\":[]}");
        put("/cameras/door/places/A:house", "{\"label\":\"House\"}");
        put("/cameras/other", "{\"name\":\"Other\",\"archiveDays\":1,\"streams\":[]}");
        main = customer("firm", "legal");
        put("/users/" + main + "/addresses/house", "{\"status\":\"active\"}");
        token = tokenOf(main);
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private void put(String path, String json) {
        HttpResponse<String> answer = plane.send("PUT", "/api/v1" + path, json);
        assertThat(answer.statusCode()).as(path + answer.body()).isLessThan(300);
    }

    private String customer(String login, String kind) {
        HttpResponse<String> made = plane.send(
                "POST",
                "/api/v1/billing/requests",
                ("{\"requestId\":\"of-%s\",\"type\":\"billing.new_entity\",\"login\":\"%s\",\"userType\":\"b2b\","
                                + "\"password\":\"password\",\"subscriberKind\":\"%s\",\"occurredAt\":\"2026-11-22T11:00:00Z\"}")
                        .formatted(login, login, kind));
        assertThat(made.statusCode()).as(made.body()).isLessThan(300);
        return AdminPlane.json(made).get("userId").textValue();
    }

    /** What somebody acting for the user calls the user's own routes with. */
    private String tokenOf(String user) {
        String login = "by-" + UUID.randomUUID();
        Browser ann = Browser.of(plane, login, "\"permissions\":[\"*\"]");
        HttpResponse<String> begun =
                ann.send("POST", "/api/v1/users/" + user + "/acting", "{\"reason\":\"r\",\"purpose\":\"login_as\"}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        return AdminPlane.json(begun).get("token").textValue();
    }

    private JsonNode own(int expected, String method, String path, String json) {
        return as(token, expected, method, path, json);
    }

    private JsonNode as(String whose, int expected, String method, String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(plane.uri(path))
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .header("Authorization", "Bearer " + whose);
        if (method.equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        HttpResponse<String> answer = plane.send(request);
        assertThat(answer.statusCode()).as(method + " " + path + answer.body()).isEqualTo(expected);
        return answer.body().isEmpty() ? Json.object() : AdminPlane.json(answer);
    }

    private String desk() {
        return own(
                        201,
                        "POST",
                        MINE,
                        "{\"login\":\"desk\",\"password\":\"password\",\"name\":\"Desk\",\"devices\":\"all\"}")
                .get("id")
                .textValue();
    }

    private JsonNode access(String sub, String device) {
        return AdminPlane.json(plane.get("/api/v1/users/" + sub + "/access/" + device));
    }

    @Test
    void areMadeChangedAndEndedByTheirMainUser() {
        String sub = desk();
        assertThat(own(200, "GET", MINE, "").at("/items/0/login").textValue()).isEqualTo("desk");
        assertThat(access(sub, "cam-door").get("verdict").textValue()).isEqualTo("visible");
        String one = MINE + "/" + sub;
        own(204, "PATCH", one, "{\"name\":\"Reception\",\"permissions\":[\"archives-show\"],\"devices\":[]}");
        JsonNode changed = own(200, "GET", one, "");
        assertThat(changed.get("name").textValue()).isEqualTo("Reception");
        assertThat(changed.get("effectivePermissions").toString()).isEqualTo("[\"archives-show\"]");
        assertThat(access(sub, "cam-door").get("cause").textValue()).isEqualTo("not_granted");
        own(204, "PATCH", one, "{\"devices\":[\"cam-door\"]}");
        assertThat(access(sub, "cam-door").get("verdict").textValue()).isEqualTo("visible");
        own(204, "DELETE", one, "");
        assertThat(own(200, "GET", MINE, "").get("items")).isEmpty();
        assertThat(AdminPlane.json(plane.get("/api/v1/users/" + sub))
                        .get("status")
                        .textValue())
                .isEqualTo("ended");
    }

    @Test
    void areGivenByTheirMainUserNothingThatItDoesNotHave() {
        String sub = desk();
        assertThat(own(200, "GET", MINE + "/" + sub, "").get("permissions"))
                .as("what was given without a word")
                .isEqualTo(AdminPlane.json(plane.get("/api/v1/users/" + sub)).get("effectivePermissions"));
        String one = MINE + "/" + sub;
        assertThat(own(422, "PATCH", one, "{\"permissions\":[\"archives-show\",\"ptz-control\"]}")
                        .at("/errors/0/pointer")
                        .textValue())
                .isEqualTo("/permissions");
        assertThat(own(422, "PATCH", one, "{\"devices\":[\"cam-door\",\"cam-other\"]}")
                        .at("/errors/0/pointer")
                        .textValue())
                .isEqualTo("/devices");
        own(422, "POST", MINE, "{\"login\":\"x\",\"password\":\"password\",\"permissions\":[\"ptz-control\"]}");
        own(422, "POST", MINE, "{\"login\":\"x\",\"password\":\"password\",\"devices\":[\"cam-other\"]}");
        assertThat(own(200, "GET", MINE, "").get("items")).hasSize(1);
        put("/cameras/other/places/A:house", "{\"label\":\"House\"}");
        put("/users/" + main + "/permissions", "{\"permissions\":[\"subusers-manage\",\"ptz-control\"]}");
        own(204, "PATCH", one, "{\"permissions\":[\"ptz-control\"],\"devices\":[\"cam-other\"]}");
    }

    @Test
    void areForThoseAloneWhoMayHaveSome() {
        String sub = desk();
        String without = tokenOf(customer("flat", "individual"));
        for (String[] call : new String[][] {
            {"GET", "", ""},
            {"POST", "", "{\"login\":\"x\",\"password\":\"password\"}"},
            {"GET", "/" + sub, ""},
            {"PATCH", "/" + sub, "{}"},
            {"DELETE", "/" + sub, ""},
            {"GET", "/" + sub + "/permissions", ""},
            {"GET", "/" + sub + "/licences", ""}
        }) {
            as(without, 403, call[0], MINE + call[1], call[2]);
        }
        String another = tokenOf(customer("other-firm", "legal"));
        as(another, 404, "GET", MINE + "/" + sub, "");
        as(another, 404, "PATCH", MINE + "/" + sub, "{}");
        as(another, 404, "DELETE", MINE + "/" + sub, "");
        as(another, 404, "GET", "/api/v1/users/" + main + "/sub-users", "");
        put("/users/" + main + "/permissions", "{\"permissions\":[\"archives-show\"]}");
        own(403, "PATCH", MINE + "/" + sub, "{\"name\":\"N\"}");
    }

    @Test
    void haveTheirPermissionsEditedFromTheMainUsersCard() {
        String sub = desk();
        String one = "/api/v1/users/" + main + "/sub-users/" + sub;
        HttpResponse<String> card = plane.get(one);
        String revision = card.headers().firstValue("ETag").orElseThrow();
        String wanted = "{\"permissions\":[\"archives-show\",\"marks-index\"]}";
        assertThat(plane.send("PATCH", one, wanted).statusCode()).isEqualTo(428);
        assertThat(plane.send("PATCH", one, wanted, "If-Match", revision).statusCode())
                .isEqualTo(204);
        assertThat(plane.send("PATCH", one, wanted, "If-Match", revision).statusCode())
                .isEqualTo(412);
        JsonNode form = AdminPlane.json(plane.get(one + "/permissions")).get("items");
        assertThat(form).anySatisfy(row -> {
            assertThat(row.get("code").textValue()).isEqualTo("marks-index");
            assertThat(row.get("granted").booleanValue()).isTrue();
        });
        assertThat(form).anySatisfy(row -> {
            assertThat(row.get("code").textValue()).isEqualTo("marks-store");
            assertThat(row.get("granted").booleanValue()).isFalse();
        });
        assertThat(AdminPlane.json(plane.get(one)).get("permissions").toString())
                .isEqualTo("[\"archives-show\",\"marks-index\"]");
    }

    @Test
    void areNamedToAdministratorsAsTheUsersTheyAre() {
        HttpResponse<String> made = plane.send(
                "POST", "/api/v1/users/" + main + "/sub-users", "{\"login\":\"desk\",\"password\":\"password\"}");
        assertThat(made.headers().firstValue("Location"))
                .contains("/api/v1/users/" + AdminPlane.json(made).get("id").textValue());
    }

    @Test
    void useTheirMainUsersLicences() {
        put("/billing/users/" + main + "/licences", "{\"levels\":[{\"level\":1,\"total\":3}]}");
        put("/users/" + main + "/permissions", "{\"permissions\":[\"subusers-manage\",\"analytic-cases-smoke-fire\"]}");
        String sub = desk();
        own(204, "PATCH", MINE + "/" + sub, "{\"permissions\":[\"analytic-cases-smoke-fire\"]}");
        String kitchen = "{\"type\":\"smoke_fire\",\"title\":\"Kitchen\",\"cameras\":[\"door\"]}";
        as(tokenOf(sub), 201, "POST", "/api/v1/users/me/analytics-cases", kitchen);
        own(201, "POST", "/api/v1/users/me/analytics-cases", kitchen);
        assertThat(own(200, "GET", MINE + "/" + sub + "/licences", "")
                        .at("/levels/0")
                        .toString())
                .isEqualTo("{\"level\":1,\"total\":3,\"used\":1,\"free\":1}");
    }
}
