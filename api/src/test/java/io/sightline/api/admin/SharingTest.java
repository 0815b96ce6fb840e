package io.sightline.api.admin;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** With whom things are shared, and what those who share learn of others. */
@Timeout(120)
class SharingTest {

    private final AdminPlane plane = AdminPlane.start();
    private final Town town = new Town(plane);
    private String ada = "";
    private String yard = "";
    private String acting = "";

    @AfterEach
    void stop() {
        plane.close();
    }

    @BeforeEach
    void aUserWithACameraAndAnAdministratorWhoActsForHer() {
        ada = town.user("ada");
        yard = town.created(
                town.post("/users/" + ada + "/own-cameras", "{\"name\":\"Yard\",\"address\":\"192.0.2.7\"}"));
        Browser ann = Browser.of(plane, "ann", "\"permissions\":[\"*\"]");
        HttpResponse<String> begun = ann.send(
                "POST",
                "/api/v1/users/" + ada + "/acting",
                "{\"reason\":\"asked for it\",\"purpose\":\"connect\"}",
                "Idempotency-Key",
                "1");
        town.expect(201, begun);
        acting = AdminPlane.json(begun).get("token").textValue();
    }

    private HttpResponse<String> asAda(String method, String path, String body) {
        return plane.send(HttpRequest.newBuilder(plane.uri("/api/v1/users/me/own-cameras/" + yard + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Authorization", "Bearer " + acting));
    }

    private HttpResponse<String> shareAsAda(String to) {
        return asAda("POST", "/shares", "{\"to\":\"" + to + "\"}");
    }

    private String platformUser(String email) {
        return town.created(town.post(
                "/platform-users",
                "{\"email\":\"" + email
                        + "\",\"password\":\"Correct-horse-1\",\"name\":\"Ben Example\",\"preferredMap\":\"osm\"}"));
    }

    @Test
    void findsPlatformUsersByTheirAddressHoweverItIsWritten() {
        String ben = platformUser("ben@example.org");
        HttpResponse<String> shared = shareAsAda("Ben@Example.org ");
        town.expect(200, shared);
        assertThat(AdminPlane.json(shared).get("user").textValue()).isEqualTo(ben);
        assertThat(town.get("/users/" + ben + "/own-cameras/" + yard)
                        .get("access")
                        .textValue())
                .isEqualTo("view");
    }

    @Test
    void tellsWhoeverSharesNoMoreThanTheyKnew() {
        platformUser("ben@example.org");
        town.expect(200, shareAsAda("ben@example.org"));
        ObjectNode theirs = AdminPlane.json(asAda("GET", "/shares", ""));
        assertThat(theirs.get("items").get(0).get("login").textValue()).isEqualTo("ben@example.org");
        assertThat(theirs.toString()).doesNotContain("Ben Example");
        String shares = "/users/" + ada + "/own-cameras/" + yard + "/shares";
        assertThat(town.get(shares).toString()).contains("login");
    }

    @Test
    void answersAlikeWhetherSomebodyIsNotThereOrCannotBeSharedWith() {
        String gone = platformUser("gone@example.org");
        town.expect(204, town.deleteAny("/users/" + gone));
        String eve = AdminPlane.json(
                        town.post(
                                "/billing/requests",
                                "{\"requestId\":\"m1\",\"type\":\"billing.new_entity\",\"login\":\"firm\",\"userType\":\"b2b\","
                                        + "\"password\":\"password\",\"subscriberKind\":\"legal\",\"occurredAt\":\"2026-11-22T11:00:00Z\"}"))
                .get("userId")
                .textValue();
        town.expect(
                201,
                town.post(
                        "/users/" + eve + "/sub-users",
                        "{\"login\":\"sub@example.org\",\"password\":\"password\",\"devices\":\"all\"}"));
        ObjectNode nobody = answer("nobody@example.org");
        assertThat(nobody.get("code").textValue()).isEqualTo("unknown_reference");
        assertThat(answer("gone@example.org")).isEqualTo(nobody);
        assertThat(answer("sub@example.org")).isEqualTo(nobody);
    }

    /** The whole problem but for the request's own id. */
    private ObjectNode answer(String to) {
        HttpResponse<String> refused = shareAsAda(to);
        town.expect(422, refused);
        ObjectNode problem = AdminPlane.json(refused);
        problem.remove("requestId");
        problem.remove("instance");
        return problem;
    }

    @Test
    void letsNobodyTryOutAddresses() {
        platformUser("ben@example.org");
        for (int i = 0; i < 9; i++) {
            town.expect(422, shareAsAda("nobody" + i + "@example.org"));
        }
        for (int i = 0; i < 5; i++) {
            town.expect(200, shareAsAda("ben@example.org"));
        }
        town.expect(422, shareAsAda("nobody9@example.org"));
        HttpResponse<String> tooMany = shareAsAda("ben@example.org");
        town.expect(429, tooMany);
        assertThat(tooMany.headers().firstValue("Retry-After")).isPresent();
        // Whoever may list users need not guess.
        String shares = "/users/" + ada + "/own-cameras/" + yard + "/shares";
        town.expect(200, town.post(shares, "{\"to\":\"ben@example.org\"}"));
    }
}
