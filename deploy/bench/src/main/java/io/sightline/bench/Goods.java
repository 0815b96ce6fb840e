package io.sightline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import io.sightline.bench.Town.Sent;
import io.sightline.bench.rig.Admin;

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

    private final Stage stage;
    private final Residents residents;
    private final Admin admin;
    private String tracker = "";
    private String ownCamera = "";
    private String object = "";

    Goods(Stage stage, Residents residents) {
        this.stage = stage;
        this.residents = residents;
        this.admin = stage.rig().admin();
    }

    void buy() {
        List<String> active = active();
        Town.all(
                stage,
                "activations",
                active.size(),
                i -> Sent.post("/users/%s/activation".formatted(active.get(i)), "{}"));
        catalogues();
        Town.all(stage, "refills", active.size(), i -> refill(active.get(i), i));
        Town.all(stage, "refills of one user", REFILLS, i -> refill(residents.richPayer(), i));
        tracker = own("trackers", active, Goods::tracker);
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
        Town.all(
                stage,
                "tracker models",
                MODELS,
                i -> Sent.put("/tracker-models/m" + i, "{\"name\":\"Model %d\"}".formatted(i)));
        Town.all(
                stage,
                "device tariffs",
                TARIFFS,
                i -> Sent.post(
                        "/device-tariffs",
                        "{\"device\":\"camera\",\"name\":\"For %s %d\",\"monthly\":%d}"
                                .formatted(people.part(2), i, 100 + i)));
        List<String> plans = Town.timed(
                stage,
                "tariff plans",
                PLANS,
                () -> stage.calls(
                        PLANS,
                        i -> admin.make(
                                "/tariff-plans",
                                "{\"title\":\"Plan %d\",\"description\":\"With archive\",\"months\":1,\"price\":{\"minor\":%d,\"currency\":\"EUR\"}}"
                                        .formatted(i, 1_000 + i))));
        Town.all(
                stage,
                "services",
                residents.firms().size() / 2,
                i -> Sent.put(
                        "/users/%s/service/plan".formatted(residents.firms().get(2 * i)),
                        "{\"planId\":\"%s\"}".formatted(plans.get(i % PLANS))));
    }

    private static Sent refill(String user, int index) {
        return Sent.post("/users/%s/refills".formatted(user), "{\"amount\":%d}".formatted(1_000 + index));
    }

    /** One thing for each of these and a hundred for the first payer, whose first is returned. */
    private String own(String what, List<String> owners, IntFunction<String> body) {
        int count = RICH + owners.size();
        return Town.timed(
                        stage,
                        what,
                        count,
                        () -> stage.calls(
                                count,
                                i -> admin.make(
                                        "/users/%s/%s"
                                                .formatted(
                                                        i < RICH ? residents.richPayer() : owners.get(i - RICH), what),
                                        body.apply(i))))
                .get(0);
    }

    private static String tracker(int index) {
        return "{\"name\":\"Van %d\",\"model\":\"m%d\",\"imei\":\"35%013d\"}".formatted(index, index % MODELS, index);
    }

    private static String ownCamera(int index) {
        return "{\"name\":\"Yard %d\",\"address\":\"rtsp://192.0.2.7/%d\",\"streams\":[\"high\"]}"
                .formatted(index, index);
    }

    private void share(int active) {
        int others = Math.min(SHARES, active - 1);
        for (String thing :
                List.of("trackers/" + tracker, "own-cameras/" + ownCamera, "monitoring-objects/" + object)) {
            Town.all(
                    stage,
                    "shares",
                    others,
                    i -> Sent.post(
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
