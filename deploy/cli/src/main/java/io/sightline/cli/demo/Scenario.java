package io.sightline.cli.demo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.cli.admin.AdminApi;
import io.sightline.cli.demo.Viewer.Sight;
import io.sightline.cli.terminal.Complaint;
import io.sightline.cli.town.Person;
import io.sightline.client.view.Device;
import io.sightline.client.wire.Standing;
import org.jspecify.annotations.Nullable;

/** What happens to one person while somebody watches: changes that end where they began. */
final class Scenario {

    /**
     * One change.
     *
     * @param change makes it through the admin API and returns when that is acknowledged
     * @param shown given what an environment showed before: whether it shows the change
     */
    record Step(String title, Runnable change, Function<Sight, Predicate<Sight>> shown) {}

    static final String CAMERA = "cam.demo";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String KEY = "cam-" + CAMERA;
    private static final String OLD_NAME = "Square, new camera";
    private static final String NEW_NAME = "Square, north side";

    private final AdminApi api;
    private final Credentials credentials;
    private final String user;
    private final String place;
    private final String folder;

    /** @param guide has an address and a folder */
    Scenario(AdminApi api, Person guide, Credentials credentials) {
        this.api = api;
        this.credentials = credentials;
        this.user = "/api/v1/users/" + api.userId(guide.login());
        this.place = "/api/v1/cameras/%s/places/A:%s".formatted(CAMERA, guide.home());
        this.folder = String.valueOf(guide.folder());
    }

    /** Brings everything to where the first step begins, also after a run that was cut short. */
    void prepare() {
        billing("unpause_entity", JSON.objectNode());
        billing("update_password", JSON.objectNode().put("password", credentials.password()));
        api.require("PUT", user + "/folders/" + folder, JSON.objectNode().put("status", "active"));
        boolean there = api.get("/api/v1/cameras/" + CAMERA).succeeded();
        call(
                there ? "PATCH" : "PUT",
                "/api/v1/cameras/" + CAMERA,
                streams("active").put("name", OLD_NAME));
        var gone = api.send("DELETE", place, null);
        if (!gone.succeeded() && gone.status() != 404) {
            throw new Complaint("the demo's camera cannot be taken down: " + gone.problem());
        }
    }

    List<Step> steps() {
        return List.of(
                step("camera attached to the address", () -> call("PUT", place, JSON.objectNode()), has(true)),
                step(
                        "camera renamed",
                        () -> patch(JSON.objectNode().put("name", NEW_NAME)),
                        sight -> camera(sight, device -> device.name().equals(NEW_NAME))),
                step("stream lost", () -> patch(streams("inactive")), sight -> camera(sight, is("red"))),
                step("stream back", () -> patch(streams("active")), sight -> camera(sight, is("green"))),
                step(
                        "user paused by billing",
                        () -> billing("pause_entity", JSON.objectNode().put("reason", "demo")),
                        sight -> sight.view().devices().isEmpty()),
                step("user resumed by billing", () -> billing("unpause_entity", JSON.objectNode()), has(true)),
                step(
                        "private folder detached",
                        () -> call("DELETE", user + "/folders/" + folder, null),
                        sight -> fromFolder(sight) == 0),
                step(
                        "private folder attached again",
                        () -> call(
                                "PUT",
                                user + "/folders/" + folder,
                                JSON.objectNode().put("status", "active")),
                        sight -> fromFolder(sight) > 0),
                new Step(
                        "password changed, signed in again",
                        this::changePassword,
                        before -> sight -> sight.sessions() > before.sessions()),
                step("camera taken down", () -> call("DELETE", place, null), has(false)));
    }

    /** Gives the person their first password back. */
    void restorePassword(String password) {
        credentials.change(last -> password);
        billing("update_password", JSON.objectNode().put("password", password));
    }

    private static Step step(String title, Runnable change, Predicate<Sight> shown) {
        return new Step(title, change, before -> shown);
    }

    private void changePassword() {
        // Whoever is told a new password uses it as soon as the old session ends, so it is known before.
        credentials.change(old -> old.endsWith("-2") ? old.substring(0, old.length() - 2) : old + "-2");
        billing("update_password", JSON.objectNode().put("password", credentials.password()));
    }

    private void patch(ObjectNode change) {
        call("PATCH", "/api/v1/cameras/" + CAMERA, change);
    }

    private void call(String method, String path, @Nullable ObjectNode body) {
        api.require(method, path, body);
    }

    private void billing(String type, ObjectNode body) {
        body.put("requestId", UUID.randomUUID().toString())
                .put("type", "billing." + type)
                .put("login", credentials.login())
                .put("occurredAt", Instant.now().toString())
                .put("system", "demo");
        api.require("POST", "/api/v1/billing/requests", body);
    }

    private static ObjectNode streams(String status) {
        var body = JSON.objectNode();
        var streams = body.putArray("streams");
        streams.addObject().put("type", "high").put("status", status);
        streams.addObject().put("type", "low").put("status", status);
        return body;
    }

    private static Predicate<Sight> has(boolean expected) {
        return sight -> sight.view().standing() == Standing.ACTIVE
                && !sight.view().devices().isEmpty()
                && sight.view().devices().containsKey(KEY) == expected;
    }

    private static boolean camera(Sight sight, Predicate<Device> wanted) {
        var device = sight.view().devices().get(KEY);
        return device != null && wanted.test(device);
    }

    private static Predicate<Device> is(String state) {
        return device -> device.state().equals(state);
    }

    private long fromFolder(Sight sight) {
        return sight.view().devices().values().stream()
                .filter(device -> device.sources().contains("F:" + folder))
                .count();
    }
}
