package io.sightline.engine.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.CameraProfile;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.GrantStatus;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.sync.node.SessionStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How far a session has applied its user, in the revisions that a change of the user is answered with. */
class ClusterStatusTest {

    private final DirectEngine engine = new DirectEngine(Instant.parse("2026-01-05T12:00:00Z"));
    private final UserId user = new UserId("u-1");

    @BeforeEach
    void create() {
        send(new UserCommand.Create(
                Epoch.of(42),
                new LoginClaim(new LoginId("l-1"), "claim", Personal.of("ada")),
                new UserOrigin.Billing(),
                Profile.of("b2c"),
                "$argon2id$v=19$m=16,t=2,p=1$MTIzNDU2Nzg$AAAA",
                Set.of(),
                false));
    }

    private long send(UserCommand command) {
        Reply reply = engine.send(user.ref(), command, Assurance.FENCED)
                .toCompletableFuture()
                .join();
        return ((Reply.Done) reply).revision();
    }

    private Versioned<User> now() {
        return engine.read(user.ref(), User.class).toCompletableFuture().join();
    }

    private static SessionStatus session(long manifest, long own, long lag) {
        return new SessionStatus(
                "s",
                new UserId("u-1"),
                "web",
                "installation1",
                SessionStatus.State.LAGGING,
                lag,
                0,
                0,
                0,
                manifest,
                own,
                0,
                List.of());
    }

    private long applied(SessionStatus session) {
        return ClusterStatus.applied((Account) now().state(), now().revision(), session);
    }

    @Test
    void countsAChangeThatConcernsNoClientAsApplied() {
        Account before = (Account) now().state();
        long renamed = send(new UserCommand.ChangeProfile(Profile.of("b2b")));
        assertThat(renamed).isGreaterThan(before.manifest().rev());
        assertThat(applied(session(before.manifest().rev(), before.source().rev(), 0)))
                .isGreaterThanOrEqualTo(renamed);
    }

    @Test
    void doesNotCountASuspensionThatTheManifestOfTheSessionLacks() {
        long before = ((Account) now().state()).manifest().rev();
        long paused = send(new UserCommand.Suspend(io.sightline.engine.domain.SuspensionCause.ADMIN_DISABLED));
        assertThat(applied(session(before, 0, 0))).isLessThan(paused);
        assertThat(applied(session(paused, 0, 0))).isGreaterThanOrEqualTo(paused);
    }

    @Test
    void doesNotCountACameraThatTheUsersOwnSourceInTheSessionLacks() {
        CameraId camera = new CameraId("c-1");
        engine.send(
                camera.ref(),
                new CameraCommand.Install(
                        "Gate", new CameraProfile("Gate", null, null, null, null, null, null, null, false, true)),
                Assurance.FENCED);
        send(new UserCommand.GrantCamera(camera, GrantStatus.ACTIVE, null));
        Account account = (Account) now().state();
        long own = account.source().rev();
        assertThat(applied(session(account.manifest().rev(), own - 1, 1))).isEqualTo(own - 1);
        assertThat(applied(session(account.manifest().rev(), own, 0))).isEqualTo(now().revision());
    }

    @Test
    void takesTheWorseOfBothWhereTheUserIsNotAtHand() {
        assertThat(ClusterStatus.appliedAlone(session(7, 9, 0))).isEqualTo(9);
        assertThat(ClusterStatus.appliedAlone(session(7, 3, 2))).isEqualTo(3);
        assertThat(ClusterStatus.appliedAlone(session(7, -1, 2))).isZero();
    }
}
