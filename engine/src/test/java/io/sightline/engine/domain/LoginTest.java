package io.sightline.engine.domain;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.given;

class LoginTest {

    private static final UserId EVE = new UserId("eve");
    private static final LoginCommand.Reserve ADAS = new LoginCommand.Reserve(UserTest.ADA, "r1");

    private static Given<LoginCommand, LoginEvent, Login> login() {
        return given(Login.free(new LoginId("l")));
    }

    @Test
    void belongsToOneUser() {
        login().when(ADAS)
                .then(new LoginEvent.Reserved(UserTest.ADA, "r1"))
                .when(ADAS)
                .thenNothing()
                .when(new LoginCommand.Reserve(EVE, "r2"))
                .thenRefused(Refusal.LOGIN_TAKEN)
                .when(new LoginCommand.Release(EVE, "r1"))
                .thenNothing();
    }

    @Test
    void isFreeAgainAfterItsRelease() {
        login().after(ADAS, new LoginCommand.Release(UserTest.ADA, "r1"))
                .when(new LoginCommand.Reserve(EVE, "r2"))
                .then(new LoginEvent.Reserved(EVE, "r2"));
    }

    /** A user who renames away and back owes the release of the first reservation, which must not free the second. */
    @Test
    void isNotFreedByALateReleaseOfAnEarlierReservation() {
        login().after(ADAS, new LoginCommand.Reserve(UserTest.ADA, "r3"))
                .when(new LoginCommand.Release(UserTest.ADA, "r1"))
                .thenNothing()
                .when(new LoginCommand.Reserve(EVE, "r4"))
                .thenRefused(Refusal.LOGIN_TAKEN);
    }
}
