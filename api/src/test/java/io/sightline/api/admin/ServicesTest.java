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

/** What an administrator does with a firm's tariff plan, and what an operator's billing on a real socket says of it. */
@Timeout(120)
class ServicesTest {

    private static final String SUBSCRIBED =
            "{\"status\":\"active\",\"plan\":\"Office Plus\",\"endDate\":\"2027-05-31\",\"packages\":[\"cctv\"]}";

    private final LittleOperator operator = new LittleOperator();
    private final AdminPlane plane =
            AdminPlane.start(operator.settings() + "sightline.service { attempts = 2, interval = 1m }");
    private String office = "";
    private String firm = "";

    @BeforeEach
    void aFirmAndAPlan() {
        office = plan("Office");
        firm = AdminPlane.json(
                        plane.send("POST", "/api/v1/b2b-users", "{\"login\":\"bakery\",\"password\":\"Seven-grains\"}"))
                .get("id")
                .textValue();
    }

    @AfterEach
    void stop() {
        plane.close();
        operator.close();
    }

    private String plan(String title) {
        return AdminPlane.json(plane.send(
                        "POST",
                        "/api/v1/tariff-plans",
                        "{\"title\":\"" + title + "\",\"description\":\"d\",\"months\":3,"
                                + "\"price\":{\"minor\":990,\"currency\":\"EUR\"}}"))
                .get("id")
                .textValue();
    }

    private HttpResponse<String> send(int expected, String method, String path, String body, String... headers) {
        HttpResponse<String> answer = plane.send(method, "/api/v1/users/" + firm + path, body, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        return answer;
    }

    private void refused(String reason, String method, String path, String body) {
        assertThat(AdminPlane.json(send(409, method, path, body)).get("detail").textValue())
                .isEqualTo(reason);
    }

    private ObjectNode service() {
        return AdminPlane.json(plane.get("/api/v1/users/" + firm + "/service"));
    }

    private String status() {
        return service().get("status").textValue();
    }

    private boolean hasAccess() {
        return AdminPlane.json(plane.get("/api/v1/users/" + firm))
                .get("status")
                .textValue()
                .equals("active");
    }

    private void activated() {
        send(204, "PUT", "/service/plan", "{\"planId\":\"" + office + "\"}");
        send(204, "POST", "/service/activation", "");
    }

    @Test
    void givesAccessOnceThePlanIsActiveAndNotBefore() {
        assertThat(service().toString())
                .isEqualTo(
                        "{\"status\":\"service_not_added\",\"allows\":\"none\",\"operator\":{\"refused\":0,\"missing\":0}}");
        refused("serviceStatus", "POST", "/service/activation", "");
        send(204, "PUT", "/service/plan", "{\"planId\":\"" + office + "\"}");
        assertThat(status()).isEqualTo("not_activated");
        assertThat(service().at("/plan/name").textValue()).isEqualTo("Office");
        assertThat(hasAccess()).isFalse();
        HttpResponse<String> done = send(204, "POST", "/service/activation", "");
        assertThat(hasAccess()).isTrue();
        assertThat(service().get("endDate").textValue()).isEqualTo("2027-02-22");
        send(204, "POST", "/service/activation", "");
        String token = done.headers().firstValue("Sightline-Token").orElseThrow();
        assertThat(plane.get("/api/v1/users/" + firm + "/service?atLeast=" + token)
                        .headers()
                        .firstValue("ETag"))
                .isEqualTo(done.headers().firstValue("ETag"));
    }

    @Test
    void isRecordedAsItWasAndAsItIs() {
        activated();
        ObjectNode audit = AdminPlane.json(plane.get("/api/v1/audit?object=users/" + firm));
        assertThat(audit.at("/items/0/changes/before/status").textValue()).isEqualTo("not_activated");
        assertThat(audit.at("/items/0/changes/after/status").textValue()).isEqualTo("active");
        assertThat(audit.at("/items/0/changes/after/endDate").textValue()).isEqualTo("2027-02-22");
    }

    @Test
    void attachesOnlyWhatIsOnOffer() {
        send(422, "PUT", "/service/plan", "{\"planId\":\"nothing\"}");
        send(422, "PUT", "/service/plan", "{}");
        plane.send("POST", "/api/v1/tariff-plans/archive", "{\"ids\":[\"" + office + "\"]}");
        refused("planArchived", "PUT", "/service/plan", "{\"planId\":\"" + office + "\"}");
        plane.send("POST", "/api/v1/tariff-plans/restore", "{\"ids\":[\"" + office + "\"]}");
        activated();
        refused("serviceStatus", "PUT", "/service/plan", "{\"planId\":\"" + plan("Other") + "\"}");
    }

    @Test
    void offersTheUserWhatItIsShown() {
        plane.send("PATCH", "/api/v1/tariff-plans/" + plan("Hidden"), "{\"shown\":false}", "If-Match", "*");
        plane.send("POST", "/api/v1/tariff-plans/archive", "{\"ids\":[\"" + plan("Archived") + "\"]}");
        ObjectNode offered = AdminPlane.json(plane.get("/api/v1/users/" + firm + "/tariff-plans"));
        assertThat(offered.get("items").findValuesAsText("title")).containsExactly("Office");
    }

    @Test
    void pausesOnceAYearForNothing() {
        refused("serviceStatus", "POST", "/service/pause", "{\"days\":10}");
        activated();
        send(422, "POST", "/service/pause", "{\"days\":15}");
        send(204, "POST", "/service/pause", "{\"days\":20}");
        assertThat(status()).isEqualTo("on_pause");
        assertThat(service().get("pausedUntil").textValue()).isEqualTo("2026-12-12T12:00:00Z");
        assertThat(hasAccess()).isFalse();
        send(204, "DELETE", "/service/pause", "");
        assertThat(hasAccess()).isTrue();
        refused("freePause", "POST", "/service/pause", "{\"days\":10}");
        HttpResponse<String> waited =
                send(200, "POST", "/service/pause?waitFor=applied", "{\"days\":30,\"paid\":true}");
        assertThat(AdminPlane.json(waited).get("applied").booleanValue()).isTrue();
        plane.at(AdminPlane.NOON.plus(Duration.ofDays(30)));
        assertThat(status()).isEqualTo("active");
        assertThat(hasAccess()).isTrue();
    }

    @Test
    void changesTheActivePlanAtOnce() {
        activated();
        plane.now.set(AdminPlane.NOON.plus(Duration.ofDays(10)));
        send(204, "POST", "/service/change", "{\"planId\":\"" + plan("House") + "\"}");
        assertThat(status()).isEqualTo("active");
        assertThat(service().at("/plan/name").textValue()).isEqualTo("House");
        assertThat(service().get("endDate").textValue()).isEqualTo("2027-03-02");
    }

    @Test
    void endsWithItsPlan() {
        activated();
        HttpResponse<String> waited = send(200, "DELETE", "/service/plan?waitFor=applied", "");
        assertThat(AdminPlane.json(waited).get("applied").booleanValue()).isTrue();
        assertThat(status()).isEqualTo("service_not_added");
        assertThat(hasAccess()).isFalse();
        send(204, "DELETE", "/service/plan", "");
    }

    @Test
    void takesNameAndDateFromTheOperatorWhenAsked() {
        operator.says("bakery", SUBSCRIBED);
        refused("serviceStatus", "POST", "/service/sync", "");
        activated();
        ObjectNode now = AdminPlane.json(send(200, "POST", "/service/sync", ""));
        assertThat(now.at("/plan/name").textValue()).isEqualTo("Office Plus");
        assertThat(now.get("endDate").textValue()).isEqualTo("2027-05-31");
        assertThat(now.at("/operator/answer").textValue()).isEqualTo("subscribed");
    }

    @Test
    void changesNothingWhenTheOperatorIsAgainstTheUserOrSilent() {
        activated();
        refused("operatorNotActive", "POST", "/service/sync", "");
        operator.says("bakery", "out of order");
        refused("operatorSilent", "POST", "/service/sync", "");
        assertThat(status()).isEqualTo("active");
        assertThat(service().at("/plan/name").textValue()).isEqualTo("Office");
    }

    /** Has as many enquiries asked and answered as count. */
    private void askedTwice() {
        plane.at(AdminPlane.NOON.plus(Duration.ofHours(24)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> service().at("/operator/answeredAt").isTextual());
        plane.at(AdminPlane.NOON.plus(Duration.ofHours(25)));
    }

    private void becomes(String status) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> status().equals(status));
    }

    @Test
    void isDeactivatedByTheOperatorAndBroughtBackByHandAlone() {
        activated();
        askedTwice();
        becomes("deactivated");
        assertThat(hasAccess()).isFalse();
        refused("serviceStatus", "POST", "/service/activation", "");
        operator.says("bakery", SUBSCRIBED);
        send(200, "POST", "/service/sync", "");
        assertThat(status()).isEqualTo("active");
        assertThat(hasAccess()).isTrue();
    }

    @Test
    void keepsLiveViewingWhenTheOperatorMissesItsPackages() {
        operator.says("bakery", "{\"status\":\"active\",\"packages\":[]}");
        activated();
        askedTwice();
        becomes("only_live");
        assertThat(service().get("allows").textValue()).isEqualTo("live_only");
        assertThat(AdminPlane.json(plane.get("/api/v1/users/" + firm))
                        .get("liveOnly")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void existsForUsersWhoNeedAPlanAlone() {
        firm = AdminPlane.json(plane.send(
                        "POST",
                        "/api/v1/users",
                        "{\"login\":\"ada\",\"password\":\"password\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}"))
                .get("id")
                .textValue();
        send(404, "PUT", "/service/plan", "{\"planId\":\"" + office + "\"}");
        assertThat(plane.get("/api/v1/users/" + firm + "/service").statusCode()).isEqualTo(404);
        firm = "nobody";
        send(404, "POST", "/service/activation", "");
    }
}
