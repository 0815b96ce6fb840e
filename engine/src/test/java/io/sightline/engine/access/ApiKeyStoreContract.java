package io.sightline.engine.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What every {@link ApiKeyStore} does; each implementation's test extends it. */
@Timeout(60)
public abstract class ApiKeyStoreContract {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** A store that holds nothing yet. */
    protected abstract ApiKeyStore store();

    private static ApiKey key(int number) {
        return new ApiKey(
                String.format("%016x", number),
                "key " + number,
                String.format("%064x", number),
                Set.of("users:read", "users:write"),
                NOON);
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void findsWhatWasAdded() {
        ApiKeyStore store = store();
        get(store.add(key(1)));
        assertThat(get(store.find(key(1).id()))).contains(key(1));
        assertThat(get(store.find(key(2).id()))).isEmpty();
    }

    @Test
    void keepsEveryFieldOfAKey() {
        ApiKeyStore store = store();
        ApiKey whole = new ApiKey(
                key(1).id(), "signing", key(1).hash(), Set.of("*"), NOON, true, key(2).id(), NOON.plusSeconds(60));
        get(store.add(whole));
        assertThat(get(store.find(whole.id()))).contains(whole);
        assertThat(get(store.all())).containsExactly(whole);
    }

    @Test
    void putsAKeyInPlaceOfAnEarlierAttemptAtIt() {
        ApiKeyStore store = store();
        get(store.add(key(1)));
        ApiKey again = new ApiKey(key(1).id(), "again", key(2).hash(), Set.of("users:read"), NOON);
        get(store.add(again));
        assertThat(get(store.find(again.id()))).contains(again);
    }

    @Test
    void hasAKeyEnd() {
        ApiKeyStore store = store();
        get(store.add(key(1)));
        assertThat(get(store.expire(key(1).id(), NOON))).isTrue();
        assertThat(get(store.find(key(1).id()))).contains(key(1).until(NOON));
        assertThat(get(store.expire(key(2).id(), NOON))).isFalse();
        assertThat(get(store.find(key(2).id()))).isEmpty();
    }

    @Test
    void knowsTheLastDayOfUse() {
        ApiKeyStore store = store();
        LocalDate day = LocalDate.parse("2026-11-22");
        get(store.used(key(1).id(), day.minusDays(1)));
        get(store.used(key(1).id(), day));
        assertThat(get(store.lastUses())).containsEntry(key(1).id(), day).doesNotContainKey(key(2).id());
    }

    @Test
    void listsAllOfThem() {
        ApiKeyStore store = store();
        get(store.add(key(1)));
        get(store.add(key(2)));
        assertThat(get(store.all())).containsExactlyInAnyOrder(key(1), key(2));
    }

    @Test
    void removesOnce() {
        ApiKeyStore store = store();
        get(store.add(key(1)));
        assertThat(get(store.remove(key(1).id()))).isTrue();
        assertThat(get(store.remove(key(1).id()))).isFalse();
        assertThat(get(store.find(key(1).id()))).isEmpty();
    }

    @Test
    void hasOneFirstKeyHoweverManyNodesStartAtOnce() {
        ApiKeyStore store = store();
        List<CompletableFuture<Boolean>> started = new ArrayList<>();
        for (int node = 1; node <= 8; node++) {
            int number = node;
            started.add(CompletableFuture.supplyAsync(() -> get(store.addFirst(key(number)))));
        }
        assertThat(started.stream().map(ApiKeyStoreContract::get).filter(first -> first))
                .hasSize(1);
        assertThat(get(store.all())).hasSize(1);
    }

    @Test
    void givesTheFirstKeyOtherScopesAndNoOther() {
        ApiKeyStore store = store();
        Set<String> other = Set.of(ApiKey.EVERYTHING);
        assertThat(get(store.rescopeFirst(other))).isFalse();
        get(store.add(key(2)));
        get(store.addFirst(key(1)));
        assertThat(get(store.rescopeFirst(other))).isTrue();
        assertThat(get(store.all())).containsExactlyInAnyOrder(key(1).with(other), key(2));
        assertThat(get(store.rescopeFirst(other))).isFalse();
        get(store.remove(key(1).id()));
        assertThat(get(store.rescopeFirst(Set.of("users:read")))).isFalse();
        assertThat(get(store.all())).containsExactly(key(2));
    }

    @Test
    void hasNoSecondFirstKeyAfterTheFirstWasRemoved() {
        ApiKeyStore store = store();
        assertThat(get(store.addFirst(key(1)))).isTrue();
        get(store.remove(key(1).id()));
        assertThat(get(store.addFirst(key(2)))).isFalse();
        assertThat(get(store.all())).isEmpty();
    }
}
