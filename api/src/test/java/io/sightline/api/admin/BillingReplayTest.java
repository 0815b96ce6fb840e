package io.sightline.api.admin;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Sending a request of the system log once more: what is answered, and to whom. */
@Timeout(60)
class BillingReplayTest {

    private static final String PATH = "/api/v1/billing/requests";
    private static final String CREATE = """
            {"requestId":"create","type":"billing.new_entity","login":"ada","occurredAt":"2026-11-22T11:00:00Z",\
            "password":"secret of ada","userType":"b2c","subscriberKind":"individual"}""";
    private static final String PAUSE = """
            {"requestId":"pause","type":"billing.pause_entity","login":"ada","occurredAt":"2026-11-22T11:30:00Z"}""";

    private final AdminPlane plane = AdminPlane.start();

    @AfterEach
    void stop() {
        plane.close();
    }

    /** The newest settled row of a request. */
    private JsonNode row(String request) {
        return Awaitility.await()
                .until(
                        () -> {
                            for (JsonNode each :
                                    AdminPlane.json(plane.get(PATH)).get("items")) {
                                if (each.get("requestId").textValue().equals(request)) {
                                    return each;
                                }
                            }
                            return Json.object().put("outcome", "under_way");
                        },
                        each -> !each.get("outcome").textValue().equals("under_way"));
    }

    private HttpResponse<String> replay(JsonNode row) {
        return plane.send("POST", PATH + "/" + row.get("id").textValue() + "/replay", "");
    }

    private static String code(HttpResponse<String> answer) {
        return AdminPlane.json(answer).get("code").textValue();
    }

    @Test
    void carriesOutWhatWasKeptAndSaysSo() {
        plane.send("POST", PATH, PAUSE);
        JsonNode kept = row("pause");
        assertThat(kept.get("replayable").booleanValue()).isTrue();
        String user =
                AdminPlane.json(plane.send("POST", PATH, CREATE)).get("userId").textValue();

        HttpResponse<String> answer = replay(kept);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(AdminPlane.json(answer).get("outcome").textValue()).isEqualTo("applied");
        assertThat(AdminPlane.json(plane.get("/api/v1/users/" + user))
                        .get("status")
                        .textValue())
                .isEqualTo("paused");
        String again = AdminPlane.json(answer).get("requestId").textValue();
        JsonNode event = AdminPlane.json(plane.get("/api/v1/users/" + user + "/billing-events/" + again));
        assertThat(event.get("id")).isEqualTo(row(again).get("id"));
        assertThat(event.get("replayable").booleanValue()).isFalse();
        assertThat(replay(kept).statusCode()).isEqualTo(200);
    }

    @Test
    void answersAsTheFirstTimeWhatComesOfItOtherwise() {
        plane.send("POST", PATH, PAUSE);

        HttpResponse<String> answer = replay(row("pause"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(AdminPlane.json(answer).at("/result/outcome").textValue()).isEqualTo("kept");
    }

    @Test
    void sendsAReplayThatFailedTooFromItsOwnPlaceAlone() {
        plane.send("POST", PATH, CREATE);
        plane.send("POST", PATH, CREATE.replace("\"create\"", "\"taken\""));
        JsonNode rejected = row("taken");
        String first = AdminPlane.json(replay(rejected)).at("/result/requestId").textValue();
        JsonNode failed = row(first);

        HttpResponse<String> again = replay(rejected);

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(code(again)).isEqualTo("not_replayable");
        assertThat(again.body()).contains(first).contains("rejected");
        assertThat(code(replay(failed))).isEqualTo("login_taken");
    }

    @Test
    void refusesWhatHadAnEffectAndARepetition() {
        plane.send("POST", PATH, CREATE);
        JsonNode applied = row("create");
        plane.send("POST", PATH, CREATE);
        JsonNode repetition = row("create");

        assertThat(applied.get("replayable").booleanValue()).isFalse();
        assertThat(replay(applied).statusCode()).isEqualTo(409);
        assertThat(code(replay(applied))).isEqualTo("not_replayable");
        assertThat(repetition.get("outcome").textValue()).isEqualTo("duplicate");
        assertThat(code(replay(repetition))).isEqualTo("not_replayable");
    }

    @Test
    void doesNotKnowAnotherPlace() {
        assertThat(plane.send("POST", PATH + "/0.1/replay", "").statusCode()).isEqualTo(404);
        assertThat(plane.send("POST", PATH + "/pause/replay", "").statusCode()).isEqualTo(404);
    }

    @Test
    void answersOneKeyOnce() {
        plane.send("POST", PATH, PAUSE);
        plane.send("POST", PATH, CREATE);
        String path = PATH + "/" + row("pause").get("id").textValue() + "/replay";

        HttpResponse<String> first = keyed(path);
        HttpResponse<String> second = keyed(path);

        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(second.body()).isEqualTo(first.body());
    }

    private HttpResponse<String> keyed(String path) {
        return plane.send(
                plane.request(path).header("Idempotency-Key", "once").POST(HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void isForWhoeverMayWriteForBillingAndSeesEverything() {
        plane.send("POST", PATH, PAUSE);
        plane.send("PUT", "/api/v1/addresses/house", "{\"name\":\"House\"}");
        String path = PATH + "/" + row("pause").get("id").textValue() + "/replay";
        Browser reader = Browser.of(plane, "reader", "\"permissions\":[\"billing:read\"]");
        Browser part = Browser.of(plane, "part", "\"permissions\":[\"*\"],\"sight\":{\"addresses\":[\"house\"]}");
        Browser writer = Browser.of(plane, "writer", "\"permissions\":[\"billing:write\"]");

        assertThat(reader.send("POST", path, "").statusCode()).isEqualTo(403);
        assertThat(part.send("POST", path, "").statusCode()).isEqualTo(404);
        assertThat(code(writer.send("POST", path, ""))).isEqualTo("unknown_entity");
    }

    @Test
    void isAuditedWithWhoAndWhich() {
        plane.send("POST", PATH, PAUSE);
        plane.send("POST", PATH, CREATE);
        JsonNode kept = row("pause");
        Browser writer = Browser.of(plane, "writer", "\"permissions\":[\"billing:write\"]");
        writer.send("POST", PATH + "/" + kept.get("id").textValue() + "/replay", "");

        JsonNode record = AdminPlane.json(plane.get("/api/v1/audit?limit=1")).at("/items/0");

        assertThat(record.toString()).contains(kept.get("id").textValue());
        assertThat(record.get("operation").textValue()).endsWith("/{position}/replay");
    }
}
