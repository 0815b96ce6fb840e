package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static io.sightline.engine.domain.LicenceLevel.L1;
import static io.sightline.engine.domain.LicenceLevel.L2;
import static io.sightline.engine.domain.Refusal.LIMIT_EXCEEDED;
import static io.sightline.engine.domain.UserTest.ADA;
import static org.assertj.core.api.Assertions.assertThat;

class LicencePoolTest {

    private static final UserId BOB = new UserId("bob");
    private static final Instant SOON = NOON.plusSeconds(60);

    private static LicencePoolCommand reserve(UserId user, int total, long after) {
        return new LicencePoolCommand.Reserve(user, Map.of(L1, total), Map.of(L1, 10), after, SOON);
    }

    private static LicencePoolCommand hold(UserId user, int total, long number) {
        return new LicencePoolCommand.Hold(user, Map.of(L1, total), number);
    }

    @Test
    void givesNoMoreThanThereIsAltogether() {
        var pool = given(LicencePool.empty()).after(reserve(ADA, 6, 0));
        pool.when(reserve(BOB, 5, 0)).thenRefused(LIMIT_EXCEEDED);
        pool.after(reserve(BOB, 4, 0), hold(ADA, 6, 1));
        assertThat(pool.state().shared(L1)).isEqualTo(6);
        assertThat(pool.state().reservations()).containsOnlyKeys(BOB);
        pool.after(reserve(ADA, 3, 1));
        pool.when(reserve(BOB, 5, 0)).thenRefused(LIMIT_EXCEEDED);
        pool.after(hold(ADA, 3, 2)).after(reserve(BOB, 7, 0));
    }

    @Test
    void setsNoLimitWhereTheDeploymentHasNone() {
        given(LicencePool.empty())
                .when(new LicencePoolCommand.Reserve(ADA, Map.of(L2, 1_000), Map.of(L1, 10), 0, SOON))
                .then(new LicencePoolEvent.Reserved(ADA, Map.of(L2, 1_000), 0, SOON));
    }

    @Test
    void forgetsWhatNothingCameOf() {
        var pool = given(LicencePool.empty()).after(reserve(ADA, 8, 0));
        pool.when(reserve(BOB, 5, 0)).thenRefused(LIMIT_EXCEEDED);
        pool.when(new LicencePoolCommand.Expire()).thenNothing();
        pool.when(new LicencePoolCommand.Expire(), SOON).then(new LicencePoolEvent.Expired(Set.of(ADA)));
        pool.after(reserve(BOB, 5, 0));
    }

    @Test
    void keepsTheLargerOfTwoReservationsForOneUser() {
        var pool = given(LicencePool.empty()).after(reserve(ADA, 8, 0), reserve(ADA, 2, 0));
        pool.when(reserve(BOB, 5, 0)).thenRefused(LIMIT_EXCEEDED);
    }

    @Test
    void isNotSettledByAnEarlierWord() {
        var pool = given(LicencePool.empty()).after(hold(ADA, 1, 3), reserve(ADA, 8, 4), hold(ADA, 2, 4));
        assertThat(pool.state().reservations()).containsOnlyKeys(ADA);
        pool.after(hold(ADA, 8, 5));
        assertThat(pool.state().reservations()).isEmpty();
        pool.when(hold(ADA, 2, 4)).thenNothing();
    }
}
