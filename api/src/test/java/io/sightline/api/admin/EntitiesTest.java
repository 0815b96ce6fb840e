package io.sightline.api.admin;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.OperationCommand;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.OperationResult;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Assurance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Users, devices and places through the plane, down to what environments must show. */
@Timeout(120)
class EntitiesTest {

    private final AdminPlane plane = AdminPlane.start();
    private String ada = "";

    @AfterEach
    void stop() {
        plane.close();
    }

    @BeforeEach
    void aHouseWithACameraAndAUser() {
        expect(201, put("/addresses/house", "{\"name\":\"House\"}"));
        expect(201, put("/folders/yard", "{\"addressId\":\"house\",\"key\":\"yard\"}"));
        expect(
                201,
                put("/cameras/door", "{\"name\":\"Door\",\"streams\":[{\"type\":\"high\",\"status\":\"active\"}]}"));
        expect(204, put("/cameras/door/places/A:house", "{}"));
        HttpResponse<String> made = post(
                "/users",
                "{\"login\":\"ada\",\"password\":\"password\",\"name\":\"Ada\","
                        + "\"expiresAt\":\"2027-01-01T00:00:00Z\",\"permissions\":[\"archives-show\",\"subusers-manage\"]}");
        expect(201, made);
        ada = AdminPlane.json(made).get("id").textValue();
    }

    private static void expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private HttpResponse<String> put(String path, String body, String... headers) {
        return plane.send("PUT", "/api/v1" + path, body, headers);
    }

    private HttpResponse<String> post(String path, String body) {
        return plane.send("POST", "/api/v1" + path, body);
    }

    private HttpResponse<String> patch(String path, String body, String... headers) {
        return plane.send("PATCH", "/api/v1" + path, body, headers);
    }

    private HttpResponse<String> delete(String path, String... headers) {
        return plane.send("DELETE", "/api/v1" + path, "", headers);
    }

    private ObjectNode get(String path) {
        HttpResponse<String> answer = plane.get("/api/v1" + path);
        expect(200, answer);
        return AdminPlane.json(answer);
    }

    private String etag(String path) {
        return plane.get("/api/v1" + path).headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void findsAUserByLogin() {
        assertThat(get("/users?login=ada").at("/items/0/id").textValue()).isEqualTo(ada);
        assertThat(get("/users?login=nobody").get("items")).isEmpty();
    }

    @Test
    void createsAUserOnceHoweverOftenItIsAsked() {
        String same = "{\"login\":\"bob\",\"password\":\"password\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}";
        HttpResponse<String> first = post("/users", same);
        HttpResponse<String> again = post("/users", same);
        expect(201, first);
        expect(200, again);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void keepsALoginToOneUser() {
        expect(409, patch("/users/" + other("bob"), "{\"login\":\"ada\"}", "If-Match", "*"));
        expect(204, patch("/users/" + ada, "{\"login\":\"ada.lovelace\"}", "If-Match", "*"));
        assertThat(get("/users?login=ada").get("items")).isEmpty();
        assertThat(get("/users?login=ada.lovelace").at("/items/0/id").textValue())
                .isEqualTo(ada);
        other("ada");
    }

    private String other(String login) {
        HttpResponse<String> made = post(
                "/users",
                "{\"login\":\"" + login + "\",\"password\":\"password\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}");
        expect(201, made);
        return AdminPlane.json(made).get("id").textValue();
    }

    @Test
    void givesALoginOfAUserWhoIsGoneToAnother() {
        expect(204, delete("/users/" + ada, "If-Match", "*"));
        assertThat(other("ada")).isNotEqualTo(ada);
    }

    @Test
    void showsNoPasswordAnywhere() {
        assertThat(plane.get("/api/v1/users/" + ada).body())
                .doesNotContain("argon2")
                .doesNotContain("password\"");
        expect(204, put("/users/" + ada + "/password", "{\"password\":\"another password\"}"));
        expect(422, put("/users/" + ada + "/password", "{\"password\":\"short\"}"));
    }

    @Test
    void changesOnlyWhatTheCallerHasSeen() {
        expect(428, patch("/users/" + ada, "{\"name\":\"A\"}"));
        expect(412, patch("/users/" + ada, "{\"name\":\"A\"}", "If-Match", "\"999\""));
        expect(204, patch("/users/" + ada, "{\"name\":\"A\"}", "If-Match", etag("/users/" + ada)));
        assertThat(get("/users/" + ada).get("name").textValue()).isEqualTo("A");
        expect(428, patch("/cameras/door", "{\"name\":\"Gate\"}"));
        expect(428, delete("/cameras/door"));
        expect(428, put("/cameras/door", "{\"name\":\"Gate\"}"));
        expect(412, put("/cameras/door", "{\"name\":\"Gate\"}", "If-None-Match", "*"));
        expect(412, put("/cameras/gate", "{\"name\":\"Gate\"}", "If-Match", "\"1\""));
        expect(200, put("/cameras/door", "{\"name\":\"Gate\"}", "If-Match", etag("/cameras/door")));
        assertThat(get("/cameras/door").get("name").textValue()).isEqualTo("Gate");
        assertThat(get("/cameras/door").get("streams")).isEmpty();
        expect(200, put("/cameras/door", "{\"name\":\"Gate\"}"));
    }

    @Test
    void readsAtLeastWhatWasAnswered() {
        HttpResponse<String> done = put("/users/" + ada + "/addresses/house", "{\"status\":\"active\"}");
        String token = done.headers().firstValue("Sightline-Token").orElseThrow();
        assertThat(token).startsWith("user:" + ada + "@");
        get("/users/" + ada + "?atLeast=" + token);
        try (AdminPlane impatient = AdminPlane.start("sightline.admin.read-deadline = 100ms")) {
            impatient.send("PUT", "/api/v1/addresses/a", "{\"name\":\"A\"}");
            assertThat(impatient.get("/api/v1/addresses/a?atLeast=address:a@99").statusCode())
                    .isEqualTo(409);
        }
        assertThat(plane.get("/api/v1/users/" + ada + "?atLeast=nonsense").statusCode())
                .isEqualTo(400);
    }

    @Test
    void tellsWhatEnvironmentsMustShow() {
        put("/users/" + ada + "/addresses/house", "{\"status\":\"active\"}");
        ObjectNode devices = get("/users/" + ada + "/devices");
        assertThat(devices.get("status").textValue()).isEqualTo("active");
        assertThat(devices.get("sources").findValuesAsText("source")).containsExactly("A:house", "U:" + ada);
        var entry = devices.at("/sources/0/entries/0");
        assertThat(entry.get("k").textValue()).isEqualTo("cam-door");
        assertThat(entry.get("v").textValue()).contains("\"name\":\"Door\"").contains("\"state\":\"green\"");
        assertThat(entry.get("h").textValue()).matches("[0-9a-f]{16}");
        expect(204, patch("/cameras/door", "{\"name\":\"Gate\"}", "If-Match", "*"));
        assertThat(get("/users/" + ada + "/devices")
                        .at("/sources/0/entries/0/v")
                        .textValue())
                .contains("\"name\":\"Gate\"");
    }

    @Test
    void explainsWhyADeviceIsSeenOrNot() {
        String path = "/users/" + ada + "/access/cam-door";
        assertThat(get(path).get("cause").textValue()).isEqualTo("not_granted");
        assertThat(get(path).at("/places/0").textValue()).isEqualTo("A:house");
        put("/users/" + ada + "/addresses/house", "{\"status\":\"active\"}");
        assertThat(get(path).get("verdict").textValue()).isEqualTo("visible");
        put("/users/" + ada + "/cameras/door", "{\"status\":\"blocked\"}");
        assertThat(get(path).get("cause").textValue()).isEqualTo("blocked");
        delete("/users/" + ada + "/cameras/door");
        expect(204, post("/users/" + ada + "/suspension", ""));
        assertThat(get(path).at("/suspensions/0").textValue()).isEqualTo("admin_disabled");
        expect(204, delete("/users/" + ada + "/suspension"));
        assertThat(get(path).get("verdict").textValue()).isEqualTo("visible");
        assertThat(get("/users/" + ada + "/access/cam-none").get("exists").booleanValue())
                .isFalse();
        assertThat(plane.get("/api/v1/users/" + ada + "/access/door").statusCode())
                .isEqualTo(404);
    }

    @Test
    void namesGrantsAndTakesThemBack() {
        expect(204, put("/users/" + ada + "/folders/yard", "{\"status\":\"blocked\"}"));
        expect(204, put("/users/" + ada + "/cameras/door", "{\"status\":\"active\",\"archiveDays\":3}"));
        expect(204, put("/users/" + ada + "/camera-names/door", "{\"name\":\"My door\"}"));
        ObjectNode user = get("/users/" + ada);
        assertThat(user.at("/folders/0/status").textValue()).isEqualTo("blocked");
        assertThat(user.at("/cameras/0/archiveDays").intValue()).isEqualTo(3);
        assertThat(plane.get("/api/v1/users/" + ada + "/devices").body()).contains("My door");
        expect(204, delete("/users/" + ada + "/folders/yard"));
        expect(204, delete("/users/" + ada + "/cameras/door"));
        expect(204, delete("/users/" + ada + "/camera-names/door"));
        assertThat(get("/users/" + ada).get("cameras")).isEmpty();
        expect(422, put("/users/" + ada + "/folders/yard", "{\"status\":\"open\"}"));
        expect(404, put("/users/nobody/folders/yard", "{\"status\":\"active\"}"));
    }

    @Test
    void waitsUntilARevocationIsApplied() {
        put("/users/" + ada + "/addresses/house", "{\"status\":\"active\"}");
        HttpResponse<String> done = delete("/users/" + ada + "/addresses/house?waitFor=applied");
        expect(200, done);
        assertThat(AdminPlane.json(done).get("applied").booleanValue()).isTrue();
        assertThat(AdminPlane.json(done).get("environments").findValuesAsText("state"))
                .containsExactly("in_step", "offline");
        expect(400, delete("/users/" + ada + "/addresses/house?waitFor=ever"));
    }

    @Test
    void hangsCamerasAtLeavesThatExist() {
        expect(422, put("/cameras/door/places/A:nowhere", "{}"));
        expect(404, put("/cameras/door/places/U:" + ada, "{}"));
        expect(204, put("/cameras/door/places/F:yard", "{\"label\":\"Yard\"}"));
        assertThat(get("/cameras/door").get("places")).hasSize(2);
        expect(204, delete("/cameras/door/places/A:house"));
        assertThat(get("/addresses/house").get("devices")).isEmpty();
        assertThat(get("/folders/yard").at("/devices/0").textValue()).isEqualTo("cam-door");
    }

    @Test
    void keepsTheAddressTreeATree() {
        expect(201, put("/addresses/street", "{\"name\":\"Street\"}"));
        expect(201, put("/addresses/corner", "{\"name\":\"Corner\",\"parentId\":\"street\"}"));
        assertThat(get("/addresses/street/children").at("/items/0/id").textValue())
                .isEqualTo("corner");
        expect(409, delete("/addresses/street", "If-Match", "*"));
        expect(409, delete("/addresses/house", "If-Match", "*"));
        expect(409, put("/addresses/flat", "{\"name\":\"Flat\",\"parentId\":\"house\"}"));
        expect(422, put("/addresses/flat", "{\"name\":\"Flat\",\"parentId\":\"nowhere\"}"));
        expect(409, put("/folders/other", "{\"addressId\":\"house\",\"key\":\"yard\"}"));
        expect(422, put("/folders/other", "{\"addressId\":\"nowhere\",\"key\":\"k\"}"));
        expect(204, delete("/addresses/corner", "If-Match", "*"));
        expect(204, delete("/addresses/street", "If-Match", "*"));
        expect(204, patch("/folders/yard", "{\"editable\":true}", "If-Match", "*"));
        expect(204, delete("/folders/yard", "If-Match", "*"));
    }

    @Test
    void putsUsersBehindIntercoms() {
        expect(
                201,
                put(
                        "/intercoms/gate",
                        "{\"name\":\"Gate\",\"addressId\":\"house\",\"department\":2,\"flatFrom\":1,\"flatTo\":9,\"availability\":\"online\"}"));
        expect(204, put("/intercoms/gate/flats/5/users/" + ada, "{\"open\":[\"key\",\"app\"]}"));
        assertThat(get("/intercoms/gate").at("/users/0/flat").intValue()).isEqualTo(5);
        assertThat(get("/users/" + ada + "/access/int-gate").get("verdict").textValue())
                .isEqualTo("visible");
        expect(422, put("/intercoms/gate/flats/50/users/" + ada, "{}"));
        expect(422, put("/intercoms/gate/flats/5/users/nobody", "{}"));
        expect(404, put("/intercoms/gate/flats/five/users/" + ada, "{}"));
        expect(204, patch("/intercoms/gate", "{\"availability\":\"offline\"}", "If-Match", "*"));
        assertThat(get("/intercoms/gate").get("availability").textValue()).isEqualTo("offline");
        expect(404, delete("/intercoms/gate/flats/6/users/" + ada));
        expect(204, delete("/intercoms/gate/flats/5/users/" + ada));
        expect(204, delete("/intercoms/gate", "If-Match", "*"));
        expect(404, plane.get("/api/v1/intercoms/gate"));
    }

    @Test
    void givesSubUsersNoMoreThanTheirMainUserHas() {
        put("/users/" + main() + "/addresses/house", "{\"status\":\"active\"}");
        String path = "/users/" + main() + "/sub-users";
        HttpResponse<String> made = post(path, "{\"login\":\"desk\",\"password\":\"password\",\"devices\":\"all\"}");
        expect(201, made);
        String sub = AdminPlane.json(made).get("id").textValue();
        assertThat(get(path).at("/items/0/id").textValue()).isEqualTo(sub);
        assertThat(get("/users/" + sub + "/access/cam-door").get("verdict").textValue())
                .isEqualTo("visible");
        expect(204, patch(path + "/" + sub, "{\"devices\":[\"cam-other\"]}", "If-Match", "*"));
        assertThat(get("/users/" + sub + "/access/cam-door").get("cause").textValue())
                .isEqualTo("not_chosen");
        expect(204, patch(path + "/" + sub, "{\"devices\":[\"cam-door\"]}", "If-Match", "*"));
        assertThat(get("/users/" + sub).at("/devices/0").textValue()).isEqualTo("cam-door");
        expect(404, patch("/users/" + ada + "/sub-users/" + sub, "{}", "If-Match", "*"));
        expect(204, delete(path + "/" + sub, "If-Match", "*"));
        assertThat(get("/users/" + sub).get("status").textValue()).isEqualTo("ended");
        expect(403, post("/users/" + ada + "/sub-users", "{\"login\":\"x\",\"password\":\"password\"}"));
    }

    /** A firm that billing has created; only such users have sub-users. */
    private String main() {
        return AdminPlane.json(post(
                        "/billing/requests",
                        "{\"requestId\":\"m1\",\"type\":\"billing.new_entity\",\"login\":\"firm\",\"userType\":\"b2b\","
                                + "\"password\":\"password\",\"subscriberKind\":\"legal\",\"contractNumber\":\"C-1\","
                                + "\"occurredAt\":\"2026-11-22T11:00:00Z\"}"))
                .get("userId")
                .textValue();
    }

    @Test
    void refusesFieldsItDoesNotKnowInEveryBody() {
        expect(422, put("/addresses/x", "{\"name\":\"X\",\"shape\":1}"));
        expect(422, put("/cameras/x", "{\"name\":\"X\",\"streams\":[{\"type\":\"high\",\"speed\":1}]}"));
        expect(422, patch("/users/" + ada, "{\"passwordHash\":\"x\"}", "If-Match", "*"));
        expect(422, patch("/users/" + ada, "{\"id\":\"x\"}", "If-Match", "*"));
    }

    @Test
    void synchronizesAndTellsHowItGoes() throws Exception {
        HttpResponse<String> begun = post("/users/" + ada + "/sync", "");
        expect(202, begun);
        String path = begun.headers().firstValue("Location").orElseThrow();
        assertThat(path).isEqualTo("/api/v1/operations/op-1");
        OperationId id = new OperationId("op-1");
        HttpResponse<java.io.InputStream> events = plane.follow(plane.request(path + "/events"));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).isEqualTo("id: 1");
            assertThat(reader.readLine()).isEqualTo("event: progress");
            OperationResult result = OperationResult.repaired(
                    new UserId(ada), Environment.WEB, new InstallationId("installation"), List.of("cam-door"));
            plane.entities.send(id.ref(), new OperationCommand.Report(List.of(result)), Assurance.PERSISTED);
            plane.entities.send(id.ref(), new OperationCommand.Finish(), Assurance.PERSISTED);
            String rest = reader.lines().reduce("", (all, line) -> all + line + "\n");
            assertThat(rest).contains("event: finished").contains("cam-door").contains("id: 3");
        }
        assertThat(get("/operations/op-1").at("/counts/repaired").intValue()).isEqualTo(1);
        HttpResponse<String> resumed =
                plane.send(plane.request(path + "/events").header("Last-Event-ID", "3"));
        assertThat(resumed.body()).isEmpty();
        expect(404, plane.get("/api/v1/operations/op-2"));
        expect(404, post("/users/nobody/sync", ""));
    }

    @Test
    void tellsHowEnvironmentsStand() {
        assertThat(get("/users/" + ada + "/environments").get("items").findValuesAsText("environment"))
                .containsExactly("desktop", "mobile");
    }

    @Test
    void letsOneOfManyThatSawTheSameRevisionChangeIt() {
        String seen = etag("/users/" + ada);
        var answers = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> java.util.concurrent.CompletableFuture.supplyAsync(
                        () -> patch("/users/" + ada, "{\"name\":\"A" + i + "\",\"liveOnly\":true}", "If-Match", seen)))
                .toList()
                .stream()
                .map(each -> each.join().statusCode())
                .toList();
        assertThat(answers).containsOnlyOnce(204).hasSize(8).containsOnly(204, 412);
    }

    @Test
    void changesNothingOfAPatchThatIsRefusedInPart() {
        String before = etag("/users/" + main());
        expect(
                409,
                patch(
                        "/users/" + main(),
                        "{\"name\":\"Changed\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}",
                        "If-Match",
                        before));
        assertThat(etag("/users/" + main())).isEqualTo(before);
    }

    @Test
    void waitsForTheUserConcernedByItsOwnRevision() {
        put("/users/" + main() + "/addresses/house", "{\"status\":\"active\"}");
        String path = "/users/" + main() + "/sub-users";
        String sub = AdminPlane.json(post(path, "{\"login\":\"desk\",\"password\":\"password\",\"devices\":\"all\"}"))
                .get("id")
                .textValue();
        HttpResponse<String> removed = delete(path + "/" + sub + "?waitFor=applied", "If-Match", "*");
        expect(200, removed);
        long subEnded = revision("/users/" + sub);
        assertThat(AdminPlane.json(removed).at("/environments/0/applied").longValue())
                .isPositive()
                .isLessThanOrEqualTo(subEnded);
        assertThat(removed.headers().firstValue("Sightline-Token").orElseThrow())
                .startsWith("user:" + main() + "@");

        expect(
                201,
                put(
                        "/intercoms/gate",
                        "{\"name\":\"Gate\",\"addressId\":\"house\",\"department\":2,\"flatFrom\":1,\"flatTo\":9}"));
        expect(204, put("/intercoms/gate/flats/5/users/" + ada, "{}"));
        HttpResponse<String> unlinked = delete("/intercoms/gate/flats/5/users/" + ada + "?waitFor=applied");
        expect(200, unlinked);
        assertThat(AdminPlane.json(unlinked).at("/environments/0/applied").longValue())
                .isEqualTo(revision("/users/" + ada));
    }

    private long revision(String path) {
        return Long.parseLong(etag(path).replace("\"", ""));
    }
}
