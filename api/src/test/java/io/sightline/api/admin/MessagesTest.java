package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.messages.Deliveries;
import io.sightline.engine.synchronize.Population;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Notifications and feedback through the plane, down to what environments show. */
@Timeout(120)
class MessagesTest {

    private final AdminPlane plane = AdminPlane.start();
    private final Town town = new Town(plane);
    private final Deliveries deliveries = new Deliveries(plane.entities, new Everybody());
    private String ada = "";
    private String ben = "";

    /** Everyone who has an event. */
    private final class Everybody implements Population {

        @Override
        public CompletionStage<Void> users(Consumer<UserId> each) {
            plane.entities.entities().stream()
                    .filter(ref -> ref.kind() == Kind.USER)
                    .map(EntityRef::id)
                    .forEach(id -> each.accept(new UserId(id)));
            return CompletableFuture.completedStage(null);
        }
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @BeforeEach
    void twoUsers() {
        ada = town.user("ada");
        ben = town.user("ben");
    }

    private String send(String to) {
        var answer = town.post(
                "/notifications", "{\"severity\":\"warning\",\"title\":\"Works\",\"text\":\"Tonight\"," + to + "}");
        town.expect(202, answer);
        return AdminPlane.json(answer).get("id").textValue();
    }

    private void deliver() {
        // The engine is held by the thread that names what is due, and deliveries go on on others.
        List<EntityRef> due = new ArrayList<>();
        plane.entities.keepAppointments(due::add);
        due.forEach(each -> deliveries.deliver(each).toCompletableFuture().join());
    }

    private ObjectNode unread(String user) {
        return town.get("/users/" + user + "/unread-notifications");
    }

    @Test
    void tellsSomeUsersSomethingAndSaysHowFarItIs() {
        String id = send("\"to\":[\"" + ada + "\"]");
        assertThat(town.get("/notifications/" + id).get("status").textValue()).isEqualTo("sending");
        deliver();
        ObjectNode sent = town.get("/notifications/" + id);
        assertThat(sent.get("status").textValue()).isEqualTo("sent");
        assertThat(sent.get("told").intValue()).isEqualTo(1);
        JsonNode shown = town.entries(ada).get("note-" + id);
        assertThat(shown.get("title").textValue()).isEqualTo("Works");
        assertThat(shown.get("severity").textValue()).isEqualTo("warning");
        assertThat(shown.get("read").booleanValue()).isFalse();
        assertThat(town.entries(ben)).isEmpty();
        assertThat(town.get("/notifications?severity=warning")
                        .get("items")
                        .get(0)
                        .get("id")
                        .textValue())
                .isEqualTo(id);
    }

    @Test
    void readsOnceForEveryEnvironment() {
        String id = send("\"to\":[\"" + ada + "\"]");
        deliver();
        assertThat(unread(ada).get("unread").intValue()).isEqualTo(1);
        town.expect(204, town.patch("/users/" + ada + "/notifications/" + id, "{\"read\":true}"));
        assertThat(unread(ada).get("unread").intValue()).isZero();
        assertThat(town.entries(ada).get("note-" + id).get("read").booleanValue())
                .isTrue();
        JsonNode recipient =
                town.get("/notifications/" + id + "/recipients").get("items").get(0);
        assertThat(recipient.get("login").textValue()).isEqualTo("ada");
        assertThat(recipient.has("readAt")).isTrue();
        assertThat(recipient.has("deletedAt")).isFalse();
        town.expect(204, town.delete("/users/" + ada + "/notifications/" + id));
        assertThat(town.entries(ada)).isEmpty();
        assertThat(town.get("/notifications/" + id + "/recipients")
                        .get("items")
                        .get(0)
                        .has("deletedAt"))
                .isTrue();
        town.expect(404, plane.get("/api/v1/users/" + ada + "/notifications/" + id));
        assertThat(town.get("/users/" + ada + "/notifications").get("items")).isEmpty();
        JsonNode gone = town.get("/users/" + ada + "/notifications?deleted=true")
                .get("items")
                .get(0);
        assertThat(gone.has("readAt")).isTrue();
        assertThat(gone.has("deletedAt")).isTrue();
        assertThat(gone.has("title")).isFalse();
    }

    @Test
    void readsAndDeletesAllAtOnce() {
        send("\"everybody\":true");
        send("\"to\":[\"" + ada + "\"]");
        deliver();
        assertThat(unread(ada).get("unread").intValue()).isEqualTo(2);
        town.expect(204, town.patch("/users/" + ada + "/notifications", "{\"read\":true}"));
        assertThat(unread(ada).get("unread").intValue()).isZero();
        assertThat(unread(ben).get("unread").intValue()).isEqualTo(1);
        town.expect(204, town.delete("/users/" + ada + "/notifications"));
        assertThat(town.get("/users/" + ada + "/notifications").get("items")).isEmpty();
        assertThat(town.entries(ben)).hasSize(1);
    }

    @Test
    void tellsEverybodyAndTakesItBack() {
        String id = send("\"everybody\":true");
        deliver();
        deliver();
        assertThat(List.of(town.entries(ada).size(), town.entries(ben).size())).containsExactly(1, 1);
        assertThat(town.get("/notifications/" + id + "/recipients").get("items"))
                .hasSize(2);
        town.expect(204, town.delete("/notifications/" + id));
        town.expect(404, plane.get("/api/v1/notifications/" + id));
        deliver();
        assertThat(town.entries(ada)).isEmpty();
        assertThat(town.entries(ben)).isEmpty();
        assertThat(town.get("/notifications").get("items")).isEmpty();
    }

    @Test
    void tellsOnlyUsersThereAre() {
        town.expect(
                422,
                town.post(
                        "/notifications",
                        "{\"severity\":\"error\",\"title\":\"t\",\"text\":\"t\",\"to\":[\"nobody\"]}"));
        town.expect(422, town.post("/notifications", "{\"severity\":\"error\",\"title\":\"t\",\"text\":\"t\"}"));
    }

    @Test
    void takesFeedbackAndClosesIt() {
        String form = "{\"name\":\"Ada\",\"email\":\"ada@example.org\",\"phone\":\"+37529\",\"message\":\"Slow map\"}";
        String id = town.created(town.post("/users/" + ada + "/feedback", form));
        ObjectNode left = town.get("/feedback/" + id);
        assertThat(left.get("user").textValue()).isEqualTo(ada);
        assertThat(left.get("message").textValue()).isEqualTo("Slow map");
        assertThat(town.get("/feedback?status=open&q=slow").get("items")).hasSize(1);
        town.expect(204, town.patch("/feedback/" + id, "{\"status\":\"closed\"}"));
        assertThat(town.get("/feedback?status=open").get("items")).isEmpty();
        town.expect(204, town.patch("/feedback/" + id, "{\"status\":\"open\"}"));
        town.expect(422, town.post("/users/" + ada + "/feedback", form.replace("ada@", "ada.")));
        town.expect(422, town.post("/users/" + ada + "/feedback", "{\"name\":\"Ada\"}"));
    }
}
