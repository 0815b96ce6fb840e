package io.sightline.api.admin;

import java.net.http.HttpResponse;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The list of firms: three of them, with an active plan, one that is attached, and none. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class B2bListTest {

    private AdminPlane plane;
    private String bakery = "";
    private String office = "";

    @BeforeAll
    void threeFirms() {
        plane = AdminPlane.start();
        bakery = firm("bakery", "Bäckerei Anton", "190000001");
        String grocer = firm("grocer", "Greens", "190000002");
        firm("chemist", "Drugs", "280000003");
        office = plan("Office");
        attach(bakery, office);
        plane.send("POST", "/api/v1/users/" + bakery + "/service/activation", "");
        attach(grocer, plan("House"));
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    private String firm(String login, String name, String number) {
        return id(plane.send(
                "POST",
                "/api/v1/b2b-users",
                "{\"login\":\"" + login + "\",\"password\":\"Seven-grains\",\"name\":\"" + name
                        + "\",\"particulars\":{\"taxpayerNumber\":\"" + number + "\"}}"));
    }

    private String plan(String title) {
        return id(plane.send(
                "POST",
                "/api/v1/tariff-plans",
                "{\"title\":\"" + title + "\",\"description\":\"d\",\"months\":1,"
                        + "\"price\":{\"minor\":990,\"currency\":\"EUR\"}}"));
    }

    private static String id(HttpResponse<String> made) {
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return AdminPlane.json(made).get("id").textValue();
    }

    private void attach(String firm, String plan) {
        plane.send("PUT", "/api/v1/users/" + firm + "/service/plan", "{\"planId\":\"" + plan + "\"}");
    }

    private ObjectNode list(String query) {
        HttpResponse<String> answer = plane.get("/api/v1/b2b-users" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return AdminPlane.json(answer);
    }

    private List<String> logins(String query) {
        return list(query).get("items").findValuesAsText("login");
    }

    @Test
    void showsEachWithItsPlanAndHowItStands() {
        assertThat(list("?q=bakery").get("items").get(0).toString())
                .isEqualTo("{\"id\":\"" + bakery + "\",\"login\":\"bakery\",\"name\":\"Bäckerei Anton\","
                        + "\"taxpayerNumber\":\"190000001\",\"serviceStatus\":\"active\",\"tariffId\":\"" + office
                        + "\",\"tariff\":\"Office\",\"status\":\"active\",\"createdAt\":\"2026-11-22T12:00:00Z\"}");
    }

    @Test
    void saysOfThoseWithoutAPlanThatNoServiceWasAdded() {
        ObjectNode chemist = (ObjectNode) list("?q=chemist").get("items").get(0);
        assertThat(chemist.get("serviceStatus").textValue()).isEqualTo("service_not_added");
        assertThat(chemist.has("tariff")).isFalse();
        assertThat(logins("?serviceStatus=service_not_added")).containsExactly("chemist");
        String gone = firm("former", "Former", "1");
        attach(gone, office);
        assertThat(logins("?serviceStatus=not_activated&sort=login")).containsExactly("former", "grocer");
        plane.send("DELETE", "/api/v1/users/" + gone + "/service/plan", "");
        assertThat(logins("?serviceStatus=service_not_added&sort=login")).containsExactly("chemist", "former");
        plane.send("DELETE", "/api/v1/users/" + gone, "", "If-Match", "*");
        assertThat(logins("?status=ended")).containsExactly("former");
    }

    @Test
    void findsByIdLoginNameAndTaxpayerNumber() {
        assertThat(logins("?q=" + bakery)).containsExactly("bakery");
        assertThat(logins("?q=groc")).containsExactly("grocer");
        assertThat(logins("?q=backerei")).containsExactly("bakery");
        assertThat(logins("?q=28000")).containsExactly("chemist");
        assertThat(logins("?q=nobody")).isEmpty();
    }

    @Test
    void isNarrowedDownByServiceAndTariff() {
        assertThat(logins("?serviceStatus=active")).containsExactly("bakery");
        assertThat(logins("?serviceStatus=active,not_activated&sort=login")).containsExactly("bakery", "grocer");
        assertThat(logins("?tariff=House")).containsExactly("grocer");
        assertThat(logins("?tariffId=" + office)).containsExactly("bakery");
        assertThat(list("?facets=serviceStatus&serviceStatus=active,not_activated")
                        .at("/facets/serviceStatus")
                        .findValuesAsText("code"))
                .containsExactlyInAnyOrder("active", "not_activated");
    }

    @Test
    void isSortedByIdServiceAndTariffAndPaged() {
        String two = "&serviceStatus=active,not_activated";
        assertThat(logins("?sort=serviceStatus" + two)).containsExactly("bakery", "grocer");
        assertThat(logins("?sort=-serviceStatus" + two)).containsExactly("grocer", "bakery");
        assertThat(logins("?sort=tariff" + two)).containsExactly("grocer", "bakery");
        assertThat(list("?sort=id" + two).get("items").findValuesAsText("id")).isSorted();
        ObjectNode first = list("?sort=tariff&limit=1" + two);
        assertThat(first.get("items").findValuesAsText("login")).containsExactly("grocer");
        assertThat(logins("?cursor=" + first.get("nextCursor").textValue())).containsExactly("bakery");
    }

    @Test
    void isAmongAllUsersToo() {
        HttpResponse<String> all = plane.get("/api/v1/users?origin=portal&sort=login");
        assertThat(AdminPlane.json(all).get("items").findValuesAsText("login")).contains("bakery", "chemist", "grocer");
    }
}
