package io.sightline.api.admin;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Permission;
import io.sightline.engine.domain.SubscriberKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The parts of a user's card that are of the user alone: access, requests of billing, and the form of those made for a time. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CardTest {

    /** Who was created under which login. */
    private final Map<String, String> users = new HashMap<>();

    private AdminPlane plane;
    private int requests;

    @BeforeAll
    void start() {
        plane = AdminPlane.start("sightline.service.licences { l1 = 10 }");
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    private HttpResponse<String> send(int expected, String method, String path, String body, String... headers) {
        HttpResponse<String> answer = plane.send(method, "/api/v1" + path, body, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        return answer;
    }

    private ObjectNode get(String path) {
        HttpResponse<String> answer = plane.get("/api/v1" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return AdminPlane.json(answer);
    }

    /** Sends a request of billing and remembers whom it was about. */
    private String billing(String type, String login, String more) {
        String id = "card-" + ++requests;
        HttpResponse<String> answer = plane.send(
                "POST",
                "/api/v1/billing/requests",
                "{\"requestId\":\"%s\",\"type\":\"billing.%s\",\"login\":\"%s\",\"occurredAt\":\"2026-11-22T11:%02d:00Z\"%s}"
                        .formatted(id, type, login, requests, more));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        users.put(login, AdminPlane.json(answer).get("userId").textValue());
        return id;
    }

    private String created(String login) {
        return billing(
                "new_entity",
                login,
                ",\"password\":\"canary-secret\",\"userType\":\"b2c\",\"subscriberKind\":\"legal\"");
    }

    private String user(String login) {
        return users.getOrDefault(login, "nobody");
    }

    private JsonNode row(String user, String code) {
        for (JsonNode row : get("/users/" + user + "/permissions").get("items")) {
            if (row.get("code").textValue().equals(code)) {
                return row;
            }
        }
        throw new AssertionError(code);
    }

    /** The parts of a card by what there is to see of each: yes, or why not. */
    private String parts(ObjectNode card) {
        StringBuilder parts = new StringBuilder();
        card.get("parts").forEach(part -> {
            String seen = part.get("available").booleanValue()
                    ? "yes"
                    : part.get("because").textValue();
            parts.append(part.get("part").textValue()).append(' ').append(seen).append(", ");
        });
        return parts.toString();
    }

    @Test
    void hasAPartForEachConcernAndSaysWhyOneIsNotThere() {
        created("whole");
        String path = "/users/" + user("whole");
        ObjectNode card = get(path + "/card");
        assertThat(card.get("id").textValue()).isEqualTo(user("whole"));
        assertThat(card.get("login").textValue()).isEqualTo("whole");
        assertThat(card.get("createdAt")).isEqualTo(get(path).get("createdAt"));
        assertThat(parts(card))
                .isEqualTo("user yes, cameras yes, intercoms yes, sub_users yes, billing_events yes,"
                        + " access_settings yes, analytics no_licence, ");
        for (JsonNode part : card.get("parts")) {
            HttpResponse<String> answer = plane.get(part.get("path").textValue());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        send(204, "PUT", "/billing" + path + "/licences", "{\"levels\":[{\"level\":1,\"total\":2}]}");
        assertThat(parts(get(path + "/card"))).endsWith("analytics yes, ");
        send(204, "PUT", path + "/permissions", "{\"permissions\":[\"archives-show\"]}");
        assertThat(parts(get(path + "/card"))).contains("sub_users no_right");
    }

    @Test
    void hasThePartsOfAUserMadeForATimeThatTheCallerMayRead() {
        String user = AdminPlane.json(send(
                        201,
                        "POST",
                        "/users",
                        "{\"login\":\"passing\",\"password\":\"password\",\"expiresAt\":\"2026-12-24T00:00:00Z\"}"))
                .get("id")
                .textValue();
        assertThat(parts(get("/users/" + user + "/card")))
                .contains("sub_users no_right, billing_events not_of_billing")
                .endsWith("analytics no_licence, ");
        String key = plane.keyWith(Scope.USERS_READ);
        HttpResponse<String> narrow = plane.send(HttpRequest.newBuilder(plane.uri("/api/v1/users/" + user + "/card"))
                .header("Authorization", "Bearer " + key));
        assertThat(parts(AdminPlane.json(narrow)))
                .contains("user yes", "billing_events no_permission", "analytics no_permission");
    }

    @Test
    void namesEveryPermissionThereIsToGive() {
        JsonNode items = get("/permissions").get("items");
        List<String> codes = items.findValuesAsText("code");
        assertThat(codes)
                .doesNotHaveDuplicates()
                .hasSize(38)
                .containsAll(Permission.defaults(SubscriberKind.LEGAL_ENTITY));
        assertThat(items)
                .allSatisfy(each -> assertThat(each.get("name").textValue()).isNotBlank());
        assertThat(items.get(0).toString())
                .isEqualTo("{\"code\":\"archives-show\",\"name\":\"Watch the archive\",\"group\":\"archive\","
                        + "\"ours\":false,\"defaultFor\":[\"individual\",\"legal_entity\"]}");
    }

    @Test
    void savesAccessAsOneChange() {
        created("saver");
        String user = user("saver");
        assertThat(row(user, "archives-show").get("granted").booleanValue()).isTrue();
        assertThat(row(user, "subusers-manage").get("granted").booleanValue()).isTrue();
        assertThat(row(user, "ptz-control").get("granted").booleanValue()).isFalse();
        send(204, "PUT", "/users/" + user + "/permissions", "{\"permissions\":[\"ptz-control\",\"of-another-maker\"]}");
        assertThat(row(user, "archives-show").get("granted").booleanValue()).isFalse();
        assertThat(row(user, "ptz-control").get("granted").booleanValue()).isTrue();
        assertThat(row(user, "of-another-maker").get("group").textValue()).isEqualTo("other");
        send(422, "PUT", "/users/" + user + "/permissions", "{}");
    }

    @Test
    void offersSubUsersPermissionsOfTheLevelsOfTheirMainUser() {
        created("owner");
        String owner = user("owner");
        String sub = AdminPlane.json(
                        send(
                                201,
                                "POST",
                                "/users/" + owner + "/sub-users",
                                "{\"login\":\"sub\",\"password\":\"password\",\"permissions\":[\"archives-show\",\"ptz-control\"]}"))
                .get("id")
                .textValue();
        List<String> before = get("/users/" + sub + "/permissions").get("items").findValuesAsText("code");
        assertThat(before).contains("archives-show").doesNotContain("analytic-cases-smoke-fire", "analytic-cases-face");
        assertThat(row(sub, "ptz-control").get("granted").booleanValue()).isTrue();
        assertThat(row(sub, "ptz-control").get("effective").booleanValue()).isFalse();
        send(204, "PUT", "/billing/users/" + owner + "/licences", "{\"levels\":[{\"level\":1,\"total\":2}]}");
        List<String> after = get("/users/" + sub + "/permissions").get("items").findValuesAsText("code");
        assertThat(after).contains("analytic-cases-smoke-fire").doesNotContain("analytic-cases-face");
        assertThat(get("/users/" + owner + "/permissions").get("items").findValuesAsText("code"))
                .contains("analytic-cases-face");
    }

    @Test
    void tellsOfARequestWhatItSaidAndChanged() {
        String creation = created("told");
        String pause = billing("pause_entity", "told", "");
        String again = billing("pause_entity", "told", "");
        String path = "/users/" + user("told") + "/billing-events/";
        ObjectNode detail = get(path + creation);
        assertThat(detail.get("outcome").textValue()).isEqualTo("applied");
        assertThat(detail.at("/changes/0/what").textValue()).isEqualTo("created");
        assertThat(detail.at("/request/login").textValue()).isEqualTo("told");
        assertThat(detail.toString()).doesNotContain("canary-secret").doesNotContain("argon2");
        assertThat(get(path + pause).get("changes").toString())
                .isEqualTo("[{\"what\":\"suspended\",\"subject\":\"billing_pause\"}]");
        assertThat(get(path + again).get("changes")).isEmpty();
        assertThat(get(path + again).get("outcome").textValue()).isEqualTo("no_op");
        send(404, "GET", path + "nothing", "");
    }

    @Test
    void changesTheFormOfAUserMadeForATime() {
        String user = AdminPlane.json(send(
                        201,
                        "POST",
                        "/users",
                        "{\"login\":\"guest\",\"password\":\"password\",\"passwordConfirmation\":\"password\","
                                + "\"name\":\"Guest\",\"ptzPriority\":5,\"expiresAt\":\"2027-01-01T00:00:00Z\"}"))
                .get("id")
                .textValue();
        String change = "{\"name\":\"Visitor\",\"ptzPriority\":80,\"expiresAt\":\"2027-02-01T00:00:00Z\"}";
        send(204, "PATCH", "/users/" + user, change, "If-Match", "*");
        ObjectNode card = get("/users/" + user);
        assertThat(card.get("ptzPriority").intValue()).isEqualTo(80);
        assertThat(card.get("expiresAt").textValue()).isEqualTo("2027-02-01T00:00:00Z");
        assertThat(card.get("name").textValue()).isEqualTo("Visitor");
        send(422, "PATCH", "/users/" + user, "{\"ptzPriority\":101}", "If-Match", "*");
        created("permanent");
        send(409, "PATCH", "/users/" + user("permanent"), "{\"ptzPriority\":2}", "If-Match", "*");
    }
}
