package io.sightline.api.admin;

import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Users who are registered with an address of mail and activated afterwards, through the plane. */
@Timeout(120)
class PlatformUsersTest {

    private static final String ADA =
            "{\"email\":\"ada@example.org\",\"password\":\"Correct-horse-1\",\"name\":\"Ada\",\"preferredMap\":\"osm\"";
    private static final String FIRM = ADA
            + ",\"subscriberKind\":\"legal_entity\",\"secondName\":\"Ada Ltd\",\"phone\":\"+375 29 000\",\"info\":\"Calls on Mondays\","
            + "\"legalAddress\":\"1 High Street\",\"postalAddress\":\"PO 7\",\"taxpayerNumber\":\"100200300\",\"bank\":\"The Bank\","
            + "\"bankAccount\":\"BY00\"}";

    private final AdminPlane plane = AdminPlane.start();

    @AfterEach
    void stop() {
        plane.close();
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        return plane.send(method, "/api/v1" + path, body, headers);
    }

    private String register(String body) {
        return "/users/"
                + AdminPlane.json(expect(201, send("POST", "/platform-users", body)))
                        .get("id")
                        .textValue();
    }

    private ObjectNode get(String path) {
        return AdminPlane.json(expect(200, plane.get("/api/v1" + path)));
    }

    @Test
    void registersAPersonWhoIsInactiveUntilActivated() {
        String ada = register(ADA + "}");
        ObjectNode details = get(ada + "/registration");
        assertThat(details.get("active").booleanValue()).isFalse();
        assertThat(details.get("mailVerified").booleanValue()).isFalse();
        assertThat(get(ada).get("suspensions").toString()).isEqualTo("[\"admin_disabled\"]");
        assertThat(get(ada).get("origin").textValue()).isEqualTo("platform");

        expect(204, send("POST", ada + "/activation", ""));
        assertThat(get(ada + "/registration").get("active").booleanValue()).isTrue();
        assertThat(get(ada).get("status").textValue()).isEqualTo("active");
        expect(409, send("POST", ada + "/activation", ""));

        expect(204, send("DELETE", ada + "/activation", ""));
        assertThat(get(ada).get("status").textValue()).isEqualTo("paused");
        expect(409, send("DELETE", ada + "/activation", ""));
    }

    @Test
    void showsTheFourteenDetailsOfAFirm() {
        String firm = register(FIRM);
        expect(201, send("POST", firm + "/refills", "{\"amount\":700}"));
        ObjectNode details = get(firm + "/registration");
        details.remove("id");
        assertThat(details.toString())
                .isEqualTo(
                        "{\"name\":\"Ada\",\"email\":\"ada@example.org\",\"mailVerified\":false,\"active\":false,\"balance\":700,"
                                + "\"currency\":\"BYN\",\"registeredAt\":\"2026-11-22T12:00:00Z\",\"subscriberKind\":\"legal_entity\","
                                + "\"secondName\":\"Ada Ltd\",\"phone\":\"+375 29 000\",\"info\":\"Calls on Mondays\","
                                + "\"legalAddress\":\"1 High Street\",\"postalAddress\":\"PO 7\",\"taxpayerNumber\":\"100200300\","
                                + "\"bank\":\"The Bank\",\"bankAccount\":\"BY00\",\"preferredMap\":\"osm\"}");
    }

    @Test
    void isEditedRefilledConnectedToAndDeletedFromTheRow() {
        register(ADA + "}");
        String row = "/users/" + get("/platform-users?q=ada").at("/items/0/id").textValue();
        String seen = plane.get("/api/v1" + row + "/registration")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        expect(204, send("PATCH", row + "/registration", "{\"phone\":\"+375 29 1\"}", "If-Match", seen));
        assertThat(get("/platform-users").at("/items/0/phone").textValue()).isEqualTo("+375 29 1");
        expect(201, send("POST", row + "/refills", "{\"amount\":700}"));
        assertThat(get(row + "/registration").get("balance").intValue()).isEqualTo(700);
        expect(204, send("POST", row + "/activation", ""));
        Browser ann = Browser.of(plane, "ann", "\"permissions\":[\"*\"]");
        String wish = "{\"reason\":\"asked to\",\"purpose\":\"connect\"}";
        expect(201, ann.send("POST", "/api/v1" + row + "/acting", wish));
        expect(428, send("DELETE", row, ""));
        expect(204, send("DELETE", row, "", "If-Match", "*"));
        assertThat(get(row).get("status").textValue()).isEqualTo("ended");
        expect(410, ann.send("POST", "/api/v1" + row + "/acting", wish));
    }

    @Test
    void refusesARegistrationThatIsNotComplete() {
        expect(422, send("POST", "/platform-users", ADA.replace("ada@example.org", "nobody") + "}"));
        expect(422, send("POST", "/platform-users", ADA.replace("Correct-horse-1", "Short-1") + "}"));
        expect(422, send("POST", "/platform-users", ADA.replace("Correct-horse-1", "correct-horse-1") + "}"));
        expect(422, send("POST", "/platform-users", ADA.replace("Correct-horse-1", "CorrectHorse") + "}"));
        expect(422, send("POST", "/platform-users", ADA.replace(",\"preferredMap\":\"osm\"", "") + "}"));
        expect(422, send("POST", "/platform-users", ADA.replace("osm", "atlas") + "}"));
        expect(422, send("POST", "/platform-users", ADA.replace("\"name\":\"Ada\",", "") + "}"));
        expect(422, send("POST", "/platform-users", ADA + ",\"bank\":\"The Bank\"}"));
        expect(422, send("POST", "/platform-users", ADA + ",\"active\":true}"));
        register(ADA + "}");
        expect(200, send("POST", "/platform-users", ADA + "}"));
        expect(409, send("POST", "/platform-users", FIRM));
        expect(
                409,
                send(
                        "POST",
                        "/users",
                        "{\"login\":\"ada@example.org\",\"password\":\"Correct-horse-1\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}"));
    }

    @Test
    void changesDetailsAndNeverAPassword() {
        String firm = register(FIRM);
        expect(428, send("PATCH", firm + "/registration", "{\"phone\":\"1\"}"));
        expect(
                204,
                send(
                        "PATCH",
                        firm + "/registration",
                        "{\"phone\":null,\"name\":\"Grace\",\"preferredMap\":\"google\"}",
                        "If-Match",
                        "*"));
        ObjectNode details = get(firm + "/registration");
        assertThat(details.has("phone")).isFalse();
        assertThat(details.get("name").textValue()).isEqualTo("Grace");
        assertThat(details.get("bank").textValue()).isEqualTo("The Bank");

        expect(422, send("PATCH", firm + "/registration", "{\"password\":\"Correct-horse-2\"}", "If-Match", "*"));
        expect(422, send("PATCH", firm + "/registration", "{\"balance\":9}", "If-Match", "*"));
        expect(422, send("PATCH", firm + "/registration", "{\"subscriberKind\":\"individual\"}", "If-Match", "*"));
        expect(422, send("PATCH", firm + "/registration", "{\"email\":\"nobody\"}", "If-Match", "*"));
        expect(204, send("PATCH", firm + "/registration", "{\"email\":\"grace@example.org\"}", "If-Match", "*"));
        assertThat(get("/users?login=grace@example.org").get("items")).hasSize(1);
        assertThat(get("/users?login=ada@example.org").get("items")).isEmpty();
    }

    @Test
    void deletesAUserAndTheLedgerWithIt() {
        String ada = register(ADA + "}");
        expect(201, send("POST", ada + "/refills", "{\"amount\":700}"));
        expect(204, send("DELETE", ada, "", "If-Match", "*"));
        expect(410, send("POST", ada + "/refills", "{\"amount\":700}"));
        expect(410, send("POST", ada + "/activation", ""));
        assertThat(get(ada + "/ledger").get("balance").longValue()).isEqualTo(700);
        register(ADA + "}");
    }

    @Test
    void sendsALinkToTheAddressAndNotTooOften() {
        String ada = register(ADA + "}");
        expect(204, send("POST", ada + "/activation-mails", ""));
        assertThat(plane.mails).hasSize(1);
        assertThat(plane.mails.get(0).to().text()).isEqualTo("ada@example.org");
        assertThat(plane.mails.get(0).text()).contains("http://127.0.0.1:8081/activate?token=");

        HttpResponse<String> tooSoon = expect(429, send("POST", ada + "/activation-mails", ""));
        assertThat(tooSoon.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(plane.mails).hasSize(1);
        assertThat(get(ada + "/registration").get("mailVerified").booleanValue())
                .isFalse();
        expect(404, send("POST", "/users/nobody/activation-mails", ""));
    }

    @Test
    void saysSoWhenNoServerTakesAMail() {
        String ada = register(ADA + "}");
        plane.unreachable = true;
        assertThat(expect(503, send("POST", ada + "/activation-mails", ""))
                        .headers()
                        .firstValue("Retry-After"))
                .hasValue("60");
        assertThat(plane.mails).isEmpty();
    }

    @Test
    void listsPlatformUsersAloneSearchedAndSorted() {
        String ada = register(ADA + "}");
        register(FIRM.replace("ada@", "bob@").replace("\"Ada\"", "\"Bob\""));
        expect(
                201,
                send(
                        "POST",
                        "/users",
                        "{\"login\":\"eve\",\"password\":\"password\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}"));
        ObjectNode all = get("/platform-users?sort=name&count=true");
        assertThat(all.get("total").intValue()).isEqualTo(2);
        assertThat(all.get("items").get(0).get("name").textValue()).isEqualTo("Ada");
        assertThat(all.get("items").get(1).get("phone").textValue()).isEqualTo("+375 29 000");
        assertThat(get("/platform-users?q=bob@").get("items")).hasSize(1);
        assertThat(get("/platform-users?active=true").get("items")).isEmpty();
        expect(204, send("POST", ada + "/activation", ""));
        assertThat(get("/platform-users?active=true").get("items")).hasSize(1);
        expect(204, send("DELETE", ada, "", "If-Match", "*"));
        assertThat(get("/platform-users").get("items")).hasSize(1);
    }

    @Test
    void isNothingOtherUsersHave() {
        String other = "/users/"
                + AdminPlane.json(
                                expect(
                                        201,
                                        send(
                                                "POST",
                                                "/users",
                                                "{\"login\":\"eve\",\"password\":\"password\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}")))
                        .get("id")
                        .textValue();
        expect(404, plane.get("/api/v1" + other + "/registration"));
        expect(404, send("POST", other + "/activation", ""));
    }
}
