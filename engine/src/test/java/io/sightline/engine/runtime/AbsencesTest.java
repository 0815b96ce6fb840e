package io.sightline.engine.runtime;

import java.util.List;

import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.sync.node.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who has left, of all who come and go. */
class AbsencesTest {

    private static final long NOON = 1_793_448_000_000L;
    private static final UserId ANNA = new UserId("anna");

    private final Absences absences = new Absences();

    private boolean arrives(String sid, String installation) {
        return absences.arrived(sid, new Tokens.Verified(ANNA, "web", installation, 1, Long.MAX_VALUE));
    }

    private void leaves(String sid, String installation, long at) {
        absences.left(new SessionStatus(
                sid, ANNA, "web", installation, SessionStatus.State.OFFLINE, 0, 0, 0, at, -1, -1, 0, List.of()));
    }

    @Test
    void areCountedUntilTheyComeBack() {
        arrives("1", "web-1");
        arrives("2", "web-2");
        assertThat(absences.count(NOON)).isZero();
        leaves("1", "web-1", NOON);
        leaves("2", "web-2", NOON);
        assertThat(absences.count(NOON)).isEqualTo(2);
        arrives("3", "web-1");
        assertThat(absences.count(NOON)).isEqualTo(1);
    }

    @Test
    void areNoneWhereTheNextSessionBeganBeforeTheLastOneEnded() {
        arrives("1", "web-1");
        arrives("2", "web-1");
        leaves("1", "web-1", NOON);
        assertThat(absences.count(NOON)).isZero();
        leaves("2", "web-1", NOON);
        assertThat(absences.count(NOON)).isEqualTo(1);
    }

    @Test
    void areNoneOfThoseWhoWentToAnotherNode() {
        arrives("1", "web-1");
        leaves("1", "web-1", NOON);
        absences.elsewhere(ANNA, "web-1");
        assertThat(absences.count(NOON)).isZero();
        // The other node may tell before this one knows that the session here has ended.
        arrives("2", "web-2");
        absences.elsewhere(ANNA, "web-2");
        leaves("2", "web-2", NOON);
        assertThat(absences.count(NOON)).isZero();
    }

    @Test
    void areOfThisNodeWhereItIsTheOneThatKnowsThem() {
        assertThat(arrives("1", "web-1")).isTrue();
        assertThat(arrives("2", "web-1")).isFalse();
        leaves("2", "web-1", NOON);
        assertThat(arrives("3", "web-1")).isFalse();
        absences.elsewhere(ANNA, "web-1");
        assertThat(arrives("4", "web-1")).isTrue();
    }

    @Test
    void areForgottenAfterADay() {
        arrives("1", "web-1");
        leaves("1", "web-1", NOON);
        long day = Absences.REMEMBERED.toMillis();
        assertThat(absences.count(NOON + day)).isEqualTo(1);
        assertThat(absences.count(NOON + day + 1)).isZero();
    }

    @Test
    void areTheLatestWhenThereAreTooMany() {
        for (int i = 0; i <= Absences.MOST; i++) {
            arrives("s" + i, "web-" + i);
            leaves("s" + i, "web-" + i, NOON);
        }
        assertThat(absences.count(NOON)).isEqualTo(Absences.MOST);
        arrives("again", "web-0");
        assertThat(absences.count(NOON)).isEqualTo(Absences.MOST);
    }
}
