package io.sightline.api.edge;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.sightline.client.ClientListener;
import io.sightline.client.ClientState;
import io.sightline.client.SightlineClient;
import io.sightline.client.Surroundings;
import io.sightline.client.net.PasswordTokens;
import io.sightline.client.net.PollingTransport;
import io.sightline.client.net.Transport;
import io.sightline.client.net.WebSocketTransport;
import io.sightline.client.store.MemoryStore;
import io.sightline.client.view.View;
import io.sightline.client.wire.Codec;
import io.sightline.client.wire.Encoding;
import io.sightline.client.wire.Environment;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WholePathTest {

    private static final SourceId HOUSE = SourceId.of(new AddressId("house"));

    private final Plane plane = Plane.open();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        plane.close();
        scheduler.shutdownNow();
    }

    @Test
    void showsADeviceItsChangeAndItsLossThroughEveryTransport() {
        UserId ada = plane.moveIn("ada");
        plane.quarter.put(HOUSE, "camera:1", "gate");
        plane.quarter.grant(ada, HOUSE);
        List<Transport> transports = List.of(
                new WebSocketTransport(http, Codec.of(Encoding.JSON)),
                new WebSocketTransport(http, Codec.of(Encoding.CBOR)),
                new PollingTransport(http, Codec.of(Encoding.JSON), 20, Duration.ofMillis(500)),
                new PollingTransport(http, Codec.of(Encoding.CBOR), 20, Duration.ofMillis(500)));
        List<SightlineClient> clients =
                transports.stream().map(transport -> client(transport)).toList();
        clients.forEach(SightlineClient::start);
        clients.forEach(client -> shows(client, "gate"));
        plane.quarter.put(HOUSE, "camera:1", "garage");
        clients.forEach(client -> shows(client, "garage"));
        plane.quarter.grant(ada);
        clients.forEach(client -> Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> view(client).devices().isEmpty()));
        clients.forEach(SightlineClient::close);
    }

    @Test
    void leavesTheFrontierWhenItsPasswordIsAnother() {
        UserId ada = plane.moveIn("ada");
        plane.quarter.put(HOUSE, "camera:1", "gate");
        plane.quarter.grant(ada, HOUSE);
        try (SightlineClient client = client(new WebSocketTransport(http, Codec.of(Encoding.CBOR)))) {
            client.start();
            shows(client, "gate");
            plane.quarter.changePassword(ada);
            plane.quarter.put(HOUSE, "camera:1", "garage");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> client.state() != ClientState.IN_STEP);
        }
    }

    private SightlineClient client(Transport transport) {
        return new SightlineClient(
                plane.address(),
                Environment.DESKTOP,
                null,
                new PasswordTokens(http, plane.address(), "ada", Plane.PASSWORD),
                transport,
                new MemoryStore(),
                Surroundings.system(scheduler, new java.util.SplittableRandom()),
                new ClientListener() {});
    }

    private static void shows(SightlineClient client, String name) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> view(client).toString().contains(name));
    }

    private static View view(SightlineClient client) throws Exception {
        return client.view().get(10, TimeUnit.SECONDS);
    }
}
