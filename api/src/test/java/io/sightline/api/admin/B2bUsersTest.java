package io.sightline.api.admin;

import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Firms as an administrator adds, reads, changes and deletes them; and who cannot be changed that way. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class B2bUsersTest {

    private static final String DETAILS = "\"name\":\"The Bakery\",\"contractNumber\":\"K-17\",\"particulars\":{"
            + "\"email\":\"office@bakery.example\",\"phone\":\"+37517\",\"registrationAddress\":\"1 High Street\","
            + "\"taxpayerNumber\":\"190000000\",\"notes\":\"pays late\",\"comment\":\"by the fair\"}";

    private AdminPlane plane;

    @BeforeAll
    void start() {
        plane = AdminPlane.start();
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

    private String firm(String login) {
        String body = "{\"login\":\"" + login + "\",\"password\":\"Seven-grains\"," + DETAILS + "}";
        return AdminPlane.json(send(201, "POST", "/b2b-users", body)).get("id").textValue();
    }

    private String billed(String login) {
        String body = "{\"requestId\":\"" + login + "\",\"type\":\"billing.new_entity\",\"login\":\"" + login
                + "\",\"password\":\"x\",\"userType\":\"b2c\",\"subscriberKind\":\"individual\","
                + "\"occurredAt\":\"2026-11-22T11:00:00Z\"}";
        return AdminPlane.json(send(201, "POST", "/billing/requests", body))
                .get("userId")
                .textValue();
    }

    @Test
    void areBlockedUntilAPlanIsActive() {
        ObjectNode card = get("/users/" + firm("bakery"));
        assertThat(card.get("origin").textValue()).isEqualTo("portal");
        assertThat(card.get("status").textValue()).isEqualTo("paused");
        assertThat(card.at("/suspensions/0").textValue()).isEqualTo("no_active_service");
        assertThat(card.get("subscriberKind").textValue()).isEqualTo("legal_entity");
    }

    @Test
    void areShownWithTheDetailsGivenAtCreation() {
        ObjectNode card = get("/users/" + firm("grocer"));
        assertThat(card.get("login").textValue()).isEqualTo("grocer");
        assertThat(card.get("name").textValue()).isEqualTo("The Bakery");
        assertThat(card.get("contractNumber").textValue()).isEqualTo("K-17");
        assertThat(card.get("particulars").toString())
                .isEqualTo("{\"email\":\"office@bakery.example\",\"phone\":\"+37517\","
                        + "\"registrationAddress\":\"1 High Street\",\"taxpayerNumber\":\"190000000\","
                        + "\"notes\":\"pays late\",\"comment\":\"by the fair\"}");
    }

    @Test
    void needALoginAndAMixedPasswordTypedTwice() {
        for (String password :
                new String[] {"Short-1", "no-upper-case", "NO-LOWER-CASE", "OnlyLetters", "A1" + "a".repeat(99)}) {
            HttpResponse<String> refused =
                    send(422, "POST", "/b2b-users", "{\"login\":\"weak\",\"password\":\"" + password + "\"}");
            assertThat(AdminPlane.json(refused).at("/errors/0/pointer").textValue())
                    .isEqualTo("/password");
        }
        HttpResponse<String> mistyped = send(
                422,
                "POST",
                "/b2b-users",
                "{\"login\":\"weak\",\"password\":\"Seven-grains\",\"passwordConfirmation\":\"Seven-grain\"}");
        assertThat(AdminPlane.json(mistyped).at("/errors/0/pointer").textValue())
                .isEqualTo("/passwordConfirmation");
        send(422, "POST", "/b2b-users", "{\"password\":\"Seven-grains\"}");
        send(422, "POST", "/b2b-users", "{\"login\":\"weak\"}");
        assertThat(get("/users?login=weak").get("items")).isEmpty();
        send(
                201,
                "POST",
                "/b2b-users",
                "{\"login\":\"strong\",\"password\":\"Пароль №1\",\"passwordConfirmation\":\"Пароль №1\"}");
    }

    @Test
    void keepWhatAnEditDoesNotMention() {
        String id = firm("butcher");
        String seen =
                plane.get("/api/v1/users/" + id).headers().firstValue("ETag").orElseThrow();
        send(
                204,
                "PATCH",
                "/users/" + id,
                "{\"name\":\"Butcher\",\"particulars\":{\"email\":null,\"phone\":\"+375\",\"notes\":\"pays\"}}",
                "If-Match",
                seen);
        ObjectNode card = get("/users/" + id);
        assertThat(card.get("name").textValue()).isEqualTo("Butcher");
        assertThat(card.get("contractNumber").textValue()).isEqualTo("K-17");
        assertThat(card.get("particulars").has("email")).isFalse();
        assertThat(card.at("/particulars/phone").textValue()).isEqualTo("+375");
        assertThat(card.at("/particulars/notes").textValue()).isEqualTo("pays");
        assertThat(card.at("/particulars/taxpayerNumber").textValue()).isEqualTo("190000000");
        send(204, "PATCH", "/users/" + id, "{\"contractNumber\":\"K-18\"}", "If-Match", "*");
        assertThat(get("/users/" + id).at("/particulars/phone").textValue()).isEqualTo("+375");
        send(422, "PATCH", "/users/" + id, "{\"particulars\":{\"email\":\"nobody\"}}", "If-Match", "*");
        send(422, "PATCH", "/users/" + id, "{\"particulars\":{\"shoeSize\":\"43\"}}", "If-Match", "*");
        send(422, "PATCH", "/users/" + id, "{\"particulars\":[]}", "If-Match", "*");
    }

    @Test
    void keepTheirLoginForEver() {
        String id = firm("chemist");
        HttpResponse<String> refused =
                send(422, "PATCH", "/users/" + id, "{\"login\":\"pharmacy\",\"name\":\"P\"}", "If-Match", "*");
        assertThat(AdminPlane.json(refused).at("/errors/0/pointer").textValue()).isEqualTo("/login");
        assertThat(get("/users/" + id).get("name").textValue()).isEqualTo("The Bakery");
    }

    @Test
    void getAnotherPasswordUnderTheSameRule() {
        String path = "/users/" + firm("florist") + "/password";
        send(422, "PUT", path, "{\"password\":\"no-upper-case\"}");
        send(422, "PUT", path, "{\"password\":\"Roses-are-red\",\"passwordConfirmation\":\"Roses-are-blue\"}");
        send(204, "PUT", path, "{\"password\":\"Roses-are-red\",\"passwordConfirmation\":\"Roses-are-red\"}");
    }

    @Test
    void areDeletedWhenTheyWereAddedByHand() {
        String id = firm("tailor");
        send(428, "DELETE", "/users/" + id, "");
        send(204, "DELETE", "/users/" + id, "", "If-Match", "*");
        assertThat(get("/users/" + id).get("status").textValue()).isEqualTo("ended");
        HttpResponse<String> refused = send(409, "DELETE", "/users/" + billed("resident"), "", "If-Match", "*");
        assertThat(AdminPlane.json(refused).get("detail").textValue()).contains("operator's billing");
    }

    @Test
    void areChangedInBillingWhenTheyComeFromThere() {
        String id = billed("tenant");
        send(409, "PATCH", "/users/" + id, "{\"name\":\"Another\"}", "If-Match", "*");
        send(409, "PATCH", "/users/" + id, "{\"login\":\"another\"}", "If-Match", "*");
        send(409, "PUT", "/users/" + id + "/password", "{\"password\":\"Seven-grains\"}");
        send(422, "PATCH", "/users/" + id, "{\"particulars\":{\"phone\":\"1\"}}", "If-Match", "*");
        send(204, "PATCH", "/users/" + id, "{\"liveOnly\":true}", "If-Match", "*");
        send(204, "PUT", "/users/" + id + "/permissions", "{\"permissions\":[\"archives-show\"]}");
    }

    @Test
    void areFoundAgainByTheSameRequest() {
        String body = "{\"login\":\"twice\",\"password\":\"Seven-grains\"}";
        String first = send(201, "POST", "/b2b-users", body).body();
        assertThat(send(200, "POST", "/b2b-users", body).body()).isEqualTo(first);
        send(400, "POST", "/b2b-users", body, "Idempotency-Key", "");
    }
}
