package io.sightline.api.admin;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.KeptAnswer;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that come more than once under one key. */
@Timeout(120)
class ReplaysTest {

    private static final String KEYS = "/api/v1/api-keys";
    private static final String BODY = "{\"name\":\"export\",\"scopes\":[\"users:read\"]}";

    private static HttpResponse<String> issue(AdminPlane plane, String key, String body) {
        return plane.send("POST", KEYS, body, "Idempotency-Key", key);
    }

    private static String code(HttpResponse<String> answer) {
        return AdminPlane.json(answer).get("code").textValue();
    }

    private static boolean isReplayed(HttpResponse<String> answer) {
        return answer.headers().firstValue("Idempotency-Replayed").isPresent();
    }

    @Test
    void areAnsweredAsTheFirstTime() {
        try (AdminPlane plane = AdminPlane.start()) {
            HttpResponse<String> first = issue(plane, "k-1", BODY);
            HttpResponse<String> again = issue(plane, "k-1", BODY);
            assertThat(first.statusCode()).isEqualTo(201);
            assertThat(isReplayed(first)).isFalse();
            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.headers().firstValue("Location"))
                    .isEqualTo(first.headers().firstValue("Location"));
            assertThat(isReplayed(again)).isTrue();
            assertThat(AdminPlane.json(plane.get(KEYS)).get("items")).hasSize(2);
            assertThat(issue(plane, "k-2", BODY).body()).isNotEqualTo(first.body());
        }
    }

    @Test
    void areAnsweredAsTheFirstTimeAlsoWithoutABody() {
        try (AdminPlane plane = AdminPlane.start()) {
            String user = AdminPlane.json(plane.send(
                            "POST",
                            "/api/v1/users",
                            "{\"login\":\"ada\",\"password\":\"password\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}"))
                    .get("id")
                    .textValue();
            String path = "/api/v1/users/" + user + "/suspension";
            HttpResponse<String> first = plane.send("POST", path, "", "Idempotency-Key", "k");
            plane.send("DELETE", path, "");
            HttpResponse<String> again = plane.send("POST", path, "", "Idempotency-Key", "k");
            assertThat(again.statusCode()).isEqualTo(204);
            assertThat(again.headers().firstValue("Sightline-Token"))
                    .isEqualTo(first.headers().firstValue("Sightline-Token"));
            assertThat(AdminPlane.json(plane.get("/api/v1/users/" + user))
                            .get("status")
                            .textValue())
                    .isEqualTo("active");
        }
    }

    @Test
    void needAKeyWhereSomethingIsCreated() {
        try (AdminPlane plane = AdminPlane.start()) {
            HttpRequest.Builder without = plane.request(KEYS)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(BODY));
            HttpResponse<String> answer = plane.send(without);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(code(answer)).isEqualTo("idempotency_key");
            assertThat(issue(plane, "k".repeat(129), BODY).statusCode()).isEqualTo(400);
            assertThat(issue(plane, "with space", BODY).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void areRefusedWithAnotherBodyAndApartForEachCallerAndPath() {
        try (AdminPlane plane = AdminPlane.start()) {
            issue(plane, "k", BODY);
            HttpResponse<String> reused = issue(plane, "k", BODY.replace("export", "import"));
            assertThat(reused.statusCode()).isEqualTo(422);
            assertThat(code(reused)).isEqualTo("key_reused");
            String other = plane.keyWith(Scope.KEYS_WRITE, Scope.USERS_READ);
            HttpResponse<String> others = plane.send(HttpRequest.newBuilder(plane.uri(KEYS))
                    .header("Authorization", "Bearer " + other)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "k")
                    .POST(HttpRequest.BodyPublishers.ofString(BODY)));
            assertThat(others.statusCode()).isEqualTo(201);
            assertThat(isReplayed(others)).isFalse();
        }
    }

    @Test
    void mayBePutRightAfterARefusal() {
        try (AdminPlane plane = AdminPlane.start()) {
            assertThat(issue(plane, "k", "{\"name\":\"export\"}").statusCode()).isEqualTo(422);
            assertThat(issue(plane, "k", BODY).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void keepNoSecretInTheClear() {
        try (AdminPlane plane = AdminPlane.start()) {
            String secret = AdminPlane.json(issue(plane, "k", BODY)).get("key").textValue();
            List<EntityRef> kept = plane.entities.entities().stream()
                    .filter(each -> each.kind() == Kind.KEPT_ANSWER)
                    .toList();
            assertThat(kept).hasSize(1);
            String answer =
                    plane.entities.state(kept.get(0), KeptAnswer.class).kept().orElseThrow();
            assertThat(new String(
                            java.util.Base64.getDecoder().decode(answer), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain(secret)
                    .doesNotContain("export");
        }
    }

    /** Holds the first command to a user back until it is let go, and can then lose its answer. */
    private static final class Gate implements Engine {

        private final Engine engine;
        private final CompletableFuture<Void> opened = new CompletableFuture<>();
        private final AtomicBoolean reached = new AtomicBoolean();
        private volatile boolean losing;

        Gate(Engine engine) {
            this.engine = engine;
        }

        @Override
        public CompletionStage<Reply> send(
                EntityRef entity, List<? extends Command> commands, @Nullable Long expected, Assurance assurance) {
            if (entity.kind() != Kind.USER) {
                return engine.send(entity, commands, expected, assurance);
            }
            reached.set(true);
            return opened.thenCompose(open -> engine.send(entity, commands, expected, assurance))
                    .thenApply(reply -> {
                        if (losing) {
                            throw new IllegalStateException("The answer is lost");
                        }
                        return reply;
                    });
        }

        @Override
        public <S> CompletionStage<Versioned<S>> read(EntityRef entity, Class<S> type) {
            return engine.read(entity, type);
        }
    }

    private static HttpResponse<String> create(AdminPlane plane, String login) {
        return plane.send(
                "POST",
                "/api/v1/users",
                "{\"login\":\"%s\",\"password\":\"password\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}".formatted(login),
                "Idempotency-Key",
                "k");
    }

    @Test
    void waitForTheFirstThatIsUnderWay() {
        Gate[] gate = new Gate[1];
        try (AdminPlane plane = AdminPlane.start("", engine -> gate[0] = new Gate(engine))) {
            CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(() -> create(plane, "ada"));
            Awaitility.await().untilTrue(gate[0].reached);
            HttpResponse<String> second = create(plane, "ada");
            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(code(second)).isEqualTo("in_flight");
            assertThat(second.headers().firstValue("Retry-After")).contains("1");
            gate[0].opened.complete(null);
            assertThat(first.join().statusCode()).isEqualTo(201);
            assertThat(create(plane, "ada").body()).isEqualTo(first.join().body());
        }
    }

    @Test
    void runAgainWhenNobodyKnowsHowTheFirstEnded() {
        Gate[] gate = new Gate[1];
        try (AdminPlane plane = AdminPlane.start("", engine -> gate[0] = new Gate(engine))) {
            gate[0].opened.complete(null);
            gate[0].losing = true;
            assertThat(create(plane, "ada").statusCode()).isEqualTo(503);
            assertThat(create(plane, "bob").statusCode()).isEqualTo(422);
            gate[0].losing = false;
            HttpResponse<String> again = create(plane, "ada");
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(isReplayed(again)).isFalse();
            assertThat(isReplayed(create(plane, "ada"))).isTrue();
        }
    }

    @Test
    void areCarriedOutOnceHoweverManyComeAtOnce() {
        try (AdminPlane plane = AdminPlane.start()) {
            List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> issue(plane, "k", BODY)))
                    .toList();
            assertThat(all.stream().map(each -> each.join().statusCode()))
                    .contains(201)
                    .isSubsetOf(201, 409);
            assertThat(AdminPlane.json(plane.get(KEYS)).get("items")).hasSize(2);
        }
    }
}
