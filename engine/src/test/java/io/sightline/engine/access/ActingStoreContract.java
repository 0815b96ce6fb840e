package io.sightline.engine.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.sightline.engine.domain.AdministratorId;
import io.sightline.engine.domain.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every {@link ActingStore} does; each implementation's test extends it. */
@Timeout(60)
public abstract class ActingStoreContract {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** A store that holds nothing yet. */
    protected abstract ActingStore store();

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static Acting acting(int number, Acting.Purpose purpose) {
        return new Acting(
                String.format("%016x", number),
                String.format("%064x", number),
                new UserId("user-" + number),
                new AdministratorId("ann"),
                "session-1",
                purpose,
                "called, cannot see the yard",
                NOON,
                NOON.plus(Acting.LONGEST));
    }

    @Test
    void keepsEveryFieldUntilItIsRemoved() {
        ActingStore store = store();
        Acting one = acting(1, Acting.Purpose.LOGIN_AS);
        Acting two = acting(2, Acting.Purpose.CONNECT);
        get(store.add(one));
        get(store.add(two));
        assertThat(get(store.find(one.id()))).contains(one);
        assertThat(get(store.all())).containsExactlyInAnyOrder(one, two);
        assertThat(get(store.remove(one.id()))).isTrue();
        assertThat(get(store.find(one.id()))).isEmpty();
        assertThat(get(store.all())).containsExactly(two);
        assertThat(get(store.remove(one.id()))).isFalse();
    }

    @Test
    void putsOneInPlaceOfAnEarlierAttemptAtIt() {
        ActingStore store = store();
        get(store.add(acting(1, Acting.Purpose.LOGIN_AS)));
        get(store.add(acting(1, Acting.Purpose.CONNECT)));
        assertThat(get(store.all())).containsExactly(acting(1, Acting.Purpose.CONNECT));
    }

    @Test
    void isRemovedByOneOfMany() {
        ActingStore store = store();
        Acting acting = acting(1, Acting.Purpose.LOGIN_AS);
        get(store.add(acting));
        List<CompletableFuture<Boolean>> removals = new ArrayList<>();
        for (int node = 0; node < 8; node++) {
            removals.add(CompletableFuture.supplyAsync(() -> get(store.remove(acting.id()))));
        }
        assertThat(removals.stream().map(ActingStoreContract::get).filter(removed -> removed))
                .hasSize(1);
    }

    @Test
    void hasNoActingThatLastsLongerThanMayBe() {
        Acting good = acting(1, Acting.Purpose.LOGIN_AS);
        assertThatThrownBy(() -> new Acting(
                        good.id(),
                        good.hash(),
                        good.user(),
                        good.administrator(),
                        good.session(),
                        good.purpose(),
                        good.reason(),
                        NOON,
                        NOON.plus(Acting.LONGEST).plusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(good.toString()).doesNotContain(good.hash()).doesNotContain("yard");
    }
}
