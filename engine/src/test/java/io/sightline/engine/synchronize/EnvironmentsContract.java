package io.sightline.engine.synchronize;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.UserId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What every implementation of {@link Environments} does. */
public abstract class EnvironmentsContract {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final UserId user = new UserId("u-" + UUID.randomUUID());

    protected abstract Environments environments();

    private LastSeen seen(String installation, Instant at, long revision, boolean inStep) {
        return new LastSeen(
                user, Environment.MOBILE, new InstallationId(installation), at, revision, inStep, inStep ? NOON : null);
    }

    private List<LastSeen> kept() {
        return environments().of(user).toCompletableFuture().join();
    }

    private void save(LastSeen... seen) {
        environments().save(List.of(seen)).toCompletableFuture().join();
    }

    @Test
    void knowsNothingOfAUserNeverSeen() {
        assertThat(kept()).isEmpty();
    }

    @Test
    void keepsTheNewestWordOnEachInstallation() {
        save(seen("phone-one", NOON, 4, false), seen("phone-two", NOON, 5, true));
        save(seen("phone-one", NOON.plusSeconds(9), 6, true));
        assertThat(kept())
                .containsExactlyInAnyOrder(
                        seen("phone-one", NOON.plusSeconds(9), 6, true), seen("phone-two", NOON, 5, true));
    }

    @Test
    void keepsWhenAnInstallationWasLastVerified() {
        save(seen("phone-one", NOON, 4, true));
        save(seen("phone-one", NOON.plusSeconds(9), 6, false));
        assertThat(kept()).singleElement().satisfies(one -> assertThat(one.verifiedAt())
                .isEqualTo(NOON));
    }

    @Test
    void letsALateWordChangeNothing() {
        save(seen("phone-one", NOON.plusSeconds(9), 6, true));
        save(seen("phone-one", NOON, 4, false));
        assertThat(kept()).containsExactly(seen("phone-one", NOON.plusSeconds(9), 6, true));
    }

    @Test
    void forgetsAUserWhole() {
        save(seen("phone-one", NOON, 4, false));
        environments().forget(user).toCompletableFuture().join();
        assertThat(kept()).isEmpty();
    }
}
