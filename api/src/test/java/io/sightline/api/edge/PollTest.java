package io.sightline.api.edge;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(90)
class PollTest {

    private static final SourceId HOUSE = SourceId.of(new AddressId("house"));

    private final Plane plane = Plane.open();
    private final UserId ada = plane.moveIn("ada");
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void answersWithAllUpToTheFrontier() throws Exception {
        plane.quarter.put(HOUSE, "camera:1", "gate");
        plane.quarter.grant(ada, HOUSE);
        HttpResponse<byte[]> answer = poll(
                        "", "application/json", hello("").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .join();
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode messages = new ObjectMapper().readTree(answer.body());
        assertThat(types(messages)).containsExactly("welcome", "man", "b", "u");
        assertThat(messages.get(2).path("put").get(0).path("v").asText()).contains("gate");
    }

    @Test
    void waitsForNewsAndThenAnswersAtOnce() throws Exception {
        plane.quarter.grant(ada, HOUSE);
        JsonNode first = new ObjectMapper()
                .readTree(poll("", "application/json", bytes(hello(""))).join().body());
        JsonNode man = first.get(1);
        String cursor = "";
        for (JsonNode message : first) {
            if (message.path("t").asText().equals("b")) {
                cursor = "[\"" + HOUSE + "\",\"" + message.path("e").asText() + "\","
                        + message.path("rev").asLong() + ","
                        + man.path("add").get(0).path("g").asLong() + "]";
            }
        }
        CompletableFuture<HttpResponse<byte[]>> waiting = poll(
                "",
                "application/json",
                bytes(hello(",\"wait\":50,\"me\":\"" + man.path("me").asText() + "\",\"mrev\":"
                                + man.path("rev").asLong() + ",\"cur\":[" + cursor + "]")
                        .replace("\"cur\":[],", "")));
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(10))
                .until(() -> plane.server.connections() > 0);
        plane.quarter.put(HOUSE, "camera:1", "gate");
        JsonNode news = new ObjectMapper().readTree(waiting.join().body());
        assertThat(types(news)).contains("u").endsWith("u");
        assertThat(news.toString()).contains("gate");
    }

    @Test
    void speaksCbor() throws Exception {
        ObjectMapper cbor = new ObjectMapper(new CBORFactory());
        byte[] hello = cbor.writeValueAsBytes(new ObjectMapper().readTree(hello("")));
        HttpResponse<byte[]> answer = poll("", "application/cbor", hello).join();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/cbor");
        assertThat(types(cbor.readTree(answer.body()))).startsWith("welcome").endsWith("u");
    }

    @Test
    void refusesAPollWithoutAGoodTokenOrAHello() {
        assertThat(status("nonsense", "application/json", hello(""))).isEqualTo(401);
        assertThat(status("", "application/json", "{}")).isEqualTo(400);
        assertThat(status("", "application/json", "{\"t\":\"ping\"}")).isEqualTo(400);
        assertThat(status("", "application/json", hello(",\"wait\":56"))).isEqualTo(400);
        assertThat(status("", "application/json", hello(",\"res\":{\"sid\":\"a\",\"n\":1}")))
                .isEqualTo(400);
        assertThat(status("", "text/plain", hello(""))).isEqualTo(415);
    }

    private int status(String token, String type, String body) {
        return poll(token, type, bytes(body)).join().statusCode();
    }

    private CompletableFuture<HttpResponse<byte[]>> poll(String token, String type, byte[] body) {
        String bearer = token.isEmpty() ? plane.token(ada, "abcd-1234") : token;
        return http.sendAsync(
                HttpRequest.newBuilder(plane.address().resolve("/v1/sync"))
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static String hello(String more) {
        return "{\"t\":\"hello\",\"v\":1,\"env\":\"web\",\"inst\":\"abcd-1234\",\"caps\":[],\"cur\":[]" + more + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static List<String> types(JsonNode messages) {
        List<String> types = new ArrayList<>();
        messages.forEach(message -> types.add(message.path("t").asText()));
        return types;
    }
}
