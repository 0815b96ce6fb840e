package io.sightline.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.sightline.bench.measure.Figures;
import io.sightline.bench.measure.Report;
import io.sightline.bench.measure.Table;
import io.sightline.bench.rig.Admin;
import io.sightline.bench.rig.BenchException;

/** P8: pages of every list of the admin plane, with a town of users behind them, against the smallest call there is. */
final class ListPages {

    static final double REACH_MILLIS = 100;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int USERS_A_CAMERA = 50;
    private static final int CAMERAS_AN_ADDRESS = 2;
    private static final int USERS_A_GRANT = 20;
    private static final long FOLLOWED_WITHIN_NANOS = TimeUnit.MINUTES.toNanos(20);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** What a list is asked with, one after the other. */
    private interface Asked {
        String path(People people);
    }

    private final Stage stage;
    private final int users;
    private final List<String> userIds = new ArrayList<>();
    private Admin admin;

    private ListPages(Stage stage) {
        this.stage = stage;
        this.admin = stage.rig().admin();
        this.users = stage.scale().town();
    }

    static Report run(Stage stage) {
        return new ListPages(stage).measure();
    }

    private Report measure() {
        int before = count("/users");
        settle();
        double followed = follow(before + users);
        stage.say("P8: asking");
        Figures floor = ask(people -> "/me");
        var table = new Table("list", "p50 / p99 / max ms", "p99 of the smallest call's");
        table.row("nothing but who is asking", floor.toString(), "");
        double slowest = 0;
        for (var each : lists().entrySet()) {
            Figures figures = ask(each.getValue());
            slowest = Math.max(slowest, figures.p99Millis());
            table.row(
                    each.getKey(),
                    figures.toString(),
                    String.format(Locale.ROOT, "%.1f", figures.p99Millis() / floor.p99Millis()));
        }
        double rebuilt = rebuild();
        return new Report(
                "P8",
                Benchmark.P8.title(),
                ("%,d users made by billing requests, a camera for %d of them, an address for %d cameras, and a right to one for every"
                                + " %dth user; %,d calls of each kind, one after the other over HTTP, after a tenth as many to warm up. The"
                                + " directory had all users %.1f s after the last call of the town's making was answered. Started again"
                                + " without the directory's folder, the node answered lists after %.1f s, of which it needs some to start.")
                        .formatted(
                                users,
                                USERS_A_CAMERA,
                                CAMERAS_AN_ADDRESS,
                                USERS_A_GRANT,
                                stage.scale().questions(),
                                followed,
                                rebuilt),
                List.of(table),
                List.of(Report.goal(
                        slowest <= REACH_MILLIS,
                        String.format(
                                Locale.ROOT, "p99 of the slowest list %.1f ms (at most %.0f)", slowest, REACH_MILLIS))),
                List.of());
    }

    private static Map<String, Asked> simple() {
        var lists = new LinkedHashMap<String, Asked>();
        lists.put("users, newest first", people -> "/users?limit=50");
        lists.put("users, by a part of the name", people -> "/users?limit=50&sort=name&q=" + people.part(2));
        lists.put("users, with count and facets", people -> "/users?limit=50&count=true&facets=status,origin");
        lists.put("users, of one kind", people -> "/users?limit=50&userType=tariff-" + people.below(People.TARIFFS));
        lists.put("sub-users", people -> "/sub-users?limit=50");
        lists.put("B2B users", people -> "/b2b-users?limit=50");
        lists.put("platform users", people -> "/platform-users?limit=50");
        lists.put("cameras, by a part of the name", people -> "/cameras?limit=50&q=" + people.part(1));
        lists.put("cameras, with facets", people -> "/cameras?limit=50&facets=status");
        lists.put("intercoms", people -> "/intercoms?limit=50");
        lists.put("addresses, by name", people -> "/addresses?limit=50&sort=name");
        lists.put("private folders", people -> "/folders?limit=50");
        lists.put("notifications", people -> "/notifications?limit=50");
        lists.put("feedback", people -> "/feedback?limit=50");
        lists.put("tariff plans", people -> "/tariff-plans");
        lists.put("trackers", people -> "/trackers?limit=50");
        lists.put("monitoring objects", people -> "/monitoring-objects?limit=50");
        lists.put("tracker models", people -> "/tracker-models");
        lists.put("device tariffs", people -> "/device-tariffs?limit=50");
        lists.put("administrators", people -> "/administrators");
        lists.put("roles", people -> "/roles");
        lists.put("API keys", people -> "/api-keys");
        lists.put("who acts for users", people -> "/acting");
        lists.put("billing requests", people -> "/billing/requests?limit=50");
        lists.put("audit", people -> "/audit?limit=50");
        return lists;
    }

    private Map<String, Asked> lists() {
        var lists = new LinkedHashMap<>(simple());
        lists.put("cameras of a user", people -> "/users/%s/cameras?limit=50".formatted(anybody(people)));
        lists.put("intercoms of a user", people -> "/users/%s/intercoms".formatted(anybody(people)));
        lists.put("sub-users of a user", people -> "/users/%s/sub-users".formatted(anybody(people)));
        lists.put("billing events of a user", people -> "/users/%s/billing-events".formatted(anybody(people)));
        lists.put("transactions of a user", people -> "/users/%s/transactions".formatted(anybody(people)));
        lists.put("log of a user", people -> "/users/%s/logs".formatted(anybody(people)));
        lists.put("permissions of a user", people -> "/users/%s/permissions".formatted(anybody(people)));
        lists.put("environments of a user", people -> "/users/%s/environments".formatted(anybody(people)));
        lists.put("sessions of a user", people -> "/users/%s/sessions".formatted(anybody(people)));
        lists.put("notifications of a user", people -> "/users/%s/notifications".formatted(anybody(people)));
        lists.put("trackers of a user", people -> "/users/%s/trackers".formatted(anybody(people)));
        lists.put("own cameras of a user", people -> "/users/%s/own-cameras".formatted(anybody(people)));
        lists.put("monitoring objects of a user", people -> "/users/%s/monitoring-objects".formatted(anybody(people)));
        lists.put(
                "addresses a user may be given", people -> "/users/%s/attachable-addresses".formatted(anybody(people)));
        lists.put("users of an address", people -> "/addresses/%s/users?limit=50".formatted(anyAddress(people)));
        lists.put("cameras of an address", people -> "/addresses/%s/cameras?limit=50".formatted(anyAddress(people)));
        lists.put(
                "intercoms of an address", people -> "/addresses/%s/intercoms?limit=50".formatted(anyAddress(people)));
        return lists;
    }

    private String anybody(People people) {
        return userIds.get(people.below(userIds.size()));
    }

    private String anyAddress(People people) {
        return address(people.below(users / USERS_A_CAMERA / CAMERAS_AN_ADDRESS));
    }

    private Figures ask(Asked asked) {
        var people = new People(7);
        int warmUp = stage.scale().questions() / 10;
        var nanos = new long[stage.scale().questions()];
        for (int i = -warmUp; i < nanos.length; i++) {
            String path = asked.path(people);
            long began = System.nanoTime();
            admin.read(path);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - began;
            }
        }
        return Figures.of(nanos);
    }

    /** Makes the town. */
    private void settle() {
        stage.say("P8: making a town of %,d users".formatted(users));
        var people = new People(3);
        List<String> requests = new ArrayList<>(users);
        for (int i = 0; i < users; i++) {
            String login = "town.%06d".formatted(i);
            requests.add(stage.request(
                    "new_entity",
                    login,
                    ",\"entityId\":\"%s\",\"password\":\"Town-%06d\",\"userType\":\"tariff-%d\",\"name\":\"Anna %s\",\"subscriberKind\":\"individual\""
                            .formatted(login, i, people.below(People.TARIFFS), people.part(3))));
        }
        userIds.addAll(stage.made(requests));
        int cameras = users / USERS_A_CAMERA;
        stage.calls(
                cameras / CAMERAS_AN_ADDRESS,
                i -> admin.callAsync(
                        "PUT", "/addresses/" + address(i), "{\"name\":\"%s %d\"}".formatted(people.part(2), i)));
        stage.calls(
                cameras,
                i -> admin.callAsync(
                        "PUT",
                        "/cameras/town.c" + i,
                        "{\"name\":\"%s %d\",\"archiveDays\":14}".formatted(people.part(2), i)));
        stage.calls(
                cameras,
                i -> admin.callAsync(
                        "PUT", "/cameras/town.c%d/places/A:%s".formatted(i, address(i / CAMERAS_AN_ADDRESS)), "{}"));
        stage.calls(
                users / USERS_A_GRANT,
                i -> stage.grant(userIds.get(i * USERS_A_GRANT), address(i % (cameras / CAMERAS_AN_ADDRESS))));
    }

    private static String address(int number) {
        return "town.a" + number;
    }

    /** Waits until the directory lists so many users, and returns how many seconds it took. */
    private double follow(int expected) {
        long began = System.nanoTime();
        while (count("/users") < expected) {
            if (System.nanoTime() - began > FOLLOWED_WITHIN_NANOS) {
                throw new BenchException("the directory lists %,d of %,d users".formatted(count("/users"), expected));
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return (System.nanoTime() - began) / NANOS_PER_SECOND;
    }

    /** How many seconds a node that has lost its directory takes to answer again, its start included. */
    private double rebuild() {
        stage.say("P8: starting the node without its directory");
        stage.leave();
        int expected = count("/users");
        long began = System.nanoTime();
        stage.rig().restartWithoutDirectory();
        admin = stage.rig().admin();
        while (!isListed(expected)) {
            if (System.nanoTime() - began > FOLLOWED_WITHIN_NANOS) {
                throw new BenchException("the directory is not built anew after 20 minutes");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return (System.nanoTime() - began) / NANOS_PER_SECOND;
    }

    /** While the directory is being built, lists are refused. */
    private boolean isListed(int expected) {
        try {
            return count("/users") >= expected;
        } catch (BenchException building) {
            return false;
        }
    }

    private int count(String list) {
        String answer = admin.read(list + "?limit=1&count=true");
        int at = answer.indexOf("\"total\":");
        if (at < 0) {
            throw new BenchException("no total in %s".formatted(answer));
        }
        int end = at += "\"total\":".length();
        while (Character.isDigit(answer.charAt(end))) {
            end++;
        }
        return Integer.parseInt(answer.substring(at, end));
    }
}
