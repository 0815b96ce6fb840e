package io.sightline.api.admin;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** How every list is narrowed down, sorted and paged. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsTest {

    private static final int CHILDREN = 23;
    private static final String PATH = "/api/v1/addresses/street/children";

    private AdminPlane plane;

    @BeforeAll
    void aStreetOfHouses() {
        plane = AdminPlane.start();
        plane.send("PUT", "/api/v1/addresses/street", "{\"name\":\"Street\"}");
        plane.send("PUT", "/api/v1/addresses/other", "{\"name\":\"Other\"}");
        for (String id : ids()) {
            plane.send("PUT", "/api/v1/addresses/" + id, "{\"name\":\"House\",\"parentId\":\"street\"}");
        }
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    private static List<String> ids() {
        return IntStream.range(0, CHILDREN).mapToObj("h%02d"::formatted).toList();
    }

    private ObjectNode page(String query) {
        HttpResponse<String> answer = plane.get(PATH + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return AdminPlane.json(answer);
    }

    /** The items of all pages, each followed by the link to the next. */
    private List<String> follow(String query) {
        List<String> seen = new ArrayList<>();
        Pattern next = Pattern.compile("<([^>]*)>; rel=\"next\"");
        String path = PATH + query;
        while (path != null) {
            HttpResponse<String> answer = plane.get(path);
            AdminPlane.json(answer)
                    .get("items")
                    .forEach(each -> seen.add(each.get("id").textValue()));
            Matcher link = next.matcher(answer.headers().firstValue("Link").orElseThrow());
            path = link.find() ? link.group(1) : null;
        }
        return seen;
    }

    @Test
    void isFollowedByItsLinksToTheEnd() {
        assertThat(follow("")).isEqualTo(ids());
        assertThat(follow("?limit=5")).isEqualTo(ids());
        List<String> backwards = new ArrayList<>(ids());
        Collections.reverse(backwards);
        assertThat(follow("?limit=4&sort=-id")).isEqualTo(backwards);
    }

    @Test
    void isEnteredInTheMiddle() {
        assertThat(page("?limit=5&page=3").get("items").findValuesAsText("id")).isEqualTo(ids().subList(10, 15));
        assertThat(page("?limit=5&page=6").get("items")).isEmpty();
        assertThat(page("?limit=50&page=200").get("items")).isEmpty();
        assertThat(plane.get(PATH + "?limit=50&page=201").statusCode()).isEqualTo(400);
        assertThat(plane.get(PATH + "?page=0").statusCode()).isEqualTo(400);
    }

    @Test
    void goesOnWhereItWasWhenWhatWasThereHasGone() {
        plane.send("PUT", "/api/v1/addresses/h04a", "{\"name\":\"House\",\"parentId\":\"street\"}");
        ObjectNode first = page("?limit=6");
        assertThat(first.get("items").findValuesAsText("id")).endsWith("h04a");
        plane.send("DELETE", "/api/v1/addresses/h04a", "", "If-Match", "*");
        assertThat(page("?limit=2&cursor=" + first.get("nextCursor").textValue())
                        .get("items")
                        .findValuesAsText("id"))
                .containsExactly("h05", "h06");
    }

    @Test
    void keepsACursorToItsListItsOrderAndItsMaker() {
        String cursor = page("?limit=5&sort=-id").get("nextCursor").textValue();
        assertThat(page("?cursor=" + cursor).at("/items/0/id").textValue()).isEqualTo("h17");
        assertThat(page("?cursor=" + cursor + "&sort=-id").at("/items/0/id").textValue())
                .isEqualTo("h17");
        refused(PATH + "?sort=id&cursor=" + cursor);
        refused("/api/v1/addresses/other/children?cursor=" + cursor);
        refused(PATH + "?cursor=" + cursor.substring(0, cursor.length() - 1) + (cursor.endsWith("A") ? "B" : "A"));
        refused(PATH + "?cursor=" + (cursor.startsWith("e") ? "f" : "e") + cursor.substring(1));
        refused(PATH + "?cursor=nonsense");
        AdminSecrets others = new AdminSecrets(new SecretKeySpec(new byte[] {1}, "HmacSHA256"));
        refused(PATH + "?cursor=" + new Cursors(others).text(PATH, new Cursors.Cursor(Map.of(), "h01")));
        assertThat(plane.get(PATH + "?page=1&cursor=" + cursor).statusCode()).isEqualTo(400);
    }

    private void refused(String path) {
        HttpResponse<String> answer = plane.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        assertThat(AdminPlane.json(answer).get("code").textValue()).isEqualTo("cursor");
    }

    @Test
    void refusesWhatItCannotBeAsked() {
        for (String query :
                new String[] {"limit=0", "limit=201", "limit=x", "sort=name", "colour=red", "limit=1&limit=2"}) {
            assertThat(plane.get(PATH + "?" + query).statusCode()).as(query).isEqualTo(400);
        }
    }

    @Test
    void isNarrowedDownAndStaysSoFromPageToPage() {
        String user = "";
        for (int i = 0; i < 6; i++) {
            String type = i == 0 ? "new_entity" : i % 2 == 0 ? "unpause_entity" : "pause_entity";
            String more =
                    i == 0 ? ",\"password\":\"password\",\"userType\":\"b2c\",\"subscriberKind\":\"individual\"" : "";
            user = AdminPlane.json(plane.send(
                            "POST",
                            "/api/v1/billing/requests",
                            "{\"requestId\":\"q%d\",\"type\":\"billing.%s\",\"login\":\"lister\",\"occurredAt\":\"2026-11-22T11:0%d:00Z\"%s}"
                                    .formatted(i, type, i, more)))
                    .get("userId")
                    .textValue();
        }
        String path = "/api/v1/users/" + user + "/billing-events";
        ObjectNode paused = AdminPlane.json(plane.get(path + "?type=billing.pause_entity&limit=2"));
        assertThat(paused.get("items").findValuesAsText("requestId")).containsExactly("q5", "q3");
        ObjectNode rest = AdminPlane.json(
                plane.get(path + "?cursor=" + paused.get("nextCursor").textValue()));
        assertThat(rest.get("items").findValuesAsText("requestId")).containsExactly("q1");
        refused(path + "?type=billing.new_entity&cursor="
                + paused.get("nextCursor").textValue());
        assertThat(AdminPlane.json(plane.get(path + "?outcome=rejected")).get("items"))
                .isEmpty();
        assertThat(AdminPlane.json(plane.get(path + "?sort=createdAt&limit=1"))
                        .at("/items/0/requestId")
                        .textValue())
                .isEqualTo("q0");
        assertThat(plane.get(path + "?type=nonsense").statusCode()).isEqualTo(400);
        assertThat(plane.get(path + "?outcome=nonsense").statusCode()).isEqualTo(400);
    }
}
