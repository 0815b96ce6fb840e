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

/** The account profile of a customer through the plane, down to what its environments and cameras show. */
@Timeout(120)
class CustomersTest {

    private AdminPlane plane = AdminPlane.start();
    private String ada = "";
    private String desk = "";

    @AfterEach
    void stop() {
        plane.close();
    }

    @BeforeEach
    void aCustomerWithASubUserAndACamera() {
        expect(201, put("/addresses/house", "{\"name\":\"House\"}"));
        // Sub-users are a matter of billing's users, so this customer is one.
        HttpResponse<String> made = plane.send(
                "POST",
                "/api/v1/billing/requests",
                "{\"requestId\":\"r1\",\"type\":\"billing.new_entity\",\"login\":\"ada\",\"password\":\"password-1\","
                        + "\"userType\":\"b2b\",\"subscriberKind\":\"legal\",\"occurredAt\":\"2026-11-01T12:00:00Z\"}");
        expect(201, made);
        ada = get("/users?login=ada").at("/items/0/id").textValue();
        expect(204, put("/users/" + ada + "/addresses/house", "{\"status\":\"active\"}"));
        expect(
                201,
                put(
                        "/cameras/door",
                        "{\"name\":\"Door\",\"holder\":\"" + ada
                                + "\",\"streams\":[{\"type\":\"high\",\"status\":\"active\"}]}"));
        expect(204, put("/cameras/door/places/A:house", "{}"));
        HttpResponse<String> sub = plane.send(
                "POST",
                "/api/v1/users/" + ada + "/sub-users",
                "{\"login\":\"desk\",\"password\":\"password-2\",\"devices\":\"all\"}");
        expect(201, sub);
        desk = AdminPlane.json(sub).get("id").textValue();
    }

    private static void expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private HttpResponse<String> put(String path, String body, String... headers) {
        return plane.send("PUT", "/api/v1" + path, body, headers);
    }

    private HttpResponse<String> patch(String path, String body) {
        return plane.send("PATCH", "/api/v1" + path, body, "If-Match", "*");
    }

    private ObjectNode get(String path) {
        HttpResponse<String> answer = plane.get("/api/v1" + path);
        expect(200, answer);
        return AdminPlane.json(answer);
    }

    private HttpResponse<String> disable() {
        return plane.send("POST", "/api/v1/users/" + ada + "/disablement", "");
    }

    private HttpResponse<String> enable() {
        return plane.send("DELETE", "/api/v1/users/" + ada + "/disablement", "");
    }

    /** What an environment in step holds under a key, in whatever source; of permissions, the user's own. */
    private JsonNode held(String user, String key) {
        for (JsonNode source : get("/users/" + user + "/devices").get("sources")) {
            if (key.equals("permissions") && !source.get("source").textValue().equals("U:" + user)) {
                continue;
            }
            for (JsonNode entry : source.get("entries")) {
                if (entry.get("k").textValue().equals(key)) {
                    return Json.read(entry.get("v").textValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private List<String> grants(String user) {
        List<String> grants = new ArrayList<>();
        get("/users/" + user + "/devices")
                .get("sources")
                .forEach(source -> grants.add(source.get("source") + " " + source.get("grant") + source.get("class")));
        return grants;
    }

    @Test
    void changesWhatIsMentionedAndKeepsTheRest() {
        assertThat(get("/users/" + ada + "/profile").get("contact")).isEmpty();
        expect(
                204,
                patch(
                        "/users/" + ada + "/profile",
                        "{\"contact\":{\"firstName\":\"Ada\",\"email\":\"a@example.org\"}}"));
        expect(
                204,
                patch(
                        "/users/" + ada + "/profile",
                        "{\"contact\":{\"email\":null},\"billing\":{\"automatic\":true,\"taxIncluded\":true,\"plan\":\"gold\"},"
                                + "\"location\":{\"line1\":\"1 High Street\",\"city\":\"York\",\"country\":\"GB\"}}"));
        ObjectNode profile = get("/users/" + ada + "/profile");
        assertThat(profile.at("/contact/firstName").textValue()).isEqualTo("Ada");
        assertThat(profile.at("/contact/email").isMissingNode()).isTrue();
        assertThat(profile.at("/billing/taxIncluded").booleanValue()).isTrue();
        assertThat(profile.at("/location/country").textValue()).isEqualTo("GB");
        expect(422, patch("/users/" + ada + "/profile", "{\"location\":{\"country\":\"Britain\"}}"));
        expect(422, patch("/users/" + ada + "/profile", "{\"contact\":{\"email\":\"nobody\"}}"));
        expect(422, patch("/users/" + ada + "/profile", "{\"contact\":{\"nick\":\"A\"}}"));
        expect(422, patch("/users/" + ada + "/profile", "{\"contact\":\"Ada\"}"));
    }

    @Test
    void changesOnlyWhatTheCallerHasSeen() {
        expect(428, plane.send("PATCH", "/api/v1/users/" + ada + "/profile", "{}"));
        expect(412, plane.send("PATCH", "/api/v1/users/" + ada + "/areas", "{}", "If-Match", "\"99\""));
    }

    @Test
    void isThereForMainUsersAlone() {
        expect(404, plane.get("/api/v1/users/" + desk + "/profile"));
        expect(404, patch("/users/" + desk + "/areas", "{\"ptz\":false}"));
        expect(404, plane.get("/api/v1/users/nobody/profile"));
    }

    @Test
    void recordingDefaultsReachTheCustomersCamerasAndEnvironments() {
        expect(204, patch("/users/" + ada + "/profile", "{\"recording\":{\"archiveDays\":21,\"mode\":\"motion\"}}"));
        assertThat(held(ada, "cam-door").get("archiveDays").intValue()).isEqualTo(21);
        assertThat(held(ada, "cam-door").get("mode").textValue()).isEqualTo("motion");
        assertThat(held(desk, "profile").get("archiveDays").intValue()).isEqualTo(21);
        assertThat(get("/cameras/door").at("/effective/mode").textValue()).isEqualTo("motion");
        expect(204, patch("/cameras/door", "{\"archiveDays\":7,\"mode\":\"continuous\"}"));
        assertThat(held(ada, "cam-door").get("archiveDays").intValue()).isEqualTo(7);
        assertThat(held(ada, "cam-door").get("mode").textValue()).isEqualTo("continuous");
        expect(204, patch("/cameras/door", "{\"archiveDays\":null,\"holder\":null}"));
        assertThat(held(ada, "cam-door").has("archiveDays")).isFalse();
        expect(422, patch("/cameras/door", "{\"holder\":\"nobody\"}"));
    }

    @Test
    void anAreaThatIsOffTakesItsPermissionsOutOfForceForAllOfTheCustomer() {
        expect(204, patch("/users/" + ada + "/areas", "{\"archive\":false}"));
        for (String user : new String[] {ada, desk}) {
            assertThat(get("/users/" + user).get("permissions").toString()).contains("archives-show");
            assertThat(get("/users/" + user).get("effectivePermissions").toString())
                    .doesNotContain("archives-show");
            assertThat(held(user, "cam-door").get("archive").booleanValue()).isFalse();
            assertThat(held(user, "permissions").get("codes").toString()).doesNotContain("archives-show");
        }
        expect(204, patch("/users/" + ada + "/areas", "{\"archive\":true}"));
        assertThat(held(desk, "cam-door").get("archive").booleanValue()).isTrue();
        assertThat(get("/users/" + ada + "/areas").get("add_pnp_cameras").booleanValue())
                .isFalse();
    }

    @Test
    void doesNotLetACustomerMakeSubUsersWithoutTheAdminPortal() {
        expect(204, patch("/users/" + ada + "/areas", "{\"admin_portal\":false}"));
        expect(
                403,
                plane.send(
                        "POST",
                        "/api/v1/users/" + ada + "/sub-users",
                        "{\"login\":\"more\",\"password\":\"password-2\"}"));
    }

    @Test
    void disablesACustomerAndBringsBackWhatThereWas() {
        expect(201, put("/cameras/gate", "{\"name\":\"Gate\",\"holder\":\"" + ada + "\",\"enabled\":false}"));
        List<String> before = grants(desk);
        expect(204, disable());
        expect(204, disable());
        assertThat(get("/users/" + ada + "/profile").get("status").textValue()).isEqualTo("disabled");
        assertThat(get("/users/" + ada).get("suspensions").toString()).contains("customer_disabled");
        assertThat(get("/users/" + desk).get("status").textValue()).isEqualTo("paused");
        assertThat(get("/cameras/door").at("/effective/served").booleanValue()).isFalse();
        assertThat(get("/cameras/door").get("enabled").booleanValue()).isTrue();
        expect(204, enable());
        assertThat(get("/users/" + desk).get("status").textValue()).isEqualTo("active");
        assertThat(grants(desk)).isEqualTo(before);
        assertThat(get("/cameras/door").at("/effective/served").booleanValue()).isTrue();
        assertThat(get("/cameras/gate").get("enabled").booleanValue()).isFalse();
    }

    @Test
    void tellsWhatWasDoneToTheCustomerAndItsSubUsers() {
        put("/users/" + desk + "/password", "{\"password\":\"another-password\"}");
        expect(
                201,
                plane.send(
                        "POST",
                        "/api/v1/users",
                        "{\"login\":\"eve\",\"password\":\"password-3\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}"));
        ObjectNode logs = get("/users/" + ada + "/logs?zone=Asia/Tokyo");
        assertThat(logs.get("items")).isNotEmpty();
        for (JsonNode each : logs.get("items")) {
            assertThat(each.get("object").textValue()).containsAnyOf(ada, desk);
            assertThat(each.get("localTime").textValue()).endsWith("+09:00");
        }
        assertThat(get("/users/" + ada + "/logs?user=" + desk).get("items"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.get("object").textValue()).contains(desk));
        assertThat(get("/users/" + ada + "/logs?to=2020-01-01").get("items")).isEmpty();
        assertThat(get("/users/" + ada + "/logs?operation=PUT").get("items")).hasSize(2);
        assertThat(plane.get("/api/v1/users/" + ada + "/logs?zone=Nowhere").statusCode())
                .isEqualTo(400);
    }

    @Test
    void listsTheCamerasOfTheCustomer() {
        expect(201, put("/cameras/other", "{\"name\":\"Other\"}"));
        JsonNode cameras = get("/cameras?holder=" + ada).get("items");
        assertThat(cameras).hasSize(1);
        assertThat(cameras.get(0).get("id").textValue()).isEqualTo("door");
    }

    @Test
    void givesACustomerALookOfItsOwn() {
        String look = "{\"name\":\"Ada & Co\",\"primary\":\"#0b5394\",\"background\":\"#ffffff\",\"text\":\"%s\","
                + "\"logo\":{\"type\":\"png\",\"data\":\"%s\"}}";
        String path = "/users/" + ada + "/branding";
        expect(404, plane.get("/api/v1" + path));
        expect(422, put(path, look.formatted("#cccccc", "iVBORw0KGgoA")));
        expect(422, put(path, look.formatted("#222222", "PHN2Zz48L3N2Zz4=")));
        expect(201, put(path, look.formatted("#222222", "iVBORw0KGgoA")));
        expect(200, put(path, look.formatted("#222222", "iVBORw0KGgoA")));
        expect(428, put(path, look.formatted("#111111", "iVBORw0KGgoA")));
        expect(200, put(path, look.formatted("#111111", "iVBORw0KGgoA"), "If-Match", "*"));
        assertThat(get(path).get("text").textValue()).isEqualTo("#111111");
        assertThat(held(desk, "profile").at("/branding/logo/data").textValue()).isEqualTo("iVBORw0KGgoA");
        expect(204, plane.send("DELETE", "/api/v1" + path, "", "If-Match", "*"));
        expect(404, plane.get("/api/v1" + path));
        assertThat(held(desk, "profile").has("branding")).isFalse();
    }

    private HttpResponse<String> erase(String login) {
        return plane.send("POST", "/api/v1/users/" + ada + "/erasure", "{\"login\":\"" + login + "\"}");
    }

    @Test
    void deletesADisabledCustomerForGoodWithAllItsUsers() {
        expect(409, erase("ada"));
        expect(204, disable());
        expect(422, erase("eve"));
        expect(202, erase("ada"));
        assertThat(get("/users?login=ada").get("items")).isEmpty();
        for (String user : new String[] {ada, desk}) {
            assertThat(get("/users/" + user).get("status").textValue()).isEqualTo("ended");
        }
        assertThat(get("/users/" + ada).get("login").textValue()).isEmpty();
        assertThat(get("/cameras/door").has("holder")).isFalse();
        assertThat(get("/cameras/door").get("enabled").booleanValue()).isFalse();
        expect(410, patch("/users/" + ada + "/areas", "{\"ptz\":false}"));
    }

    @Test
    void switchesEveryCameraOnWhereTheInstallationWantsIt() {
        stop();
        plane = AdminPlane.start("sightline.customers.reenable-all-cameras = on");
        aCustomerWithASubUserAndACamera();
        expect(204, patch("/cameras/door", "{\"enabled\":false}"));
        expect(204, disable());
        expect(204, enable());
        assertThat(get("/cameras/door").get("enabled").booleanValue()).isTrue();
    }
}
