package io.sightline.api.admin;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Several addresses and folders, or cameras, of one user in one request. */
@Timeout(120)
class SeveralGrantsTest {

    private final AdminPlane plane = AdminPlane.start();
    private String firm = "";

    @BeforeEach
    void housesAndAFirm() {
        for (String house : List.of("one", "two", "three")) {
            plane.send("PUT", "/api/v1/addresses/" + house, "{\"name\":\"House\"}");
        }
        plane.send("PUT", "/api/v1/folders/yard", "{\"addressId\":\"one\",\"key\":\"yard\"}");
        firm = AdminPlane.json(
                        plane.send("POST", "/api/v1/b2b-users", "{\"login\":\"bakery\",\"password\":\"Seven-grains\"}"))
                .get("id")
                .textValue();
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    private HttpResponse<String> send(String body) {
        return plane.send("POST", "/api/v1/users/" + firm + "/places", body);
    }

    private List<String> outcomes(String body) {
        return outcomes(send(body));
    }

    private static List<String> outcomes(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ObjectNode results = AdminPlane.json(answer);
        return IntStream.range(0, results.get("results").size())
                .mapToObj(row -> results.at("/results/" + row))
                .map(row -> (row.get("given").booleanValue() ? "give " : "take ")
                        + row.get("kind").textValue() + " " + row.get("id").textValue() + " "
                        + row.get("outcome").textValue())
                .toList();
    }

    private List<String> held() {
        ObjectNode user = AdminPlane.json(plane.get("/api/v1/users/" + firm));
        List<String> ids = user.get("addresses").findValuesAsText("id");
        ids.addAll(user.get("folders").findValuesAsText("id"));
        return ids;
    }

    @Test
    void areAttachedAndDetachedTogether() {
        assertThat(outcomes("{\"attach\":{\"addresses\":[\"one\",\"two\"],\"folders\":[\"yard\"]}}"))
                .containsExactly("give address one done", "give address two done", "give folder yard done");
        assertThat(
                        outcomes(
                                "{\"attach\":{\"addresses\":[\"three\",\"two\"]},\"detach\":{\"addresses\":[\"one\"],\"folders\":[\"yard\",\"other\"]}}"))
                .containsExactly(
                        "give address three done",
                        "give address two unchanged",
                        "take address one done",
                        "take folder yard done",
                        "take folder other unchanged");
        assertThat(held()).containsExactly("three", "two");
    }

    @Test
    void sayWhichOfThemDoNotExist() {
        assertThat(outcomes("{\"attach\":{\"addresses\":[\"one\",\"nowhere\"],\"folders\":[\"nothing\"]}}"))
                .containsExactly(
                        "give address one done", "give address nowhere unknown", "give folder nothing unknown");
        assertThat(held()).containsExactly("one");
        assertThat(outcomes("{\"attach\":{\"addresses\":[\"nowhere\"]}}"))
                .containsExactly("give address nowhere unknown");
        HttpResponse<String> single =
                plane.send("PUT", "/api/v1/users/" + firm + "/addresses/nowhere", "{\"status\":\"active\"}");
        assertThat(single.statusCode()).isEqualTo(404);
    }

    @Test
    void areRefusedAllWhenThereIsNoRoomForAll() {
        List<String> many = IntStream.range(0, 254).mapToObj(i -> "h" + i).toList();
        many.forEach(house -> plane.send("PUT", "/api/v1/addresses/" + house, "{\"name\":\"House\"}"));
        String all = "\"" + String.join("\",\"", many) + "\"";
        outcomes("{\"attach\":{\"addresses\":[" + all + "]}}");
        assertThat(outcomes("{\"attach\":{\"addresses\":[\"one\",\"two\"]},\"detach\":{\"addresses\":[\"h0\"]}}"))
                .containsExactly("give address one no_room", "give address two no_room", "take address h0 no_room");
        assertThat(held()).hasSize(254).contains("h0").doesNotContain("one");
        assertThat(outcomes("{\"attach\":{\"addresses\":[\"one\"]},\"detach\":{\"addresses\":[\"h0\"]}}"))
                .containsExactly("give address one done", "take address h0 done");
    }

    @Test
    void areNamedAsPlacesAndOnce() {
        for (String wrong : List.of(
                "{}",
                "{\"attach\":{\"folders\":[]}}",
                "{\"attach\":[\"one\"]}",
                "{\"attach\":{\"addresses\":[\"no id at all\"]}}",
                "{\"attach\":{\"addresses\":[\"one\"]},\"detach\":{\"addresses\":[\"one\"]}}",
                "{\"attach\":{\"addresses\":[\"one\"]},\"status\":\"open\"}")) {
            assertThat(send(wrong).statusCode()).as(wrong).isEqualTo(422);
        }
        firm = "nobody";
        assertThat(send("{\"attach\":{\"addresses\":[\"one\"]}}").statusCode()).isEqualTo(404);
    }

    @Test
    void areNotGivenToWhoHasGone() {
        plane.send("DELETE", "/api/v1/users/" + firm, "", "If-Match", "*");
        assertThat(send("{\"attach\":{\"addresses\":[\"one\"]}}").statusCode()).isEqualTo(410);
    }

    @Test
    void areCamerasWithOneLengthOfArchive() {
        String path = "/api/v1/users/" + firm + "/cameras";
        for (String camera : List.of("door", "gate")) {
            plane.send("PUT", "/api/v1/cameras/" + camera, "{\"name\":\"Camera\"}");
        }
        assertThat(outcomes(plane.send(
                        "POST", path, "{\"grant\":{\"cameras\":[\"door\",\"gate\",\"none\"]},\"archiveDays\":7}")))
                .containsExactly("give camera door done", "give camera gate done", "give camera none unknown");
        assertThat(outcomes(plane.send(
                        "POST",
                        path,
                        "{\"grant\":{\"cameras\":[\"door\"]},\"archiveDays\":7,\"revoke\":{\"cameras\":[\"gate\"]}}")))
                .containsExactly("give camera door unchanged", "take camera gate done");
        assertThat(outcomes(plane.send("POST", path, "{\"grant\":{\"cameras\":[\"door\"]},\"archiveDays\":30}")))
                .containsExactly("give camera door done");
        ObjectNode user = AdminPlane.json(plane.get("/api/v1/users/" + firm));
        assertThat(user.get("cameras").toString())
                .isEqualTo("[{\"id\":\"door\",\"status\":\"active\",\"archiveDays\":30}]");
        assertThat(plane.send("POST", path, "{\"grant\":{\"cameras\":[]}}").statusCode())
                .isEqualTo(422);
    }
}
