package io.sightline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/** What the lists of a town are asked: every list there is for its first page, and large ones for what is dearer. */
final class Lists {

    private static final String PAGE = "limit=50";
    /** As far as pages have numbers. */
    private static final int DEEPEST = 10_000 / 50;

    private final Town town;
    private final Residents who;
    private final List<Question> questions = new ArrayList<>();

    private Lists(Town town) {
        this.town = town;
        this.who = town.residents();
    }

    /** Of a town that may be made later. */
    static List<Question> of(Town town) {
        var lists = new Lists(town);
        lists.everybody();
        lists.things();
        lists.operator();
        lists.ofUsers();
        lists.ofOwners();
        lists.ofPlaces();
        return lists.questions;
    }

    /** Routes that list something, by the description, and that no question asks. */
    static Set<String> unasked(List<Question> questions, JsonNode description) {
        Set<String> unasked = new TreeSet<>(ListedRoutes.of(description));
        unasked.removeAll(questions.stream().map(Question::route).collect(Collectors.toSet()));
        return unasked;
    }

    private void everybody() {
        first("users, newest first", "/users");
        questions.add(Question.of(
                "users, anywhere in the first 10,000",
                "/users",
                people -> PAGE + "&sort=name&page="
                        + (1 + people.below(Math.min(DEEPEST, Math.max(1, who.count() / 50))))));
        questions.add(Question.of(
                "users, by a part of the name", "/users", people -> PAGE + "&sort=name&q=" + people.part(2)));
        counted("users", "/users", "origin,status,suspensions,userType,subscriberKind", "name");
        questions.add(Question.of(
                "users, of one kind", "/users", people -> PAGE + "&userType=tariff-" + people.below(People.TARIFFS)));
        first("sub-users", "/sub-users");
        counted("sub-users", "/sub-users", "status,suspensions", "ownerName");
        first("B2B users", "/b2b-users");
        counted("B2B users", "/b2b-users", "serviceStatus,tariffId,status", "tariff");
        first("platform users", "/platform-users");
        counted("platform users", "/platform-users", "subscriberKind,active,mailVerified", "email");
    }

    private void things() {
        first("cameras", "/cameras");
        counted("cameras", "/cameras", "status,enabled,service,publicAccess,source,archive", "location");
        first("intercoms", "/intercoms");
        counted(
                "intercoms",
                "/intercoms",
                "departmentType,operationalStatus,availability,vendor,model,connectionType",
                "addressLabel");
        first("addresses", "/addresses");
        counted("addresses", "/addresses", "leaf", "-deviceCount");
        first("private folders", "/folders");
        counted("private folders", "/folders", "editable", "-deviceCount");
        first("trackers", "/trackers");
        counted("trackers", "/trackers", "model,expired", "ownerName");
        first("monitoring objects", "/monitoring-objects");
        questions.add(Question.of(
                "monitoring objects, with count, by their owners",
                "/monitoring-objects",
                PAGE + "&count=true&sort=ownerName"));
        first("tracker models", "/tracker-models");
        first("device tariffs", "/device-tariffs");
        counted("device tariffs", "/device-tariffs", "device,offered", "-monthly");
        first("tariff plans", "/tariff-plans");
    }

    private void operator() {
        first("notifications", "/notifications");
        counted("notifications", "/notifications", "severity,status,everybody", "title");
        Function<People, String> all = people -> town.office().notification();
        of("recipients of what everybody is told", "/notifications/{notification}/recipients", all);
        of("recipients of what 1,000 are told", "/notifications/{notification}/recipients", people -> town.office()
                .letter());
        first("feedback", "/feedback");
        counted("feedback", "/feedback", "status", "name");
        first("administrators", "/administrators");
        of("sessions of an administrator", "/administrators/{id}/sessions", people -> town.office()
                .administrator());
        questions.add(Question.of("one's own sessions", "/sessions", PAGE).asOneself());
        first("roles", "/roles");
        first("API keys", "/api-keys");
        first("who acts for users", "/acting");
        first("billing requests", "/billing/requests");
        first("audit", "/audit");
        plain("nodes", "/nodes");
        plain("permissions there are", "/permissions");
    }

    private void ofUsers() {
        ofUser("cameras", "cameras", town.houses()::anyHolder);
        ofUser("cameras at 200 places", "cameras", this::rich);
        questions.add(Question.of(
                        "cameras at 200 places, by a part of the name",
                        "/users/{id}/cameras",
                        people -> PAGE + "&sort=location&q=" + people.part(1))
                .about(this::rich));
        ofUser("intercoms", "intercoms", town.houses()::anyHolder);
        ofUser("100 intercoms", "intercoms", this::rich);
        ofUser("sub-users", "sub-users", this::rich);
        ofUser("billing events", "billing-events", this::rich);
        ofUser("log", "logs", this::rich);
        ofUser("notifications", "notifications", this::rich);
        ofUser("analytics cases", "analytics-cases", this::rich);
        ofUser("acting", "acting", this::rich);
        ofUser("device tariffs", "device-tariffs", who::anyMain);
        ofUser("tracker models", "tracker-models", who::anyMain);
        ofUser("addresses to give", "attachable-addresses", who::anyMain);
        ofUser("private folders to give", "attachable-folders", who::anyMain);
        for (String what : List.of("permissions", "environments", "sessions")) {
            questions.add(
                    Question.of(what + " of a user", "/users/{id}/" + what, "").about(this::rich));
        }
        for (String what : List.of("permissions", "sessions")) {
            questions.add(Question.of(what + " of a sub-user", "/users/{id}/sub-users/{sub}/" + what, "")
                    .about(this::rich, people -> who.subUser()));
        }
        questions.add(Question.of("tariff plans of a B2B user", "/users/{id}/tariff-plans", "")
                .about(who::anyFirm));
    }

    private void ofOwners() {
        Goods goods = town.goods();
        ofUser("transactions", "transactions", this::payer);
        ofUser("trackers", "trackers", this::payer);
        ofUser("own cameras", "own-cameras", this::payer);
        ofUser("monitoring objects", "monitoring-objects", this::payer);
        shares("a tracker", "trackers/{tracker}", people -> goods.tracker());
        shares("an own camera", "own-cameras/{camera}", people -> goods.ownCamera());
        shares("a monitoring object", "monitoring-objects/{object}", people -> goods.object());
    }

    private void ofPlaces() {
        Houses houses = town.houses();
        of("parts of the town", "/addresses/{id}/children", people -> houses.root());
        of("users of an address", "/addresses/{id}/users", houses::anyAddress);
        questions.add(Question.of(
                        "users of the largest address, with count and facets",
                        "/addresses/{id}/users",
                        PAGE + "&count=true&facets=status,userType")
                .about(people -> houses.largest()));
        of("cameras of an address", "/addresses/{id}/cameras", houses::anyAddress);
        of("intercoms of an address", "/addresses/{id}/intercoms", houses::anyAddress);
        of("users of a private folder", "/folders/{id}/users", people -> houses.largestFolder());
        of("cameras of a private folder", "/folders/{id}/cameras", houses::anyFolder);
    }

    private String rich(People people) {
        return who.richMain();
    }

    private String payer(People people) {
        return who.richPayer();
    }

    private void first(String what, String route) {
        questions.add(Question.of(what, route, PAGE));
    }

    private void plain(String what, String route) {
        questions.add(Question.of(what, route, ""));
    }

    /** With all that is counted, of everything and of what a search finds, in an order of its own. */
    private void counted(String what, String route, String facets, String sort) {
        String dear = PAGE + "&count=true&facets=" + facets + "&sort=" + sort;
        questions.add(Question.of(what + ", with count and facets", route, dear));
        questions.add(
                Question.of(what + ", the same by a part of a word", route, people -> dear + "&q=" + people.part(1)));
    }

    private void of(String what, String route, Function<People, String> whose) {
        questions.add(Question.of(what, route, PAGE).about(whose));
    }

    private void ofUser(String what, String route, Function<People, String> user) {
        of(what + " of a user", "/users/{id}/" + route, user);
    }

    private void shares(String what, String route, Function<People, String> thing) {
        questions.add(Question.of("shares of " + what, "/users/{id}/" + route + "/shares", PAGE)
                .about(this::payer, thing));
    }
}
