package io.sightline.api.admin;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.directory.AtLeast;
import io.sightline.engine.directory.Directory;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Result;
import io.sightline.engine.domain.EntityRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists of all users, devices and places: searched, filtered, sorted, counted and paged. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryListsTest {

    private AdminPlane plane;
    private final Map<String, String> ids = new java.util.HashMap<>();
    private String token = "";

    @BeforeAll
    void aSmallTown() {
        plane = AdminPlane.start();
        plane.send("PUT", "/api/v1/addresses/town", "{\"name\":\"Town\"}");
        plane.send("PUT", "/api/v1/addresses/high1", "{\"name\":\"1 High Street\",\"parentId\":\"town\"}");
        plane.send("PUT", "/api/v1/addresses/high2", "{\"name\":\"2 High Street\",\"parentId\":\"town\"}");
        plane.send("PUT", "/api/v1/folders/yard", "{\"addressId\":\"high1\",\"key\":\"yard\"}");
        plane.send(
                "PUT",
                "/api/v1/cameras/door",
                "{\"name\":\"Door\",\"service\":\"8MP, wide\",\"archiveDays\":14,\"streams\":[{\"type\":\"high\",\"status\":\"active\"},"
                        + "{\"type\":\"low\",\"status\":\"inactive\"}]}");
        plane.send("PUT", "/api/v1/cameras/gate", "{\"name\":\"Gate\",\"service\":\"4MP\",\"archiveDays\":7}");
        plane.send("PUT", "/api/v1/cameras/roof", "{\"name\":\"Rooftop\"}");
        plane.send("PUT", "/api/v1/cameras/door/places/A:high1", "{\"label\":\"1 High Street\"}");
        plane.send("PUT", "/api/v1/cameras/gate/places/F:yard", "{}");
        plane.send(
                "PUT",
                "/api/v1/intercoms/panel",
                "{\"name\":\"Panel\",\"addressId\":\"high1\",\"department\":2,\"vendor\":\"Acme\",\"flatFrom\":1,\"flatTo\":9}");
        billed("ada", "Ada Lovelace", "individual");
        billed("bob", "Bob Núñez", "individual");
        billed("acme", "Acme Ltd", "legal");
        HttpResponse<String> made = plane.send(
                "POST",
                "/api/v1/users",
                "{\"login\":\"guest\",\"password\":\"password\",\"name\":\"Guest\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}");
        ids.put("guest", AdminPlane.json(made).get("id").textValue());
        token = made.headers().firstValue("Sightline-Token").orElseThrow();
        plane.send(
                "POST",
                "/api/v1/billing/requests",
                "{\"requestId\":\"p\",\"type\":\"billing.pause_entity\",\"login\":\"bob\",\"occurredAt\":\"2026-11-22T11:05:00Z\"}");
        plane.send(
                "PUT", "/api/v1/users/" + ids.get("ada") + "/permissions", "{\"permissions\":[\"subusers-manage\"]}");
        for (String sub : List.of("desk", "hall")) {
            HttpResponse<String> answer = plane.send(
                    "POST",
                    "/api/v1/users/" + ids.get("ada") + "/sub-users",
                    "{\"login\":\"%s\",\"password\":\"password\",\"name\":\"The %s\"}".formatted(sub, sub));
            ids.put(sub, AdminPlane.json(answer).get("id").textValue());
        }
        plane.send("PUT", "/api/v1/users/" + ids.get("ada") + "/addresses/high1", "{\"status\":\"active\"}");
        plane.send("PUT", "/api/v1/users/" + ids.get("ada") + "/camera-names/door", "{\"name\":\"My door\"}");
        plane.send("PUT", "/api/v1/intercoms/panel/flats/4/users/" + ids.get("ada"), "{}");
    }

    private void billed(String login, String name, String kind) {
        HttpResponse<String> answer = plane.send(
                "POST",
                "/api/v1/billing/requests",
                ("{\"requestId\":\"%s\",\"type\":\"billing.new_entity\",\"login\":\"%s\",\"password\":\"password\",\"userType\":\"b2c\","
                                + "\"subscriberKind\":\"%s\",\"name\":\"%s\",\"occurredAt\":\"2026-11-22T11:00:00Z\"}")
                        .formatted(login, login, kind, name));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        ids.put(login, AdminPlane.json(answer).get("userId").textValue());
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    private ObjectNode list(String path) {
        HttpResponse<String> answer = plane.get("/api/v1/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return AdminPlane.json(answer);
    }

    private List<String> column(String path, String field) {
        return StreamSupport.stream(list(path).get("items").spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void showsMainUsersOfEveryOrigin() {
        ObjectNode users = list("users?sort=login");
        assertThat(users.get("items").findValuesAsText("login")).containsExactly("acme", "ada", "bob", "guest");
        JsonNode guest = users.at("/items/3");
        assertThat(guest.get("id").textValue()).isEqualTo(ids.get("guest"));
        assertThat(guest.get("origin").textValue()).isEqualTo("temporary");
        assertThat(guest.get("expiresAt").textValue()).isEqualTo("2027-01-01T00:00:00Z");
        JsonNode ada = users.at("/items/1");
        assertThat(ada.get("name").textValue()).isEqualTo("Ada Lovelace");
        assertThat(ada.get("status").textValue()).isEqualTo("active");
        assertThat(ada.get("subUserCount").intValue()).isEqualTo(2);
        assertThat(ada.has("expiresAt")).isFalse();
        assertThat(users.at("/items/2/status").textValue()).isEqualTo("paused");
        assertThat(users.at("/items/2/suspensions/0").textValue()).isEqualTo("billing_pause");
    }

    @Test
    void searchesUsersByNameLoginAndId() {
        assertThat(column("users?q=lovel", "login")).containsExactly("ada");
        assertThat(column("users?q=" + coded("NUNEZ"), "login")).containsExactly("bob");
        assertThat(column("users?q=ues", "login")).containsExactly("guest");
        assertThat(column("users?q=ad", "login")).containsExactly("ada");
        assertThat(column("users?q=" + ids.get("acme"), "login")).containsExactly("acme");
        assertThat(column("users?q=" + coded("ada bob"), "login")).isEmpty();
        assertThat(column("users?q=desk", "login")).isEmpty();
    }

    @Test
    void narrowsUsersDown() {
        assertThat(column("users?subscriberKind=legal_entity", "login")).containsExactly("acme");
        assertThat(column("users?status=paused,ended", "login")).containsExactly("bob");
        assertThat(column("users?origin=temporary", "login")).containsExactly("guest");
        assertThat(column("users?suspensions=&sort=login", "login")).containsExactly("acme", "ada", "guest");
        assertThat(column("users?suspensions=,billing_pause&sort=-login", "login"))
                .containsExactly("guest", "bob", "ada", "acme");
        assertThat(column("users?addressIds=high1", "login")).containsExactly("ada");
        assertThat(column("users?expiresFrom=2027-01-01T00:00:00Z", "login")).containsExactly("guest");
        assertThat(column("users?expiresTo=2027-01-01T00:00:00Z", "login")).isEmpty();
        assertThat(column("users?createdFrom=2026-11-22T12:00:00Z&createdTo=2026-11-22T12:00:01Z", "login"))
                .hasSize(4);
        assertThat(column("users?subUserCountMin=1&subUserCountMax=2", "login")).containsExactly("ada");
        assertThat(column("users?subUserCountMin=3", "login")).isEmpty();
        assertThat(column("users?id=" + ids.get("ada") + "," + ids.get("bob") + "&sort=login", "login"))
                .containsExactly("ada", "bob");
    }

    @Test
    void findsTheOneOfALogin() {
        assertThat(column("users?login=ada", "id")).containsExactly(ids.get("ada"));
        assertThat(column("users?login=nobody", "id")).isEmpty();
        assertThat(column("users?login=desk", "id")).isEmpty();
        assertThat(column("users?login=ada&status=paused", "id")).isEmpty();
        assertThat(column("sub-users?login=desk", "id")).containsExactly(ids.get("desk"));
    }

    @Test
    void showsSubUsersWithTheirMainUser() {
        ObjectNode desk = (ObjectNode) list("sub-users?q=desk").at("/items/0");
        assertThat(desk.get("ownerId").textValue()).isEqualTo(ids.get("ada"));
        assertThat(desk.get("ownerName").textValue()).isEqualTo("Ada Lovelace");
        assertThat(desk.get("ownerLogin").textValue()).isEqualTo("ada");
        for (String search : List.of("lovelace", "ada", "%22desk%22".replace("%22", ""), "the")) {
            assertThat(column("sub-users?q=" + search, "login")).as(search).contains("desk");
        }
        assertThat(column("sub-users?ownerId=" + ids.get("ada") + "&sort=name", "login"))
                .containsExactly("desk", "hall");
        assertThat(column("sub-users?ownerId=" + ids.get("bob"), "login")).isEmpty();
    }

    @Test
    void showsCamerasWithTheirPlaces() {
        ObjectNode door = (ObjectNode) list("cameras?q=door").at("/items/0");
        assertThat(door.get("status").textValue()).isEqualTo("partially_active");
        assertThat(door.get("location").textValue()).isEqualTo("1 High Street");
        assertThat(door.at("/addressIds/0").textValue()).isEqualTo("high1");
        assertThat(door.get("enabled").booleanValue()).isTrue();
        assertThat(column("cameras?status=partially_active", "id")).containsExactly("door");
        assertThat(column("cameras?status=empty&sort=name", "id")).containsExactly("gate", "roof");
        assertThat(column("cameras?addressIds=high1", "id")).containsExactly("door");
        assertThat(column("cameras?folderIds=yard", "id")).containsExactly("gate");
        assertThat(column("cameras?addressIds=&folderIds=", "id")).containsExactly("roof");
        assertThat(column("cameras?service=" + coded("8MP\\, wide"), "id")).containsExactly("door");
        assertThat(column("cameras?service=" + coded("8MP, wide"), "id")).isEmpty();
        assertThat(column("cameras?sort=-archiveDays", "id")).containsExactly("door", "gate", "roof");
        assertThat(column("cameras?sort=archiveDays", "id")).containsExactly("gate", "door", "roof");
    }

    @Test
    void showsIntercomsAddressesAndFolders() {
        ObjectNode panel = (ObjectNode) list("intercoms?addressId=high1").at("/items/0");
        assertThat(panel.get("availability").textValue()).isEqualTo("offline");
        assertThat(panel.get("department").intValue()).isEqualTo(2);
        assertThat(column("intercoms?vendor=Acme&operationalStatus=installed", "id"))
                .isEmpty();
        assertThat(column("addresses?parentId=", "id")).containsExactly("town");
        assertThat(column("addresses?parentId=town", "id")).containsExactly("high1", "high2");
        assertThat(column("addresses?leaf=false", "id")).containsExactly("town");
        assertThat(column("addresses?q=" + coded("high 2"), "id")).containsExactly("high2");
        ObjectNode yard = (ObjectNode) list("folders?q=high").at("/items/0");
        assertThat(yard.get("addressName").textValue()).isEqualTo("1 High Street");
        assertThat(column("folders?key=YARD", "id")).containsExactly("yard");
    }

    @Test
    void showsTheCamerasAUserHas() {
        String path = "users/" + ids.get("ada") + "/cameras";
        ObjectNode all = list(path + "?count=true");
        assertThat(all.get("total").intValue()).isEqualTo(1);
        JsonNode door = all.at("/items/0");
        assertThat(door.get("id").textValue()).isEqualTo("door");
        assertThat(door.get("name").textValue()).isEqualTo("Door");
        assertThat(door.get("ownName").textValue()).isEqualTo("My door");
        assertThat(door.get("status").textValue()).isEqualTo("partially_active");
        assertThat(door.get("location").textValue()).isEqualTo("1 High Street");
        assertThat(door.at("/places/0").textValue()).isEqualTo("A:high1");
        assertThat(door.get("access").textValue()).isEqualTo("visible");
        assertThat(column(path + "?q=street&status=partially_active&access=visible", "id"))
                .containsExactly("door");
        assertThat(column(path + "?q=gate", "id")).isEmpty();
        assertThat(column(path + "?id=roof", "id")).isEmpty();
        assertThat(column(path + "?access=hidden", "id")).isEmpty();
        assertThat(plane.get("/api/v1/" + path + "?status=initialization").statusCode())
                .isEqualTo(400);
        assertThat(plane.get("/api/v1/users/nobody/cameras").statusCode()).isEqualTo(404);
    }

    @Test
    void showsWhatIsHiddenFromWhoIsSuspended() {
        plane.send("PUT", "/api/v1/users/" + ids.get("bob") + "/folders/yard", "{\"status\":\"active\"}");
        assertThat(column("users/" + ids.get("bob") + "/cameras", "access")).containsExactly("hidden");
    }

    @Test
    void showsTheIntercomsAUserLivesBehind() {
        String path = "users/" + ids.get("ada") + "/intercoms";
        JsonNode panel = list(path).at("/items/0");
        assertThat(panel.get("name").textValue()).isEqualTo("Panel");
        assertThat(panel.get("flat").intValue()).isEqualTo(4);
        assertThat(panel.get("department").intValue()).isEqualTo(2);
        assertThat(panel.get("addressId").textValue()).isEqualTo("high1");
        assertThat(panel.get("keys")).isEmpty();
        assertThat(column(path + "?q=pan&sort=-address", "id")).containsExactly("panel");
        assertThat(column("users/" + ids.get("bob") + "/intercoms", "id")).isEmpty();
    }

    @Test
    void showsWhoAndWhatBelongsToAPlace() {
        assertThat(column("addresses/high1/users", "login")).containsExactly("ada");
        assertThat(column("addresses/high1/users?status=paused", "login")).isEmpty();
        assertThat(column("addresses/high1/users?login=bob", "login")).isEmpty();
        assertThat(column("addresses/high1/cameras", "id")).containsExactly("door");
        assertThat(column("addresses/high1/intercoms", "id")).containsExactly("panel");
        assertThat(column("folders/yard/cameras", "id")).containsExactly("gate");
        assertThat(column("addresses/high2/users", "login")).isEmpty();
        assertThat(plane.get("/api/v1/addresses/nowhere/users").statusCode()).isEqualTo(404);
        assertThat(plane.get("/api/v1/folders/nowhere/cameras").statusCode()).isEqualTo(404);
    }

    @Test
    void offersPlacesAUserDoesNotHave() {
        String guest = "users/" + ids.get("guest");
        assertThat(column(guest + "/attachable-folders", "id")).containsExactly("yard");
        plane.send("PUT", "/api/v1/" + guest + "/folders/yard", "{\"status\":\"active\"}");
        assertThat(column(guest + "/attachable-folders?q=yard", "id")).isEmpty();
        assertThat(column("folders/yard/users", "login")).contains("guest");
        assertThat(column("users/" + ids.get("ada") + "/attachable-addresses?leaf=true", "id"))
                .containsExactly("high2");
    }

    @Test
    void exportsWhatIsChosen() {
        plane.send("PUT", "/api/v1/cameras/sly", "{\"name\":\"=cmd()\",\"service\":\"a \\\"b\\\"\"}");
        HttpResponse<String> table = plane.get("/api/v1/exports/cameras?format=csv&q=cmd&sort=name");
        assertThat(table.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"cameras.csv\"");
        List<String> lines = table.body().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("\ufeff\"id\",\"name\",\"status\"").doesNotContain("userIds");
        assertThat(lines.get(1)).startsWith("\"sly\",\"'=cmd()\",\"empty\"").contains("\"a \"\"b\"\"\"");
        plane.send("DELETE", "/api/v1/cameras/sly", "", "If-Match", "*");
        List<String> users = plane.get("/api/v1/exports/users?sort=login&status=active&atLeast=" + token)
                .body()
                .lines()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8))
                        .get("login")
                        .textValue())
                .toList();
        assertThat(users).containsExactly("acme", "ada", "guest");
        assertThat(plane.get("/api/v1/exports/users?login=bob").body().lines()).hasSize(1);
        assertThat(plane.get("/api/v1/exports/users?format=csv&q=nobody").body().lines())
                .hasSize(1);
        for (String query : List.of("format=xml", "limit=5", "page=2", "count=true", "facets=status", "sort=nothing")) {
            assertThat(plane.get("/api/v1/exports/users?" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void exportsMoreThanOnePage() {
        try (AdminPlane town = AdminPlane.start()) {
            for (int i = 0; i < 1_003; i++) {
                town.entities.send(
                        new io.sightline.engine.domain.AddressId("a%04d".formatted(i)).ref(),
                        new io.sightline.engine.domain.AddressCommand.Create(
                                io.sightline.engine.domain.Epoch.of(i),
                                new io.sightline.engine.domain.AddressNode("Same", null, null, null, null)),
                        io.sightline.engine.runtime.Assurance.PERSISTED);
            }
            List<String> exported = town.get("/api/v1/exports/addresses?sort=name")
                    .body()
                    .lines()
                    .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8))
                            .get("id")
                            .textValue())
                    .toList();
            assertThat(exported).hasSize(1_003).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void countsWhatIsFound() {
        ObjectNode counted = list("users?count=true&facets=status,origin&status=paused&limit=1");
        assertThat(counted.get("total").intValue()).isEqualTo(1);
        assertThat(counts(counted, "status")).containsOnly(Map.entry("active", 3), Map.entry("paused", 1));
        assertThat(counts(counted, "origin")).containsOnly(Map.entry("billing", 1));
        assertThat(list("users").has("total")).isFalse();
        assertThat(list("users").has("facets")).isFalse();
        assertThat(list("users?count=false").has("total")).isFalse();
    }

    private static Map<String, Integer> counts(ObjectNode counted, String field) {
        return StreamSupport.stream(counted.at("/facets/" + field).spliterator(), false)
                .collect(Collectors.toMap(each -> each.get("code").textValue(), each -> each.get("count")
                        .intValue()));
    }

    @Test
    void isFollowedToTheEndInEveryOrder() {
        for (String sort : List.of("id", "-id", "name", "-name", "createdAt", "-createdAt", "expiresAt", "-status")) {
            List<String> whole = column("users?sort=" + sort, "id");
            assertThat(whole).hasSize(4);
            assertThat(follow("/api/v1/users?limit=1&sort=" + sort)).as(sort).isEqualTo(whole);
            List<String> jumped = new ArrayList<>();
            for (int page = 1; page <= 2; page++) {
                jumped.addAll(column("users?limit=3&sort=" + sort + "&page=" + page, "id"));
            }
            assertThat(jumped).as(sort).isEqualTo(whole);
        }
        assertThat(follow("/api/v1/users?limit=1&sort=name&q=a&status=active"))
                .isEqualTo(column("users?sort=name&q=a&status=active", "id"));
    }

    private List<String> follow(String from) {
        List<String> seen = new ArrayList<>();
        Pattern next = Pattern.compile("<([^>]*)>; rel=\"next\"");
        String path = from;
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
    void tellsNobodyWhatACursorIsSortedBy() {
        String cursor = list("users?limit=1&sort=name").get("nextCursor").textValue();
        String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1);
        assertThat(plain).doesNotContainIgnoringCase("acme").doesNotContain("keys");
        assertThat(list("users?limit=1&sort=name").get("nextCursor").textValue())
                .isNotEqualTo(cursor);
    }

    @Test
    void containsWhatATokenNames() {
        assertThat(column("users?q=guest&atLeast=" + token, "login")).containsExactly("guest");
        String further = token.substring(0, token.indexOf('@')) + "@1000";
        HttpResponse<String> early = plane.get("/api/v1/users?atLeast=" + further);
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(AdminPlane.json(early).get("code").textValue()).isEqualTo("not_yet");
        assertThat(plane.get("/api/v1/users?atLeast=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesWhatItCannotBeAsked() {
        for (String query : List.of(
                "count=yes",
                "facets=name",
                "facets=status,",
                "sort=suspensions",
                "createdFrom=yesterday",
                "subUserCountMin=x",
                "id=",
                "q=" + "x".repeat(201),
                "q=" + coded("a b c d e f g h i"),
                "userType=" + "x".repeat(3_001),
                "page=201",
                "colour=red")) {
            assertThat(plane.get("/api/v1/users?" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(list("users?q=" + "x".repeat(200)).get("items")).isEmpty();
    }

    @Test
    void asksToComeAgainWhileTheDirectoryIsBuilt() {
        try (AdminPlane building = AdminPlane.startListing(directory -> failing(new Directory.NotReady(0.4)))) {
            HttpResponse<String> answer = building.get("/api/v1/users");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(AdminPlane.json(answer).get("code").textValue()).isEqualTo("unavailable");
            assertThat(AdminPlane.json(answer).get("detail").textValue()).contains("40 %");
        }
        try (AdminPlane busy = AdminPlane.startListing(directory -> failing(new RejectedExecutionException()))) {
            assertThat(busy.get("/api/v1/cameras").statusCode()).isEqualTo(503);
        }
    }

    private static Directory failing(RuntimeException why) {
        return new Directory() {
            @Override
            public CompletionStage<Result> find(Query query, @Nullable AtLeast atLeast) {
                return CompletableFuture.failedStage(why);
            }

            @Override
            public CompletionStage<Void> erase(Collection<EntityRef> entities) {
                return CompletableFuture.failedStage(why);
            }

            @Override
            public Progress progress() {
                return new Progress(false, 0.4, 0, 0);
            }
        };
    }
}
