package io.sightline.engine.access;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.sightline.engine.domain.AdministratorId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What every {@link AdminSessionStore} does; each implementation's test extends it. */
@Timeout(60)
public abstract class AdminSessionStoreContract {

    private static final Instant NOW = Instant.ofEpochMilli(System.currentTimeMillis());
    private static final AdministratorId ANN = new AdministratorId("ann");
    private static final AdministratorId BEN = new AdministratorId("ben");

    /** A store that holds nothing yet. */
    protected abstract AdminSessionStore store();

    private static AdminSession session(int number, AdministratorId of, @Nullable String userAgent) {
        return new AdminSession(
                String.format("%016x", number),
                String.format("%064x", number),
                of,
                3,
                NOW,
                NOW,
                "192.0.2." + number,
                userAgent);
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void findsWhatWasAddedByItsHash() {
        AdminSessionStore store = store();
        get(store.add(session(1, ANN, "browser")));
        get(store.add(session(2, ANN, null)));
        assertThat(get(store.find(session(1, ANN, null).hash()))).contains(session(1, ANN, "browser"));
        assertThat(get(store.find(session(2, ANN, null).hash()))).contains(session(2, ANN, null));
        assertThat(get(store.find(session(3, ANN, null).hash()))).isEmpty();
    }

    @Test
    void listsThoseOfOneAdministrator() {
        AdminSessionStore store = store();
        get(store.add(session(1, ANN, null)));
        get(store.add(session(2, ANN, null)));
        get(store.add(session(3, BEN, null)));
        assertThat(get(store.of(ANN))).containsExactlyInAnyOrder(session(1, ANN, null), session(2, ANN, null));
        assertThat(get(store.of(new AdministratorId("nobody")))).isEmpty();
    }

    @Test
    void removesOnceAndOnlyForWhomItIs() {
        AdminSessionStore store = store();
        AdminSession session = session(1, ANN, null);
        get(store.add(session));
        assertThat(get(store.remove(BEN, session.id()))).isFalse();
        assertThat(get(store.remove(ANN, session.id()))).isTrue();
        assertThat(get(store.remove(ANN, session.id()))).isFalse();
        assertThat(get(store.find(session.hash()))).isEmpty();
        assertThat(get(store.of(ANN))).isEmpty();
    }

    @Test
    void notesTheLastUse() {
        AdminSessionStore store = store();
        AdminSession session = session(1, ANN, null);
        get(store.add(session));
        get(store.touch(session.hash(), NOW.plusSeconds(60)));
        assertThat(get(store.find(session.hash()))).contains(session.seen(NOW.plusSeconds(60)));
        assertThat(get(store.of(ANN))).containsExactly(session.seen(NOW.plusSeconds(60)));
    }

    @Test
    void aUseAfterTheRemovalBringsNothingBack() {
        AdminSessionStore store = store();
        AdminSession session = session(1, ANN, null);
        get(store.add(session));
        get(store.remove(ANN, session.id()));
        get(store.touch(session.hash(), NOW.plusSeconds(60)));
        assertThat(get(store.find(session.hash()))).isEmpty();
        assertThat(get(store.of(ANN))).isEmpty();
    }
}
