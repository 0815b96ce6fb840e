package io.sightline.api.admin;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Balances, payments for single cameras and the tariffs for them, through the plane. */
@Timeout(120)
class MoneyTest {

    private final AdminPlane plane = AdminPlane.start();
    private String ada = "";
    private String basic = "";

    @AfterEach
    void stop() {
        plane.close();
    }

    @BeforeEach
    void aUserWithACameraAndATariff() {
        expect(201, send("PUT", "/cameras/door", "{\"name\":\"Door\"}"));
        ada = made(
                post(
                        "/users",
                        "{\"login\":\"ada\",\"password\":\"password\",\"name\":\"Ada\",\"expiresAt\":\"2028-01-01T00:00:00Z\"}"));
        expect(204, send("PUT", "/users/" + ada + "/cameras/door", "{\"status\":\"active\"}"));
        basic = made(post(
                "/device-tariffs",
                "{\"device\":\"camera\",\"name\":\"Basic\",\"monthly\":990,\"creditDays\":3,\"halfYearDiscount\":5,"
                        + "\"yearDiscount\":10,\"features\":[\"real_time\"]}"));
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static String made(HttpResponse<String> answer) {
        return AdminPlane.json(expect(201, answer)).get("id").textValue();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        return plane.send(method, "/api/v1" + path, body, headers);
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    private ObjectNode get(String path) {
        return AdminPlane.json(expect(200, plane.get("/api/v1" + path)));
    }

    private String refill(long amount) {
        return made(post("/users/" + ada + "/refills", "{\"amount\":" + amount + "}"));
    }

    private HttpResponse<String> pay(int months) {
        return post(
                "/users/" + ada + "/payments",
                "{\"device\":\"cam-door\",\"tariffId\":\"" + basic + "\",\"months\":" + months + "}");
    }

    private HttpResponse<String> cancel(String transaction) {
        return send("DELETE", "/users/" + ada + "/transactions/" + transaction, "");
    }

    private long balance() {
        return get("/users/" + ada + "/ledger").get("balance").longValue();
    }

    private List<String> listed(String query) {
        List<String> ids = new ArrayList<>();
        get("/users/" + ada + "/transactions" + query)
                .get("items")
                .forEach(item -> ids.add(item.get("id").textValue()));
        return ids;
    }

    @Test
    void refillsABalanceOnceHoweverOftenItIsSent() {
        assertThat(balance()).isZero();
        String path = "/users/" + ada + "/refills";
        String[] key = {"Idempotency-Key", "refill-1"};
        String first = made(post(path, "{\"amount\":5000,\"currency\":\"BYN\"}", key));
        assertThat(AdminPlane.json(post(path, "{\"amount\":5000,\"currency\":\"BYN\"}", key))
                        .get("id")
                        .textValue())
                .isEqualTo(first);
        expect(422, post(path, "{\"amount\":6000}", key));

        assertThat(balance()).isEqualTo(5_000);
        expect(422, post(path, "{\"amount\":0}"));
        expect(422, post(path, "{\"amount\":-5}"));
        expect(422, post(path, "{\"amount\":10.5}"));
        expect(422, post(path, "{\"amount\":100000001}"));
        expect(422, post(path, "{\"amount\":1,\"currency\":\"EUR\"}"));
        expect(422, post(path, "{\"amount\":1,\"balance\":9}"));
        expect(404, post("/users/nobody/refills", "{\"amount\":1}"));
        assertThat(balance()).isEqualTo(5_000);
    }

    @Test
    void paysATariffForACameraAndListsIt() {
        expect(409, pay(1));
        refill(100_000);
        String payment = made(pay(6));

        ObjectNode ledger = get("/users/" + ada + "/ledger");
        assertThat(ledger.get("balance").longValue()).isEqualTo(100_000 - 990 * 6 * 95 / 100);
        JsonNode device = ledger.get("devices").get(0);
        assertThat(device.get("device").textValue()).isEqualTo("cam-door");
        assertThat(device.get("paidUpTo").textValue()).isEqualTo("2027-05-23T12:00:00Z");
        assertThat(device.get("servedUntil").textValue()).isEqualTo("2027-05-26T12:00:00Z");
        assertThat(device.get("expired").booleanValue()).isFalse();

        expect(204, send("PATCH", "/cameras/door", "{\"name\":\"Back door\"}", "If-Match", "*"));
        ObjectNode row = get("/users/" + ada + "/transactions/" + payment);
        assertThat(row.get("type").textValue()).isEqualTo("withdrawal");
        assertThat(row.get("operationFor").textValue()).isEqualTo("camera");
        assertThat(row.get("initialName").textValue()).isEqualTo("Door");
        assertThat(row.get("currentName").textValue()).isEqualTo("Back door");
        assertThat(row.get("tariff").get("name").textValue()).isEqualTo("Basic");
        expect(204, send("DELETE", "/users/" + ada + "/cameras/door", ""));
        assertThat(get("/users/" + ada + "/transactions/" + payment).has("currentName"))
                .isFalse();
    }

    @Test
    void refusesToPayForWhatIsNotThere() {
        refill(100_000);
        String path = "/users/" + ada + "/payments";
        expect(422, post(path, "{\"device\":\"cam-other\",\"tariffId\":\"" + basic + "\",\"months\":1}"));
        expect(422, post(path, "{\"device\":\"cam-door\",\"tariffId\":\"none\",\"months\":1}"));
        expect(422, pay(2));
        expect(204, send("DELETE", "/device-tariffs/" + basic, "", "If-Match", "*"));
        expect(422, pay(1));
        assertThat(balance()).isEqualTo(100_000);
    }

    @Test
    void takesBackOnlyTheLatestThenTheOneBefore() {
        String first = refill(5_000);
        String second = made(pay(1));

        expect(409, cancel(first));
        expect(404, cancel("nothing"));
        expect(204, cancel(second));
        assertThat(balance()).isEqualTo(5_000);
        assertThat(listed("")).containsExactly(first);
        assertThat(get("/users/" + ada + "/ledger").get("devices")).isEmpty();
        assertThat(listed("?cancelled=true&sort=at")).hasSize(3).startsWith(first, second);
        assertThat(get("/users/" + ada + "/transactions/" + second)
                        .get("cancelled")
                        .booleanValue())
                .isTrue();

        expect(204, cancel(second));
        expect(204, cancel(first));
        assertThat(balance()).isZero();
        assertThat(listed("")).isEmpty();
    }

    @Test
    void takesOneBackWhenManyMeanTheSame() {
        refill(100);
        String latest = refill(200);
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(CompletableFuture.supplyAsync(() -> cancel(latest).statusCode()));
        }
        assertThat(all).extracting(CompletableFuture::join).containsOnly(204);
        assertThat(balance()).isEqualTo(100);
    }

    @Test
    void goesThroughTransactionsPageByPage() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, refill(10));
        }
        ObjectNode page = get("/users/" + ada + "/transactions?limit=2");
        assertThat(page.get("items")).hasSize(2);
        assertThat(listed("?limit=2&page=2")).containsExactly(made.get(2), made.get(3));
        assertThat(listed("?cursor=" + page.get("nextCursor").textValue()))
                .containsExactly(made.get(2), made.get(3), made.get(4));
        expect(400, plane.get("/api/v1/users/" + ada + "/transactions?cancelled=maybe"));
    }

    @Test
    void showsAUserTheTariffsThereAreToChooseAmong() {
        String own = made(post(
                "/device-tariffs",
                "{\"device\":\"camera\",\"name\":\"Own\",\"monthly\":5,\"userId\":\"" + ada + "\"}"));
        String eve = made(
                post("/users", "{\"login\":\"eve\",\"password\":\"password\",\"expiresAt\":\"2028-01-01T00:00:00Z\"}"));
        assertThat(tariffs("/users/" + ada + "/device-tariffs")).containsExactly(basic, own);
        assertThat(tariffs("/users/" + eve + "/device-tariffs")).containsExactly(basic);
        expect(204, send("DELETE", "/device-tariffs/" + basic, "", "If-Match", "*"));
        assertThat(tariffs("/users/" + eve + "/device-tariffs")).isEmpty();
        assertThat(tariffs("/device-tariffs?sort=monthly")).containsExactly(own, basic);
        assertThat(tariffs("/device-tariffs?offered=true&device=camera")).containsExactly(own);
        expect(404, plane.get("/api/v1/users/nobody/device-tariffs"));
    }

    private List<String> tariffs(String path) {
        List<String> ids = new ArrayList<>();
        get(path).get("items").forEach(item -> ids.add(item.get("id").textValue()));
        return ids;
    }

    @Test
    void leavesARecordOfWhatMoved() {
        String refilled = refill(5_000);
        ObjectNode records = get("/audit?object=users/" + ada + "/transactions/" + refilled);
        assertThat(records.toString()).contains("\"amount\":5000");
    }

    @Test
    void keepsTariffsForEverybodyOrForOneUser() {
        String path = "/device-tariffs/" + basic;
        ObjectNode shown = get(path);
        assertThat(shown.get("prices").toString())
                .isEqualTo(
                        "[{\"months\":1,\"amount\":990},{\"months\":3,\"amount\":2970},{\"months\":6,\"amount\":5643},"
                                + "{\"months\":12,\"amount\":10692}]");
        expect(428, send("PATCH", path, "{\"monthly\":1}"));
        expect(204, send("PATCH", path, "{\"monthly\":1000,\"mostDevices\":2}", "If-Match", "*"));
        assertThat(get(path).get("monthly").longValue()).isEqualTo(1_000);
        expect(422, send("PATCH", path, "{\"features\":[\"fuel\"]}", "If-Match", "*"));
        expect(422, send("PATCH", path, "{\"device\":\"tracker\"}", "If-Match", "*"));
        expect(422, send("PATCH", path, "{\"userId\":\"nobody\"}", "If-Match", "*"));
        expect(
                422,
                post(
                        "/device-tariffs",
                        "{\"device\":\"camera\",\"name\":\"Own\",\"monthly\":1,\"userId\":\"nobody\"}"));
        expect(204, send("DELETE", path, "", "If-Match", "*"));
        assertThat(get(path).get("offered").booleanValue()).isFalse();
        expect(410, send("PATCH", path, "{\"monthly\":1}", "If-Match", "*"));
    }
}
