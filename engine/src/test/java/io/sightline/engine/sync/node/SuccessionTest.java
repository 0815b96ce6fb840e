package io.sightline.engine.sync.node;

import io.sightline.engine.domain.Epoch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SuccessionTest {

    private static final Epoch FIRST = Epoch.of(1);
    private static final Epoch OTHER = Epoch.of(2);

    private final Succession succession = new Succession();

    @Test
    void anAnswerThatMayBeOlderThanThePresentEpochDecidesNothing() {
        succession.taken(FIRST, 3);
        succession.answered(OTHER, 3);
        assertThat(succession.decided()).isFalse();
        assertThat(succession.admits(OTHER)).isFalse();
        succession.answered(OTHER, 4);
        assertThat(succession.decided()).isTrue();
        assertThat(succession.admits(OTHER)).isTrue();
    }

    @Test
    void anEpochThatTheOwnerDoesNotNameWhenItIsAskedIsPast() {
        succession.taken(FIRST, 3);
        assertThat(succession.heard(OTHER, 5)).isTrue();
        succession.answered(FIRST, 5);
        assertThat(succession.open()).isTrue();
        succession.answered(FIRST, 6);
        assertThat(succession.open()).isFalse();
        assertThat(succession.past(OTHER)).isTrue();
        assertThat(succession.heard(OTHER, 7)).isFalse();
    }
}
