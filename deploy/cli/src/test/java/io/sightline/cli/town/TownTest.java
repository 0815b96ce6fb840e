package io.sightline.cli.town;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TownTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Town TOWN = Town.of(Town.SEED, Size.TOWN);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern MADE = Pattern.compile("\\{made:[^}]+}");
    private static final Pattern USER = Pattern.compile("\\{user:([^}]+)}");

    @Test
    void hasWhatTheDemoPromises() {
        assertThat(TOWN.addressIds()).hasSize(40).doesNotHaveDuplicates().allMatch(id -> ID.matcher(id)
                .matches());
        assertThat(TOWN.cameraIds()).hasSize(600).doesNotHaveDuplicates().allMatch(id -> ID.matcher(id)
                .matches());
        assertThat(TOWN.intercomIds()).hasSize(150).doesNotHaveDuplicates();
        assertThat(TOWN.people()).hasSize(2_000);
        assertThat(TOWN.people().stream().map(Person::login)).doesNotHaveDuplicates();
        assertThat(TOWN.people().stream().filter(person -> person.main() != null))
                .hasSize(100);
        assertThat(TOWN.people().stream().map(Person::standing).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Person.Standing.values());
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(Town.of(Town.SEED, Size.TOWN)).isEqualTo(TOWN);
        assertThat(Town.of(8, Size.TOWN).lines()).isNotEqualTo(TOWN.lines());
    }

    @Test
    void usesEachTypeThatBillingSends() {
        assertThat(requests().stream().map(line -> line.path("type").asText()).collect(Collectors.toSet()))
                .contains(
                        "billing.new_entity",
                        "billing.pause_entity",
                        "billing.unpause_entity",
                        "billing.terminate_entity",
                        "billing.create_location",
                        "billing.delete_location",
                        "billing.update_login",
                        "billing.new_camera",
                        "billing.attach_camera",
                        "billing.detach_camera",
                        "billing.update_password");
    }

    @Test
    void showsEveryArea() {
        assertThat(calls().stream()
                        .map(line -> line.path("path")
                                .asText()
                                .replaceAll("\\{[^}]*}|/api/v1", "")
                                .replaceAll("/+", "/"))
                        .collect(Collectors.toSet()))
                .contains(
                        "/b2b-users",
                        "/tariff-plans",
                        "/tariff-plans/archive",
                        "/users/service/plan",
                        "/users/service/activation",
                        "/users/service/pause",
                        "/users/disablement",
                        "/users/licences",
                        "/billing/users/licences",
                        "/users/analytics-cases",
                        "/users/analytics-cases/events",
                        "/users/profile",
                        "/users/areas",
                        "/users/branding",
                        "/platform-users",
                        "/users/activation",
                        "/users/refills",
                        "/users/payments",
                        "/users/transactions/",
                        "/users/trackers",
                        "/users/monitoring-objects/trackers/",
                        "/users/monitoring-objects/shares",
                        "/users/feedback",
                        "/notifications",
                        "/roles",
                        "/administrators");
    }

    @Test
    void foreseesAnOutcomeOfEachKindAndOneForEachRequest() {
        assertThat(TOWN.outcomes()).containsOnlyKeys(Expected.values());
        assertThat(TOWN.outcomes().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(requests().size());
    }

    @Test
    void buildsTheTreeFromTheRootAndHangsDevicesOnLeavesOnly() {
        var parents = new HashMap<String, String>();
        for (var line : requests("billing.create_location")) {
            var csa = line.path("csa").asText();
            if (line.has("parentCsa")) {
                assertThat(parents)
                        .as("parent of %s", csa)
                        .containsKey(line.path("parentCsa").asText());
            }
            if (!csa.startsWith("unknown")) {
                parents.put(csa, line.path("parentCsa").asText());
            }
        }
        assertThat(parents.values().stream().filter(String::isEmpty)).hasSize(1);
        var inner = Set.copyOf(parents.values());
        assertThat(requests("billing.attach_camera").stream()
                        .map(line -> line.path("csa").asText()))
                .noneMatch(inner::contains);
        var innerIds = inner.stream().map(Town::addressId).collect(Collectors.toSet());
        assertThat(calls().stream()
                        .map(line -> line.path("body").path("addressId").asText()))
                .noneMatch(innerIds::contains);
    }

    @Test
    void knowsEachCodeThatBillingMayUseAndNoOther() throws JsonProcessingException {
        var codes = new HashSet<String>();
        for (var line : TOWN.directory()) {
            var place = JSON.readTree(line);
            assertThat(place.path("parent").asText("T"))
                    .matches(parent -> parent.equals("T") || codes.contains(parent));
            codes.add(place.path("csa").asText());
        }
        for (var request : requests()) {
            if (request.has("csa")) {
                var csa = request.path("csa").asText();
                assertThat(codes.contains(csa)).as(csa).isEqualTo(!csa.startsWith("unknown"));
            }
        }
    }

    @Test
    void speaksOnlyOfWhatAnEarlierLineMade() {
        var users = new HashSet<String>();
        var things = new HashSet<String>();
        for (var line : lines()) {
            var type = line.path("type").asText();
            switch (type) {
                case "billing.new_entity" -> users.add(line.path("login").asText());
                case "billing.update_login" -> {
                    assertThat(users.remove(line.path("login").asText())).isTrue();
                    users.add(line.path("newLogin").asText());
                }
                case "billing.create_location" ->
                    things.add(Town.addressId(line.path("csa").asText()));
                case "billing.attach_camera" ->
                    things.add(Town.cameraId(line.path("mac").asText()));
                case "" -> call(line, users, things);
                default -> {}
            }
        }
    }

    @Test
    void neverCallsForSomebodyWhoIsTerminatedInTheEnd() {
        var gone = TOWN.people().stream()
                .filter(person -> person.standing() == Person.Standing.TERMINATED)
                .map(Person::login)
                .collect(Collectors.toSet());
        for (var line : calls()) {
            var user = USER.matcher(line.path("path").asText());
            assertThat(user.find() && gone.contains(user.group(1)))
                    .as("%s", line)
                    .isFalse();
        }
    }

    @Test
    void keepsTheLastPasswordOfEverybody() {
        var passwords = new HashMap<String, String>();
        var bodies = new HashMap<String, JsonNode>();
        for (var line : requests()) {
            var login = line.path("login").asText();
            if (bodies.putIfAbsent(line.path("requestId").asText(), line) != null) {
                continue;
            }
            switch (line.path("type").asText()) {
                case "billing.new_entity", "billing.update_password" ->
                    passwords.put(login, line.path("password").asText());
                case "billing.update_login" ->
                    passwords.put(line.path("newLogin").asText(), passwords.remove(login));
                default -> {}
            }
        }
        for (var line : calls()) {
            if (line.path("path").asText().endsWith("/sub-users")) {
                passwords.put(
                        line.path("body").path("login").asText(),
                        line.path("body").path("password").asText());
            }
        }
        assertThat(TOWN.people().stream().collect(Collectors.toMap(Person::login, Person::password)))
                .isEqualTo(passwords);
    }

    @Test
    void showsAGuideWhoHasAnAddressAndAFolder() {
        assertThat(TOWN.guide().active()).isTrue();
        assertThat(TOWN.addressIds()).contains(TOWN.guide().home());
    }

    @Test
    void refusesATownTooSmallForItsTree() {
        assertThatThrownBy(() -> new Size(40, 20, 150, 2_000)).hasMessageContaining("at least 112 cameras");
        assertThat(Town.of(1, Size.HAMLET).people()).hasSize(60);
    }

    private static void call(JsonNode line, Set<String> users, Set<String> things) {
        var path = line.path("path").asText();
        var user = USER.matcher(line.toString());
        while (user.find()) {
            assertThat(users).as(path).contains(user.group(1));
        }
        var made = MADE.matcher(line.toString());
        while (made.find()) {
            assertThat(things).as(path).contains(made.group());
        }
        if (line.has("as")) {
            assertThat(things.add("{made:%s}".formatted(line.path("as").asText())))
                    .as(path)
                    .isTrue();
        }
        for (var name : List.of("login", "email")) {
            if (path.endsWith("-users") && line.path("body").has(name)) {
                users.add(line.path("body").path(name).asText());
            }
        }
        line.path("body")
                .findValues("addresses")
                .forEach(all -> all.forEach(each -> assertThat(things).contains(each.asText())));
        line.path("body")
                .findValues("cameras")
                .forEach(all -> all.forEach(each -> assertThat(things).contains(each.asText())));
        var parts = List.of(path.split("/", -1));
        if (line.path("method").asText().equals("PUT") && parts.size() == 5) {
            things.add(parts.get(4));
            assertThat(things).contains(line.path("body").path("addressId").asText(parts.get(4)));
        } else if (parts.size() == 7 && parts.get(5).equals("places")) {
            assertThat(things).contains(parts.get(4), parts.get(6).substring(2));
        } else if (parts.size() == 7
                && Set.of("addresses", "folders", "cameras").contains(parts.get(5))) {
            assertThat(things).contains(parts.get(6));
        } else if (Set.of("cameras", "intercoms", "folders").contains(parts.get(3))) {
            assertThat(things).contains(parts.get(4));
        }
    }

    private static List<JsonNode> requests(String type) {
        return requests().stream()
                .filter(line -> line.path("type").asText().equals(type))
                .toList();
    }

    private static List<JsonNode> requests() {
        return lines().stream().filter(line -> line.has("type")).toList();
    }

    private static List<JsonNode> calls() {
        return lines().stream().filter(line -> line.has("method")).toList();
    }

    private static List<JsonNode> lines() {
        var lines = new ArrayList<JsonNode>();
        for (var line : TOWN.lines()) {
            try {
                lines.add(JSON.readTree(line));
            } catch (JsonProcessingException e) {
                throw new AssertionError(line, e);
            }
        }
        return lines;
    }
}
