package io.sightline.cli.town;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Firms: those of billing with their profile, their look and their analytics, and those of the portal with a tariff plan. */
final class Offices {

    /** Firms of billing whose card says more than billing does. */
    private static final int KNOWN = 6;

    private static final List<String> PLANS = List.of("Office", "Shop", "Warehouse");
    private static final List<String> COLOURS = List.of("#0b5394", "#38761d", "#741b47");

    private final Script script;
    private final Random random;
    private final Names names;
    private final Devices devices;

    Offices(Script script, Random random, Names names, Devices devices) {
        this.script = script;
        this.random = random;
        this.names = names;
        this.devices = devices;
    }

    void open(List<Resident> residents, List<Building> buildings, int count) {
        residents.stream().filter(Resident::firm).limit(KNOWN).forEach(this::describe);
        residents.stream()
                .filter(resident -> resident.firm()
                        && !devices.publicAt(resident.building()).isEmpty())
                .limit(KNOWN)
                .forEach(this::analyse);
        plans();
        List<String> logins = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            logins.add(register(i));
        }
        script.call("POST", "/tariff-plans/archive", ids("{made:plan.old}"));
        for (int i = 0; i < count; i++) {
            serve(i, "/users/{user:%s}".formatted(logins.get(i)), buildings.get(2 * i % buildings.size()));
        }
    }

    /** What a customer says of itself, and how its pages look. */
    private void describe(Resident firm) {
        var user = "/users/{user:%s}".formatted(firm.login());
        var profile = script.body();
        profile.putObject("contact")
                .put("firstName", names.person().split(" ", -1)[0])
                .put("email", "office@%s.example".formatted(firm.firstLogin()));
        profile.putObject("location")
                .put("line1", firm.building().name())
                .put("city", Names.CITY)
                .put("country", "NO");
        profile.putObject("recording").put("archiveDays", 7 + firm.index() % 3 * 7);
        script.call("PATCH", user + "/profile", profile);
        script.put(
                user + "/branding",
                script.body()
                        .put("name", "The firm of %s".formatted(firm.firstLogin()))
                        .put("primary", COLOURS.get(firm.index() % COLOURS.size()))
                        .put("background", "#ffffff")
                        .put("text", "#222222"));
        if (firm.index() % 3 == 2) {
            script.call("PATCH", user + "/areas", script.body().put("add_pnp_cameras", false));
        }
    }

    /** Licences that billing has sold, and a case that uses some. */
    private void analyse(Resident firm) {
        var user = "{user:%s}".formatted(firm.login());
        script.put("/billing/users/" + user + "/licences", licences(8));
        var access = script.body();
        permissions(access);
        script.put("/users/" + user + "/permissions", access);
        watch("firm." + firm.index(), "/users/" + user, firm.building());
    }

    private ObjectNode licences(int total) {
        var body = script.body();
        body.putArray("levels").addObject().put("level", 1).put("total", total);
        return body;
    }

    private static void permissions(ObjectNode body) {
        body.putArray("permissions")
                .add("archives-show")
                .add("archives-download")
                .add("camera-events-index")
                .add("layouts-index")
                .add("marks-index")
                .add("subusers-manage")
                .add("analytic-cases-smoke-fire");
    }

    /** A case on the first cameras at a building, and what it has found. */
    private void watch(String name, String user, Building building) {
        var cameras = devices.publicAt(building);
        var wanted = script.body().put("type", "smoke_fire").put("title", "Smoke, " + building.name());
        var some = wanted.putArray("cameras");
        cameras.stream().limit(2).forEach(some::add);
        script.make("case." + name, user + "/analytics-cases", wanted);
        script.call(
                "POST",
                user + "/analytics-cases/{made:case.%s}/events".formatted(name),
                script.body()
                        .put("id", "smoke-" + random.nextInt(1_000_000))
                        .put("cameraId", cameras.get(0))
                        .put("at", script.now()));
    }

    private void plans() {
        for (int i = 0; i < PLANS.size(); i++) {
            plan("plan." + i, PLANS.get(i), 1_990 + 1_000 * i, i);
        }
        plan("plan.old", "Office of last year", 1_790, PLANS.size());
    }

    private void plan(String name, String title, int price, int order) {
        var plan = script.body()
                .put("title", title)
                .put("description", "%s with its archive".formatted(title))
                .put("months", 1)
                .put("order", order)
                .put("shown", true);
        plan.putObject("price").put("minor", price).put("currency", "EUR");
        script.make(name, "/tariff-plans", plan);
    }

    private ObjectNode ids(String... ids) {
        var body = script.body();
        var all = body.putArray("ids");
        for (var id : ids) {
            all.add(id);
        }
        return body;
    }

    private String register(int index) {
        var name = names.firm();
        var login = "%s.portal%02d".formatted(name.toLowerCase(Locale.ROOT).replace(' ', '.'), index + 1);
        var firm = script.body()
                .put("login", login)
                .put("password", "Portal-%04d".formatted(index + 1))
                .put("name", name);
        firm.putObject("particulars")
                .put("email", "office@%s.example".formatted(login))
                .put("phone", "+47 22 00 %02d %02d".formatted(index, index))
                .put("registrationAddress", "%s, %s".formatted(Names.street(index), Names.CITY))
                .put("taxpayerNumber", "19%07d".formatted(random.nextInt(10_000_000)));
        permissions(firm);
        script.call("POST", "/b2b-users", firm);
        return login;
    }

    /** Every sixth has no plan yet, every sixth one that is not active, one is paused and one disabled; two are served. */
    private void serve(int index, String user, Building building) {
        var places = script.body();
        var attached = places.putObject("attach");
        attached.putArray("addresses").add(building.addressId());
        attached.putArray("folders").add(building.folderId(building.folders().get(0)));
        script.call("POST", user + "/places", places);
        if (index % 6 == 5) {
            return;
        }
        script.put(
                user + "/service/plan", script.body().put("planId", "{made:plan.%d}".formatted(index % PLANS.size())));
        if (index % 6 == 4) {
            return;
        }
        script.call("POST", user + "/service/activation", script.body());
        if (index % 6 == 2) {
            script.call("POST", user + "/service/pause", script.body().put("days", 20));
        } else if (index % 6 == 3) {
            script.call("POST", user + "/disablement", script.body());
        } else {
            script.put(user + "/licences", licences(4));
            if (!devices.publicAt(building).isEmpty()) {
                watch("portal." + index, user, building);
            }
        }
    }
}
