package io.sightline.cli.town;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** People who registered on the platform: their balance, what they pay for, what they own and share, what they have to say. */
final class Payers {

    private static final List<String> MODELS = List.of("tk103", "gt06", "fm1120");

    private final Script script;
    private final Names names;
    private final Devices devices;
    private final List<String> mails = new ArrayList<>();

    Payers(Script script, Names names, Devices devices) {
        this.script = script;
        this.names = names;
        this.devices = devices;
    }

    void register(int count) {
        for (int i = 0; i < count; i++) {
            var name = names.person();
            var mail = "%s.%02d@example.org"
                    .formatted(name.toLowerCase(Locale.ROOT).replace(' ', '.'), i + 1);
            mails.add(mail);
            script.call(
                    "POST",
                    "/platform-users",
                    script.body()
                            .put("email", mail)
                            .put("password", "Payer-%04d".formatted(i + 1))
                            .put("name", name)
                            .put("phone", "+47 90 00 %02d %02d".formatted(i, i))
                            .put("preferredMap", i % 2 == 0 ? "osm" : "google"));
        }
        script.make(
                "tariff.camera",
                "/device-tariffs",
                script.body()
                        .put("device", "camera")
                        .put("name", "One camera")
                        .put("monthly", 990)
                        .put("creditDays", 3)
                        .put("yearDiscount", 10));
        script.make(
                "tariff.tracker",
                "/device-tariffs",
                script.body()
                        .put("device", "tracker")
                        .put("name", "One tracker")
                        .put("monthly", 490));
        for (var model : MODELS) {
            script.put("/tracker-models/" + model, script.body().put("name", model.toUpperCase(Locale.ROOT)));
        }
        for (int i = 0; i < count; i++) {
            live(i, user(i));
        }
        words();
    }

    private String user(int index) {
        return "/users/{user:%s}".formatted(mails.get(index));
    }

    /** All but every fifth are active; they pay for a camera that was granted to them, and one payment in four is taken back. */
    private void live(int index, String user) {
        if (index % 5 == 4) {
            return;
        }
        script.call("POST", user + "/activation", script.body());
        script.call("POST", user + "/refills", script.body().put("amount", 5_000 + 500 * index));
        var camera = devices.ids().get(devices.ids().size() - 1 - index);
        script.put(user + "/cameras/" + camera, script.body().put("status", "active"));
        script.make(
                "payment." + index,
                user + "/payments",
                script.body()
                        .put("device", "cam-" + camera)
                        .put("tariffId", "{made:tariff.camera}")
                        .put("months", index % 2 == 0 ? 3 : 1));
        if (index % 4 == 3) {
            script.call("DELETE", user + "/transactions/{made:payment.%d}".formatted(index), script.body());
        }
        own(index, user);
        script.make(
                "feedback." + index,
                user + "/feedback",
                script.body()
                        .put("name", "Payer %d".formatted(index + 1))
                        .put("email", mails.get(index))
                        .put("phone", "+47 90 00 00 00")
                        .put("message", "The camera at the %s shows too little.".formatted(names.view())));
    }

    /** A tracker in a monitoring object that is shared with the neighbour. */
    private void own(int index, String user) {
        script.make(
                "tracker." + index,
                user + "/trackers",
                script.body()
                        .put("name", "Van %d".formatted(index + 1))
                        .put("model", MODELS.get(index % MODELS.size()))
                        .put("imei", "35%013d".formatted(7 * index + 11)));
        script.make(
                "object." + index,
                user + "/monitoring-objects",
                script.body().put("name", "Fleet").put("description", "Everything on wheels"));
        var object = user + "/monitoring-objects/{made:object.%d}".formatted(index);
        script.put(object + "/trackers/{made:tracker.%d}".formatted(index), script.body());
        if (index % 2 == 0 && mails.size() > 1) {
            script.call(
                    "POST",
                    object + "/shares",
                    script.body()
                            .put("to", mails.get((index + 1) % mails.size()))
                            .put("mayChangeTrackers", true));
        }
    }

    private void words() {
        var some = script.body()
                .put("severity", "warning")
                .put("title", "Work on the network")
                .put("text", "On Sunday night cameras in the harbour may be away for an hour.");
        var to = some.putArray("to");
        mails.stream().map("{user:%s}"::formatted).forEach(to::add);
        script.call("POST", "/notifications", some);
        var one = script.body()
                .put("severity", "information")
                .put("title", "Welcome")
                .put("text", "Your camera is there.");
        one.putArray("to").add("{user:%s}".formatted(mails.get(0)));
        script.call("POST", "/notifications", one);
        script.call("PATCH", "/feedback/{made:feedback.0}", script.body().put("status", "closed"));
    }
}
