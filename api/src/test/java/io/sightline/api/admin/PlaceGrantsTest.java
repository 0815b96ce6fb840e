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

/** Several addresses and folders of one user in one request. */
@Timeout(120)
class PlaceGrantsTest {

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
        HttpResponse<String> answer = send(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ObjectNode results = AdminPlane.json(answer);
        return IntStream.range(0, results.get("results").size())
                .mapToObj(row -> results.at("/results/" + row))
                .map(row ->
                        row.get("action").textValue() + " " + row.get("place").textValue() + " "
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
        assertThat(outcomes("{\"attach\":[\"A:one\",\"A:two\",\"F:yard\"]}"))
                .containsExactly("attach A:one done", "attach A:two done", "attach F:yard done");
        assertThat(outcomes("{\"attach\":[\"A:three\",\"A:two\"],\"detach\":[\"A:one\",\"F:yard\",\"F:other\"]}"))
                .containsExactly(
                        "attach A:three done",
                        "attach A:two unchanged",
                        "detach A:one done",
                        "detach F:yard done",
                        "detach F:other unchanged");
        assertThat(held()).containsExactly("three", "two");
    }

    @Test
    void sayWhichOfThemDoNotExist() {
        assertThat(outcomes("{\"attach\":[\"A:one\",\"A:nowhere\",\"F:nothing\"]}"))
                .containsExactly("attach A:one done", "attach A:nowhere unknown", "attach F:nothing unknown");
        assertThat(held()).containsExactly("one");
        assertThat(outcomes("{\"attach\":[\"A:nowhere\"]}")).containsExactly("attach A:nowhere unknown");
        HttpResponse<String> single =
                plane.send("PUT", "/api/v1/users/" + firm + "/addresses/nowhere", "{\"status\":\"active\"}");
        assertThat(single.statusCode()).isEqualTo(404);
    }

    @Test
    void areRefusedAllWhenThereIsNoRoomForAll() {
        List<String> many = IntStream.range(0, 254).mapToObj(i -> "h" + i).toList();
        many.forEach(house -> plane.send("PUT", "/api/v1/addresses/" + house, "{\"name\":\"House\"}"));
        String all = "\"A:" + String.join("\",\"A:", many) + "\"";
        outcomes("{\"attach\":[" + all + "]}");
        assertThat(outcomes("{\"attach\":[\"A:one\",\"A:two\"],\"detach\":[\"A:h0\"]}"))
                .containsExactly("attach A:one no_room", "attach A:two no_room", "detach A:h0 no_room");
        assertThat(held()).hasSize(254).contains("h0").doesNotContain("one");
        assertThat(outcomes("{\"attach\":[\"A:one\"],\"detach\":[\"A:h0\"]}"))
                .containsExactly("attach A:one done", "detach A:h0 done");
    }

    @Test
    void areNamedAsPlacesAndOnce() {
        for (String wrong : List.of(
                "{}",
                "{\"attach\":[]}",
                "{\"attach\":[\"one\"]}",
                "{\"attach\":[\"U:" + firm + "\"]}",
                "{\"attach\":[\"A:one\"],\"detach\":[\"A:one\"]}",
                "{\"attach\":[\"A:one\"],\"status\":\"open\"}")) {
            assertThat(send(wrong).statusCode()).as(wrong).isEqualTo(422);
        }
        firm = "nobody";
        assertThat(send("{\"attach\":[\"A:one\"]}").statusCode()).isEqualTo(404);
    }

    @Test
    void areNotGivenToWhoHasGone() {
        plane.send("DELETE", "/api/v1/users/" + firm, "", "If-Match", "*");
        assertThat(send("{\"attach\":[\"A:one\"]}").statusCode()).isEqualTo(410);
    }
}
