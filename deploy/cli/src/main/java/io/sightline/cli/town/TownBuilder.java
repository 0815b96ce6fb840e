package io.sightline.cli.town;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.cli.town.Person.Standing;
import org.jspecify.annotations.Nullable;

/** Builds one town, stage by stage, in the order in which an operator would have done it. */
final class TownBuilder {

    static final String HALL = "town-hall";
    static final String HALL_CONTRACT = "TH-0001";

    private static final int FLATS_AN_INTERCOM = 20;

    private final Size size;
    private final Random random;
    private final Names names;
    private final Script script;
    private final List<String> addresses = new ArrayList<>();
    private final List<String> directory = new ArrayList<>();
    private final List<Building> buildings = new ArrayList<>();
    private final List<Resident> residents = new ArrayList<>();
    private final List<Person> subUsers = new ArrayList<>();
    private final List<String> intercoms = new ArrayList<>();

    TownBuilder(long seed, Size size) {
        this.size = size;
        // The algorithm of this class is fixed by its documentation, so a seed means the same everywhere.
        this.random = new Random(seed);
        this.names = new Names(random);
        this.script = new Script(seed);
    }

    Town build() {
        hall();
        tree();
        people();
        folders();
        var devices = new Devices(script, random, names, buildings, residents);
        devices.install(size.cameras());
        intercoms();
        rights();
        subUsers();
        new Offices(script, random, names, devices).open(residents, buildings, size.offices());
        new Payers(script, names, devices).register(size.payers());
        new Staff(script, names).hire(addresses.subList(1, 1 + size.districts()));
        know(Trouble.DEMOLISHED, "Old Mill", "T-0");
        new Trouble(script, random, residents, devices).happens();

        var everybody = new ArrayList<Person>();
        everybody.add(new Person(HALL, "Town Hall", "Town-hall-1", Standing.ACTIVE, null, null, null));
        residents.forEach(resident -> everybody.add(resident.person()));
        everybody.addAll(subUsers);
        return new Town(
                size, script.lines(), directory, addresses, devices.ids(), intercoms, everybody, script.outcomes());
    }

    private void hall() {
        script.send(script.request("new_entity", HALL)
                .put("entityId", "S-0000")
                .put("password", "Town-hall-1")
                .put("userType", "business")
                .put("name", "Town Hall")
                .put("contractNumber", HALL_CONTRACT)
                .put("subscriberKind", "legal"));
    }

    private void tree() {
        location("T", Names.CITY, null);
        for (int d = 0; d < size.districts(); d++) {
            location("T-" + d, Names.district(d), "T");
        }
        for (int s = 0; s < size.streets(); s++) {
            location(street(s), Names.street(s), "T-" + s % size.districts());
        }
        for (int b = 0; b < size.buildings(); b++) {
            int s = b % size.streets();
            var building = new Building(
                    street(s) + "-" + b,
                    Names.street(s) + " " + (2 * (b / size.streets()) + 1),
                    List.of("yard", "garage"));
            location(building.csa(), building.name(), street(s));
            buildings.add(building);
        }
    }

    private String street(int index) {
        return "T-" + index % size.districts() + "-" + index;
    }

    private void location(String csa, String name, @Nullable String parent) {
        var request = script.request("create_location", HALL)
                .put("csa", csa)
                .put("contractNumber", HALL_CONTRACT)
                .put("name", name);
        if (parent != null) {
            request.put("parentCsa", parent);
        }
        script.send(request);
        addresses.add(Town.addressId(csa));
        know(csa, name, parent);
    }

    /** Billing may create an address only where the operator's directory knows its code. */
    private void know(String csa, String name, @Nullable String parent) {
        var place = script.body().put("csa", csa).put("name", name);
        if (parent != null) {
            place.put("parent", parent);
        }
        directory.add(place.toString());
    }

    private void people() {
        for (int i = 0; i < size.residents(); i++) {
            boolean firm = i < size.firms();
            var name = firm ? names.firm() : names.person();
            var resident = new Resident(i, name, firm, buildings.get(i % buildings.size()));
            residents.add(resident);
            var request = script.request("new_entity", resident.login())
                    .put("entityId", "S-%04d".formatted(i + 1))
                    .put("password", resident.password())
                    .put("userType", firm ? "business" : "private")
                    .put("name", name)
                    .put("subscriberKind", firm ? "legal" : "individual");
            if (firm) {
                request.put("contractNumber", "F-%04d".formatted(i + 1));
            }
            script.send(request);
        }
        Fates.deal(residents, size);
        // Before anything else speaks of them, so that a file sent twice finds the same people.
        for (var resident : residents) {
            if (resident.renamed()) {
                script.send(
                        script.request("update_login", resident.firstLogin()).put("newLogin", resident.login()));
            }
        }
    }

    private void folders() {
        for (var building : buildings) {
            for (var key : building.folders()) {
                script.put(
                        "/folders/" + building.folderId(key),
                        script.body().put("key", key).put("addressId", building.addressId()));
            }
        }
    }

    private void intercoms() {
        for (int i = 0; i < size.intercoms(); i++) {
            var building = buildings.get(i % buildings.size());
            int entrance = i / buildings.size() + 1;
            var id = "icm." + building.csa() + "." + entrance;
            intercoms.add(id);
            script.put(
                    "/intercoms/" + id,
                    script.body()
                            .put("name", building.name() + ", entrance " + entrance)
                            .put("addressId", building.addressId())
                            .put("department", entrance)
                            .put("flatFrom", (entrance - 1) * FLATS_AN_INTERCOM + 1)
                            .put("flatTo", entrance * FLATS_AN_INTERCOM)
                            .put("availability", i % 9 == 8 ? "offline" : "online"));
        }
        for (var resident : residents) {
            if (resident.staysTillTheEnd()) {
                int neighbours = resident.index() / buildings.size();
                int entrances = (size.intercoms() - 1 - buildings.indexOf(resident.building())) / buildings.size() + 1;
                int entrance = neighbours % entrances + 1;
                int flat = (entrance - 1) * FLATS_AN_INTERCOM + neighbours / entrances % FLATS_AN_INTERCOM + 1;
                script.put(
                        "/intercoms/icm.%s.%d/flats/%d/users/{user:%s}"
                                .formatted(resident.building().csa(), entrance, flat, resident.login()),
                        script.body());
            }
        }
    }

    private void rights() {
        for (var resident : residents) {
            if (!resident.staysTillTheEnd()) {
                continue;
            }
            var user = "/users/{user:%s}".formatted(resident.login());
            script.put(user + "/addresses/" + resident.building().addressId(), active());
            if (resident.index() % 11 == 10) {
                // Somebody's parents live elsewhere, and their contract may have ended.
                var other = buildings.get((resident.index() + 1) % buildings.size());
                script.put(
                        user + "/addresses/" + other.addressId(),
                        script.body().put("status", resident.index() % 3 == 0 ? "blocked" : "active"));
            }
            if (resident.folder() != null) {
                script.put(user + "/folders/" + resident.folder(), active());
            }
        }
    }

    private ObjectNode active() {
        return script.body().put("status", "active");
    }

    private void subUsers() {
        for (int i = 0; i < size.subUsers(); i++) {
            var main = residents.get(i / 5);
            var login = main.login() + ".desk" + (i % 5 + 1);
            var name = names.person();
            var password = "Desk-%04d".formatted(i + 1);
            var body = script.body().put("login", login).put("name", name).put("password", password);
            var permissions = body.putArray("permissions");
            if (i % 2 == 0) {
                permissions.add("archives-show");
            }
            body.put("devices", "all");
            script.call("POST", "/users/{user:%s}/sub-users".formatted(main.login()), body);
            subUsers.add(new Person(login, name, password, main.standing(), null, null, main.login()));
        }
    }
}
