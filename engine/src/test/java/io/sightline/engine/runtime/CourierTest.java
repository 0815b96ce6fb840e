package io.sightline.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.Obligation;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What an entity owes, from its recovery on. */
class CourierTest {

    private static final Obligation LATER =
            new Obligation(new UserId("ada").ref(), new UserCommand.RevokeCamera(new CameraId("1")), false);
    private static final Obligation FENCED =
            new Obligation(new UserId("ada").ref(), new UserCommand.RevokeCamera(new CameraId("2")), true);

    private final List<String> sent = new ArrayList<>();
    private final Courier courier = new Courier((key, obligation) -> sent.add(key));

    @Test
    void sendsAfterARecoveryWhatMustBeFencedAndLeavesTheRestToTheOutbox() {
        courier.recovered(Map.of("later", LATER, "fenced", FENCED), 7);

        assertThat(sent).containsExactly("fenced");
    }

    @Test
    void forgetsWhatWasOwedBeforeARecoveryAndIsOwedNoMore() {
        courier.recovered(Map.of("later", LATER), 7);

        courier.changed(Map.of(), 8);

        assertThat(sent).isEmpty();
        assertThat(courier.idle()).isTrue();
        assertThat(courier.settled(8)).isTrue();
    }

    @Test
    void isSettledOnceWhatItHasSentIsAnswered() {
        courier.recovered(Map.of(), 7);
        courier.changed(Map.of("later", LATER), 8);
        assertThat(courier.settled(8)).isFalse();

        assertThat(courier.answered("later", LATER, null)).isTrue();

        assertThat(courier.settled(8)).isTrue();
    }
}
