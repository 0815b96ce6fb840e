package io.sightline.api.admin;

import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The constructor of tariff plans and the catalogue they come into. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TariffPlansTest {

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
        HttpResponse<String> answer = plane.send(method, "/api/v1/tariff-plans" + path, body, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        return answer;
    }

    private ObjectNode get(String path) {
        HttpResponse<String> answer = plane.get("/api/v1/tariff-plans" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return AdminPlane.json(answer);
    }

    private static String offer(String title, String more) {
        return "{\"title\":\"" + title + "\",\"description\":\"What it is\",\"months\":3,"
                + "\"price\":{\"minor\":990,\"currency\":\"EUR\"}" + more + "}";
    }

    private String plan(String title, String more) {
        return AdminPlane.json(send(201, "POST", "", offer(title, more)))
                .get("id")
                .textValue();
    }

    @Test
    void showAPlanAsItWasConstructed() {
        HttpResponse<String> made = send(201, "POST", "", offer("Office", ",\"order\":7,\"shown\":false"));
        String id = AdminPlane.json(made).get("id").textValue();
        assertThat(made.headers().firstValue("Location")).contains("/api/v1/tariff-plans/" + id);
        ObjectNode plan = get("/" + id);
        assertThat(plan.toString())
                .isEqualTo("{\"id\":\"" + id + "\",\"title\":\"Office\",\"description\":\"What it is\",\"months\":3,"
                        + "\"price\":{\"minor\":990,\"currency\":\"EUR\"},\"order\":7,\"shown\":false,"
                        + "\"status\":\"active\",\"createdAt\":\"2026-11-22T12:00:00Z\"}");
    }

    @Test
    void refuseWhatNoPlanCanBe() {
        for (String wrong : new String[] {
            "{}",
            offer("", ""),
            offer("x", ",\"months\":1").replace("\"months\":3,", "").replace("\"months\":1", "\"months\":121"),
            offer("x", "").replace("990", "-1"),
            offer("x", "").replace("990", "1000000000001"),
            offer("x", "").replace("990", "9.9"),
            offer("x", "").replace("EUR", "XYZ"),
            offer("x", "").replace("EUR", "euro"),
            offer("x", ",\"order\":-1"),
            offer("x", ",\"status\":\"archived\""),
            offer("x", ",\"userId\":\"nobody\"")
        }) {
            send(422, "POST", "", wrong);
        }
        send(422, "POST", "", offer("x", "").replace("{\"minor\":990,\"currency\":\"EUR\"}", "990"));
    }

    @Test
    void changeOnlyWhatIsNamedAndSeen() {
        String id = plan("House", "");
        send(428, "PATCH", "/" + id, "{\"title\":\"Home\"}");
        String seen = plane.get("/api/v1/tariff-plans/" + id)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        send(204, "PATCH", "/" + id, "{\"title\":\"Home\",\"shown\":false}", "If-Match", seen);
        send(412, "PATCH", "/" + id, "{\"title\":\"Flat\"}", "If-Match", seen);
        assertThat(get("/" + id).get("title").textValue()).isEqualTo("Home");
        assertThat(get("/" + id).get("months").intValue()).isEqualTo(3);
        assertThat(get("/" + id).get("shown").booleanValue()).isFalse();
        send(204, "PATCH", "/" + id, "{}", "If-Match", "*");
        send(404, "PATCH", "/nothing", "{}", "If-Match", "*");
    }

    @Test
    void areArchivedAndRestoredTogetherOrNotAtAll() {
        String one = plan("Old one", "");
        String two = plan("Old two", "");
        String both = "{\"ids\":[\"" + one + "\",\"" + two + "\"]}";
        send(422, "POST", "/archive", "{\"ids\":[\"" + one + "\",\"nothing\"]}");
        assertThat(get("/" + one).get("status").textValue()).isEqualTo("active");
        send(204, "POST", "/archive", both);
        send(204, "POST", "/archive", both);
        assertThat(get("/" + one).get("status").textValue()).isEqualTo("archived");
        assertThat(get("?status=archived").get("items").findValuesAsText("title"))
                .containsExactlyInAnyOrder("Old one", "Old two");
        assertThat(get("?attachable=true&limit=200").get("items").findValuesAsText("title"))
                .doesNotContain("Old one");
        send(204, "POST", "/restore", both);
        assertThat(get("/" + two).get("status").textValue()).isEqualTo("restored");
        send(422, "POST", "/restore", "{\"ids\":[]}");
        send(422, "POST", "/archive", "{\"ids\":[\"no id at all\"]}");
    }

    @Test
    void areListedInTheOrderAsked() {
        plan("sorted b", ",\"order\":101");
        plan("Sorted A", ",\"order\":102");
        plan("sorted c", ",\"order\":100");
        assertThat(get("?limit=200").get("items").findValuesAsText("title"))
                .containsSubsequence("sorted c", "sorted b", "Sorted A");
        assertThat(get("?limit=200&sort=-order").get("items").findValuesAsText("title"))
                .containsSubsequence("Sorted A", "sorted b", "sorted c");
        assertThat(get("?limit=200&sort=title").get("items").findValuesAsText("title"))
                .containsSubsequence("Sorted A", "sorted b", "sorted c");
        assertThat(plane.get("/api/v1/tariff-plans?attachable=maybe").statusCode())
                .isEqualTo(400);
    }

    @Test
    void areForOneUserWhenTheySaySo() {
        String user = AdminPlane.json(plane.send(
                        "POST", "/api/v1/b2b-users", "{\"login\":\"singular\",\"password\":\"Seven-grains\"}"))
                .get("id")
                .textValue();
        plan("Yours alone", ",\"userId\":\"" + user + "\"");
        assertThat(get("?limit=200&for=" + user).get("items").findValuesAsText("title"))
                .contains("Yours alone");
        assertThat(get("?limit=200&for=another").get("items").findValuesAsText("title"))
                .doesNotContain("Yours alone");
    }
}
