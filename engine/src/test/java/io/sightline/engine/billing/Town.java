package io.sightline.engine.billing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.InstalledCamera;
import io.sightline.engine.domain.Login;
import io.sightline.engine.domain.NetworkDevice;
import io.sightline.engine.domain.NetworkDeviceId;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.User;
import io.sightline.engine.runtime.DirectEngine;
import io.sightline.engine.runtime.Engine;

import static org.assertj.core.api.Assertions.assertThat;

/** A town with a billing system, for specifications: real reading, real flows, entities in memory and a clock that stands. */
final class Town implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final String MAC = "AA:BB:CC:00:00:01";
    static final String OTHER_MAC = "AA:BB:CC:00:00:02";

    private static final JsonMapper JSON = new JsonMapper();
    /** So cheap that thousands of users can be made; what a hash costs changes none of the rules. */
    private static final PasswordSettings CHEAP = new PasswordSettings(8, 1, 1, 1, 10_000);

    final BillingKeys keys = new BillingKeys("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    final Passwords passwords = new Passwords(CHEAP);
    final RequestReader reader = new RequestReader(keys, passwords, () -> NOON);
    final InMemoryRequestLog log = new InMemoryRequestLog(Duration.ofDays(90), () -> NOON);
    final DirectEngine entities;
    final Engine engine;
    private final BillingSettings settings;
    LoggedRequests logged;
    Billing billing;
    /** Ends the pause before whatever is to be carried out again; a new one for each start. */
    CompletableFuture<Void> pause = new CompletableFuture<>();

    private int serial;

    Town() {
        this(new BillingSettings(true, Map.of("R30", 30), Set.of()), engine -> engine);
    }

    Town(BillingSettings settings, UnaryOperator<Engine> around) {
        this.settings = settings;
        entities = new DirectEngine(NOON);
        engine = around.apply(entities);
        billing = start(NOON);
    }

    static Town withoutProvisioning() {
        return new Town(new BillingSettings(false, Map.of(), Set.of()), engine -> engine);
    }

    /** The billing part as a process that starts at a moment has it, over the same entities and the same log. */
    Billing start(Instant at) {
        return start(at, settings);
    }

    Billing start(Instant at, BillingSettings settings) {
        pause = new CompletableFuture<>();
        logged = new LoggedRequests(log, keys, reader, () -> at);
        billing = new Billing(
                engine,
                logged,
                keys,
                new ListedCsaDirectory(List.of(
                        new CsaDirectory.Place("T", "Town", null),
                        new CsaDirectory.Place("T1", "High Street", "T"),
                        new CsaDirectory.Place("T1-1", "High Street 1", "T1"),
                        new CsaDirectory.Place("T1-2", "High Street 2", "T1"),
                        new CsaDirectory.Place("lost", "Nowhere", "no such code"))),
                settings,
                new RetrySchedule(Duration.ofMillis(1), Duration.ofMillis(1), 3, time -> pause));
        return billing;
    }

    /** A request of this type a second after the last one. */
    ObjectNode request(String type, Object... fields) {
        int number = ++serial;
        ObjectNode request = JSON.createObjectNode();
        request.put("requestId", "r" + number);
        request.put("type", "billing." + type);
        request.put(
                "occurredAt",
                NOON.minus(Duration.ofHours(1)).plusSeconds(number).toString());
        for (int i = 0; i < fields.length; i += 2) {
            request.set((String) fields[i], JSON.valueToTree(fields[i + 1]));
        }
        return request;
    }

    ObjectNode newEntity(String login) {
        return request(
                "new_entity",
                "login",
                login,
                "password",
                "secret of " + login,
                "userType",
                "b2c",
                "name",
                "Name of " + login,
                "subscriberKind",
                "individual");
    }

    ObjectNode attach(String login, String mac, String csa) {
        return request("attach_camera", "login", login, "mac", mac, "serialNumber", "sn-" + mac, "csa", csa);
    }

    BillingResult send(ObjectNode request) {
        return await(billing.submit(read(request)));
    }

    /** Sends a request and expects it to be applied. */
    void given(ObjectNode request) {
        assertThat(send(request).outcome()).as("%s", request).isEqualTo(Outcome.APPLIED);
    }

    BillingRequest read(ObjectNode request) {
        return ((RequestReader.Reading.Sound) reading(request.toString())).request();
    }

    RequestReader.Reading reading(String text) {
        return await(reader.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    Account account(String login) {
        Login held = entities.state(keys.login(login).ref(), Login.class);
        return entities.state(held.holder().orElseThrow().ref(), User.class)
                .account()
                .orElseThrow();
    }

    boolean isFree(String login) {
        return entities.state(keys.login(login).ref(), Login.class).holder().isEmpty();
    }

    Address address(String csa) {
        return entities.state(LocationFlows.address(csa).ref(), Address.class);
    }

    NetworkDevice device(String mac) {
        return entities.state(new NetworkDeviceId(mac).ref(), NetworkDevice.class);
    }

    Camera camera(CameraId id) {
        return entities.state(id.ref(), Camera.class);
    }

    /** The camera that runs on this hardware. */
    InstalledCamera cameraOn(String mac) {
        CameraId id = device(mac).camera();
        assertThat(id).isNotNull();
        return camera(java.util.Objects.requireNonNull(id)).installed().orElseThrow();
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        passwords.close();
    }
}
