package io.sightline.api.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.sightline.api.signin.ThrottleSettings;
import io.sightline.engine.access.AdminSession;
import io.sightline.engine.access.AdminSessionStore;
import io.sightline.engine.access.InMemoryAdminSessionStore;
import io.sightline.engine.domain.Administrator;
import io.sightline.engine.domain.AdministratorId;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Rights;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes over one store, and time that passes when it is told to. */
class AdminSessionsTest {

    private static final ThrottleSettings THROTTLE =
            new ThrottleSettings(60, 60, 20, 80, 5, Duration.ofSeconds(60), 100);
    private static final Administrator ANN = new Administrator(
            new AdministratorId("ann"),
            new Administrator.Particulars(
                    Personal.of("Ann"),
                    new LoginId("ann"),
                    Personal.of("ann"),
                    null,
                    new Rights(Set.of(), Set.of(), null, null)),
            "hash",
            AdminPlane.NOON,
            false,
            true,
            null,
            null,
            AdminPlane.NOON,
            1,
            1);

    private final AdminSessionStore store = new InMemoryAdminSessionStore();
    private Instant now = AdminPlane.NOON;
    private final AdminSessions one = node();
    private final AdminSessions other = node();

    private AdminSessions node() {
        InstantSource clock = () -> now;
        return new AdminSessions(
                store,
                new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(12), THROTTLE),
                clock,
                () -> Duration.between(AdminPlane.NOON, now).toNanos());
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private String open() {
        return get(one.open(ANN, "192.0.2.1", "browser")).reference();
    }

    @Test
    void isGoodOnEveryNodeFromItsAnswerOn() {
        String reference = open();
        assertThat(get(one.use(reference))).isPresent();
        assertThat(get(other.use(reference))).isPresent();
        assertThat(get(other.use("A".repeat(43)))).isEmpty();
        assertThat(get(other.use("../" + reference.substring(3)))).isEmpty();
    }

    @Test
    void isOverOnTheOtherNodeWithinFiveSecondsOfItsEnd() {
        String reference = open();
        AdminSession session = get(other.use(reference)).orElseThrow();
        // The other node goes on using it, which must not keep it alive there.
        assertThat(get(one.end(ANN.id(), session.id()))).isTrue();
        assertThat(get(one.use(reference))).isEmpty();
        Duration lived = Duration.ZERO;
        while (get(other.use(reference)).isPresent()) {
            pass(Duration.ofMillis(250));
            lived = lived.plusMillis(250);
            assertThat(lived).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(lived).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void evenWhenTheOtherNodeNotesItsUseAtThatMoment() {
        String reference = open();
        pass(Duration.ofMinutes(2));
        AdminSession session = get(other.use(reference)).orElseThrow();
        get(one.end(ANN.id(), session.id()));
        pass(Duration.ofSeconds(3));
        assertThat(get(other.use(reference))).isEmpty();
    }

    @Test
    void isOverAfterHalfAnHourWithoutUse() {
        String reference = open();
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofMinutes(29));
            assertThat(get(one.use(reference))).as("after %d uses", i).isPresent();
        }
        pass(Duration.ofMinutes(30));
        assertThat(get(one.use(reference))).isEmpty();
        assertThat(get(one.of(ANN))).isEmpty();
    }

    @Test
    void isOverAfterTwelveHoursHoweverMuchItIsUsed() {
        String reference = open();
        Optional<AdminSession> last = Optional.empty();
        for (int minutes = 0; minutes < 12 * 60; minutes += 20) {
            last = get(other.use(reference));
            assertThat(last).isPresent();
            pass(Duration.ofMinutes(20));
        }
        assertThat(get(other.use(reference))).isEmpty();
        assertThat(one.end(last.orElseThrow())).isEqualTo(now);
    }

    @Test
    void writesAUseDownAtMostOnceAMinute() {
        String reference = open();
        pass(Duration.ofSeconds(59));
        get(one.use(reference));
        assertThat(get(store.of(ANN.id())).get(0).seenAt()).isEqualTo(AdminPlane.NOON);
        pass(Duration.ofSeconds(1));
        get(one.use(reference));
        assertThat(get(store.of(ANN.id())).get(0).seenAt()).isEqualTo(now);
    }

    @Test
    void keepsNoReference() {
        String reference = open();
        assertThat(get(store.of(ANN.id())).toString()).doesNotContain(reference);
        assertThat(get(store.of(ANN.id())).get(0).hash()).isNotEqualTo(reference);
    }
}
