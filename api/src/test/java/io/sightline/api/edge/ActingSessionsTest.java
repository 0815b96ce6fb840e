package io.sightline.api.edge;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.client.ClientListener;
import io.sightline.client.ClientState;
import io.sightline.client.SightlineClient;
import io.sightline.client.Surroundings;
import io.sightline.client.net.ActingTokens;
import io.sightline.client.net.WebSocketTransport;
import io.sightline.client.store.MemoryStore;
import io.sightline.client.wire.Codec;
import io.sightline.client.wire.Encoding;
import io.sightline.client.wire.Environment;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.node.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Administrators who act for users, at the client plane. */
@Timeout(90)
class ActingSessionsTest {

    private static final SourceId HOUSE = SourceId.of(new AddressId("house"));
    private static final String TOKEN = "sla_0123456789abcdef_secret";
    private static final String ID = "0123456789abcdef";
    private static final String INSTALLATION = "acting-web-1";

    private final Plane plane = Plane.open();
    private final HttpClient http = HttpClient.newHttpClient();
    private final UserId ada = plane.moveIn("ada");

    @AfterEach
    void close() {
        plane.close();
    }

    private void act(Duration left) {
        Instant now = Instant.ofEpochMilli(plane.clock.epochMillis());
        plane.actings.put(TOKEN, new ActingSignIn.Acting(ID, ada, now.plus(left)));
    }

    /** As the node does each second. */
    private void look() {
        plane.watch.look(() -> CompletableFuture.completedStage(
                plane.actings.values().stream().map(ActingSignIn.Acting::id).collect(Collectors.toSet())));
    }

    private HttpResponse<String> ask(String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(plane.address().resolve("/v1/token"))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn() throws IOException, InterruptedException {
        return ask("{\"acting\":\"" + TOKEN + "\",\"env\":\"web\",\"inst\":\"" + INSTALLATION + "\"}");
    }

    private String token() throws IOException, InterruptedException {
        HttpResponse<String> answer = signIn();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = new ObjectMapper().readTree(answer.body());
        assertThat(body.path("user").asText()).isEqualTo("ada");
        return body.path("token").asText();
    }

    private RawSocket open(String token) {
        RawSocket raw = RawSocket.upgraded(plane.port());
        raw.say("{\"t\":\"hello\",\"v\":1,\"token\":\"" + token + "\",\"env\":\"web\",\"inst\":\"" + INSTALLATION
                + "\",\"caps\":[],\"cur\":[]}");
        raw.await("welcome");
        return raw;
    }

    @Test
    void areSessionsOfTheUserThatAreNamedAsSuch() throws Exception {
        plane.quarter.grant(ada, HOUSE);
        act(Duration.ofMinutes(30));
        String token = token();
        assertThat(plane.tokens.verify(token, plane.clock.epochMillis()))
                .isInstanceOfSatisfying(Tokens.Verified.class, verified -> {
                    assertThat(verified.user()).isEqualTo(ada);
                    assertThat(verified.acting()).isEqualTo(ID);
                });
        try (RawSocket raw = open(token)) {
            raw.await("man");
        }
        assertThat(plane.residents.account(ada).clients().installations()).isEmpty();
    }

    @Test
    void endSoonAfterTheActing() throws Exception {
        act(Duration.ofMinutes(30));
        try (RawSocket raw = open(token())) {
            plane.actings.clear();
            look();
            JsonNode error = raw.await("err");
            assertThat(error.path("code").asText()).isEqualTo("auth");
            assertThat(error.path("wipe").asBoolean()).isTrue();
            assertThat(raw.closeCode()).isEqualTo(4403);
        }
        assertThat(signIn().statusCode()).isEqualTo(401);
    }

    @Test
    void endWhenItCannotBeToldWhetherTheActingGoesOn() throws Exception {
        act(Duration.ofMinutes(30));
        CompletionStage<Set<String>> silent = CompletableFuture.failedStage(new IllegalStateException("down"));
        try (RawSocket raw = open(token())) {
            plane.watch.look(() -> silent);
            plane.clock.forward(Duration.ofSeconds(5));
            assertThat(raw.closeCode()).isEqualTo(4403);
        }
    }

    @Test
    void goOnWhileTheActingDoes() throws Exception {
        act(Duration.ofMinutes(30));
        try (RawSocket raw = open(token())) {
            for (int second = 0; second < 8; second++) {
                plane.clock.forward(Duration.ofMillis(900));
                look();
            }
            raw.say("{\"t\":\"ping\",\"at\":1}");
            raw.await("hb");
        }
    }

    @Test
    void haveTokensThatEndWithTheActing() throws Exception {
        act(Duration.ofMinutes(3));
        String token = token();
        plane.clock.forward(Duration.ofMinutes(3).plusSeconds(1));
        look();
        assertThat(plane.tokens.verify(token, plane.clock.epochMillis())).isInstanceOf(Tokens.Rejected.class);
    }

    @Test
    void areNotRenewed() throws Exception {
        act(Duration.ofMinutes(30));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(plane.address().resolve("/v1/token/renew"))
                        .header("Authorization", "Bearer " + token())
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void areRefusedToWhoeverHasNoActing() throws Exception {
        assertThat(signIn().statusCode()).isEqualTo(401);
        act(Duration.ofMinutes(30));
        assertThat(ask("{\"acting\":\"" + TOKEN + "\",\"env\":\"web\",\"inst\":\"browser-0001\"}")
                        .statusCode())
                .as("named like the user's own")
                .isEqualTo(400);
        assertThat(ask("{\"login\":\"ada\",\"password\":\"" + Plane.PASSWORD
                                + "\",\"env\":\"web\",\"inst\":\"acting-0001\"}")
                        .statusCode())
                .as("a user named like an administrator")
                .isEqualTo(400);
        assertThat(ask("{\"login\":\"ada\",\"password\":\"" + Plane.PASSWORD + "\",\"acting\":\"" + TOKEN
                                + "\",\"env\":\"web\",\"inst\":\"" + INSTALLATION + "\"}")
                        .statusCode())
                .as("both")
                .isEqualTo(400);
    }

    @Test
    void areRefusedForUsersWhoAreSuspendedOrNotThere() throws Exception {
        act(Duration.ofMinutes(30));
        plane.residents.tell(ada.ref(), new UserCommand.Suspend(SuspensionCause.BILLING_PAUSE));
        assertThat(signIn().statusCode()).isEqualTo(403);
        plane.actings.put(
                TOKEN,
                new ActingSignIn.Acting(ID, new UserId("ghost"), Instant.now().plusSeconds(600)));
        assertThat(signIn().statusCode()).isEqualTo(401);
    }

    @Test
    void takeEverythingFromTheClientWhenTheyEnd() {
        plane.quarter.put(HOUSE, "camera:1", "gate");
        plane.quarter.grant(ada, HOUSE);
        act(Duration.ofMinutes(30));
        var scheduler = Executors.newSingleThreadScheduledExecutor();
        try (SightlineClient client = new SightlineClient(
                plane.address(),
                Environment.WEB,
                null,
                new ActingTokens(http, plane.address(), TOKEN),
                new WebSocketTransport(http, Codec.of(Encoding.CBOR)),
                new MemoryStore(),
                Surroundings.system(scheduler, new SplittableRandom()),
                new ClientListener() {})) {
            client.start();
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            client.view().get(10, TimeUnit.SECONDS).toString().contains("gate"));
            plane.actings.clear();
            look();
            await().atMost(Duration.ofSeconds(5)).until(() -> client.state() == ClientState.STOPPED);
            await().atMost(Duration.ofSeconds(5))
                    .until(() ->
                            client.view().get(10, TimeUnit.SECONDS).devices().isEmpty());
        } finally {
            scheduler.shutdownNow();
        }
    }

    @Test
    void areKnownOnANodeThatDidNotBeginThemOnceItHasLookedThemUp() throws Exception {
        act(Duration.ofMinutes(30));
        String token = token();
        SignedTokens elsewhere = plane.tokensOfAnotherNode();
        assertThat(elsewhere.verify(token, plane.clock.epochMillis())).isInstanceOf(Tokens.Rejected.class);
        plane.otherWatch.look(() -> CompletableFuture.completedStage(Set.of(ID)));
        assertThat(elsewhere.verify(token, plane.clock.epochMillis())).isInstanceOf(Tokens.Verified.class);
        plane.otherWatch.look(() -> CompletableFuture.completedStage(Set.of()));
        assertThat(elsewhere.verify(token, plane.clock.epochMillis())).isInstanceOf(Tokens.Rejected.class);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> plane.tokens.verify(token, plane.clock.epochMillis()) instanceof Tokens.Verified);
    }
}
