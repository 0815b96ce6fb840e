package io.sightline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import io.sightline.bench.Making.Call;

/** What the users of a town own, share and pay for. */
final class Goods {

    private static final int MODELS = 50;
    private static final int TARIFFS = 100;
    private static final int PLANS = 50;
    private static final int RICH = 100;
    private static final int REFILLS = 200;
    private static final int SHARES = 50;
    /** Every fifth who registered is not active yet. */
    private static final int IDLE = 5;

    private final Making making;
    private final Residents residents;
    private final int models;
    private String tracker = "";
    private String ownCamera = "";
    private String object = "";

    Goods(Making making, Residents residents) {
        this.making = making;
        this.residents = residents;
        this.models = making.rows(MODELS);
    }

    void buy() {
        List<String> active = active();
        making.all("activations", active.size(), i -> Call.post("/users/%s/activation".formatted(active.get(i)), "{}"));
        catalogues();
        making.all("refills", active.size(), i -> refill(active.get(i), i));
        making.all("refills of one user", making.rows(REFILLS), i -> refill(residents.richPayer(), i));
        tracker = own("trackers", active, this::tracker);
        ownCamera = own("own-cameras", active.subList(0, (active.size() + 3) / 4), Goods::ownCamera);
        object = own("monitoring-objects", active.subList(0, (active.size() + 1) / 2), i -> "{\"name\":\"Fleet %d\"}"
                .formatted(i));
        share(active.size());
    }

    private List<String> active() {
        List<String> active = new ArrayList<>();
        for (int i = 0; i < residents.payers().size(); i++) {
            if (isActive(i)) {
                active.add(residents.payers().get(i));
            }
        }
        return active;
    }

    private static boolean isActive(int payer) {
        return payer % IDLE < IDLE - 1;
    }

    private void catalogues() {
        var people = new People(5);
        making.all(
                "tracker models",
                models,
                i -> Call.put("/tracker-models/m" + i, "{\"name\":\"Model %d\"}".formatted(i)));
        making.all(
                "device tariffs",
                making.rows(TARIFFS),
                i -> Call.post(
                        "/device-tariffs",
                        "{\"device\":\"camera\",\"name\":\"For %s %d\",\"monthly\":%d}"
                                .formatted(people.part(2), i, 100 + i)));
        List<String> plans = making.made(
                "tariff plans",
                making.rows(PLANS),
                i -> Call.post(
                        "/tariff-plans",
                        "{\"title\":\"Plan %d\",\"description\":\"With archive\",\"months\":1,\"price\":{\"minor\":%d,\"currency\":\"EUR\"}}"
                                .formatted(i, 1_000 + i)));
        making.all(
                "services",
                residents.firms().size() / 2,
                i -> Call.put(
                        "/users/%s/service/plan".formatted(residents.firms().get(2 * i)),
                        "{\"planId\":\"%s\"}".formatted(plans.get(i % plans.size()))));
    }

    private static Call refill(String user, int index) {
        return Call.post("/users/%s/refills".formatted(user), "{\"amount\":%d}".formatted(1_000 + index));
    }

    /** One thing for each of these and a hundred for the first payer, whose first is returned. */
    private String own(String what, List<String> owners, IntFunction<String> body) {
        int rich = making.rows(RICH);
        return making.made(
                        what,
                        rich + owners.size(),
                        i -> Call.post(
                                "/users/%s/%s".formatted(i < rich ? residents.richPayer() : owners.get(i - rich), what),
                                body.apply(i)))
                .get(0);
    }

    private String tracker(int index) {
        return "{\"name\":\"Van %d\",\"model\":\"m%d\",\"imei\":\"35%013d\"}".formatted(index, index % models, index);
    }

    private static String ownCamera(int index) {
        return "{\"name\":\"Yard %d\",\"address\":\"rtsp://192.0.2.7/%d\",\"streams\":[\"high\"]}"
                .formatted(index, index);
    }

    private void share(int active) {
        int others = Math.min(SHARES, active - 1);
        for (String thing :
                List.of("trackers/" + tracker, "own-cameras/" + ownCamera, "monitoring-objects/" + object)) {
            making.all(
                    "shares",
                    others,
                    i -> Call.post(
                            "/users/%s/%s/shares".formatted(residents.richPayer(), thing),
                            "{\"to\":\"%s\"}".formatted(Residents.payerMail(neighbour(i)))));
        }
    }

    /** The active payers after the first. */
    private static int neighbour(int index) {
        int next = index + 1;
        return next / (IDLE - 1) * IDLE + next % (IDLE - 1);
    }

    /** The first payer's, shared with others; so are the next two. */
    String tracker() {
        return tracker;
    }

    String ownCamera() {
        return ownCamera;
    }

    String object() {
        return object;
    }
}
