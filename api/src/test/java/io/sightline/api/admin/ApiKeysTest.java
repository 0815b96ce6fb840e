package io.sightline.api.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import io.sightline.engine.access.ApiKey;
import io.sightline.engine.access.InMemoryApiKeyStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How keys follow one another. */
@Timeout(60)
class ApiKeysTest {

    private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    private Instant now = AdminPlane.NOON;
    private final ApiKeys keys = new ApiKeys(store, AdminPlane.SECRETS, () -> now);

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private boolean isGood(ApiKeys.Issued issued) {
        return get(keys.authenticate(issued.text())).isPresent();
    }

    private ApiKeys.Issued rotate(ApiKey old, int number, @Nullable Instant until) {
        return get(keys.rotate(old, String.format("%016x", number), false, until));
    }

    @Test
    void haveASuccessorWhileTheyAreStillGood() {
        ApiKeys.Issued old = get(keys.issue("billing", Set.of("billing:write")));
        ApiKeys.Issued successor = rotate(old.key(), 1, null);
        assertThat(isGood(old)).isTrue();
        assertThat(isGood(successor)).isTrue();
        assertThat(successor.key().name()).isEqualTo("billing");
        assertThat(successor.key().scopes()).containsExactly("billing:write");
        assertThat(successor.key().predecessor()).isEqualTo(old.key().id());
        assertThat(successor.signingSecret()).isNotEqualTo(old.signingSecret());
        get(keys.remove(old.key().id()));
        assertThat(isGood(old)).isFalse();
        assertThat(isGood(successor)).isTrue();
    }

    @Test
    void endAtTheTimeThatWasSet() {
        ApiKeys.Issued old = get(keys.issue("billing", Set.of("billing:write")));
        ApiKeys.Issued successor = rotate(old.key(), 1, now.plusSeconds(60));
        now = now.plusSeconds(59);
        assertThat(isGood(old)).isTrue();
        now = now.plusSeconds(1);
        assertThat(isGood(old)).isFalse();
        assertThat(isGood(successor)).isTrue();
    }

    @Test
    void areNeverThree() {
        ApiKeys.Issued old = get(keys.issue("billing", Set.of("billing:write")));
        ApiKeys.Issued successor = rotate(old.key(), 1, now.plusSeconds(60));
        assertThatThrownBy(() -> rotate(old.key(), 2, null)).hasMessageContaining("conflict");
        assertThatThrownBy(() -> rotate(successor.key(), 2, null)).hasMessageContaining("conflict");
        now = now.plusSeconds(60);
        assertThat(isGood(rotate(successor.key(), 2, null))).isTrue();
    }

    @Test
    void areMadeOnceByACallThatIsSentAgain() {
        ApiKeys.Issued old = get(keys.issue("billing", Set.of("billing:write")));
        rotate(old.key(), 1, null);
        ApiKeys.Issued again = rotate(old.key(), 1, null);
        assertThat(isGood(again)).isTrue();
        assertThat(get(store.all())).hasSize(2);
    }

    @Test
    void tellTheDayTheyWereLastUsed() {
        ApiKey key = get(keys.issue("billing", Set.of("billing:write"))).key();
        assertThat(get(keys.lastUses())).isEmpty();
        keys.used(key);
        now = now.plusSeconds(86_400);
        keys.used(key);
        assertThat(get(keys.lastUses())).containsEntry(key.id(), LocalDate.parse("2026-11-23"));
    }

    @Test
    void areRotatedOverHttp() {
        try (AdminPlane plane = AdminPlane.start()) {
            JsonNode old = AdminPlane.json(
                    plane.send("POST", "/api/v1/api-keys", "{\"name\":\"n\",\"scopes\":[\"keys:read\"]}"));
            String path = "/api/v1/api-keys/" + old.get("id").textValue() + "/rotation";
            assertThat(plane.send("POST", path, "{\"until\":\"2001-01-01T00:00:00Z\"}")
                            .statusCode())
                    .isEqualTo(422);
            var made = plane.send("POST", path, "{\"until\":\"2099-01-01T00:00:00Z\",\"signed\":true}");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            assertThat(AdminPlane.json(made).get("signed").booleanValue()).isTrue();
            assertThat(plane.send("POST", path, "{}").statusCode()).isEqualTo(409);
            assertThat(plane.send("POST", "/api/v1/api-keys/0123456789abcdef/rotation", "{}")
                            .statusCode())
                    .isEqualTo(404);
            String listed = plane.get("/api/v1/api-keys").body();
            assertThat(listed)
                    .contains("\"expiresAt\":\"2099-01-01T00:00:00Z\"", "\"lastUsedOn\":\"2026-11-22\"")
                    .doesNotContain(AdminPlane.json(made).get("signingSecret").textValue());
        }
    }

    @Test
    void areRotatedByNobodyWhoMayLess() {
        try (AdminPlane plane = AdminPlane.start()) {
            ApiKeys.Issued old = get(plane.keys.issue("n", Set.of("users:write")));
            var answer = plane.send(java.net.http.HttpRequest.newBuilder(
                            plane.uri("/api/v1/api-keys/" + old.key().id() + "/rotation"))
                    .header("Authorization", "Bearer " + plane.keyWith(Scope.KEYS_WRITE))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "rotation")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }
}
