package io.sightline.engine.domain;

import java.time.Instant;

import io.sightline.engine.domain.KeptAnswerCommand.Begin;
import io.sightline.engine.domain.KeptAnswerCommand.GiveUp;
import io.sightline.engine.domain.KeptAnswerCommand.Keep;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class KeptAnswerTest {

    private KeptAnswer request = KeptAnswer.absent(new KeptAnswerId("k"));
    private Instant now = NOON;

    /** What a command comes to; its events hold from then on. */
    private String send(KeptAnswerCommand command) {
        Decision<KeptAnswerEvent> decision = request.decide(command, now);
        if (decision instanceof Decision.Refused<KeptAnswerEvent> refused) {
            return refused.refusal().name();
        }
        var events = ((Decision.Accepted<KeptAnswerEvent>) decision).events();
        events.forEach(event -> request = request.apply(event, 1));
        return events.isEmpty() ? "nothing" : "done";
    }

    @Test
    void keepsTheAnswerOfTheOneThatBegan() {
        assertThat(send(new Begin("f", "a1"))).isEqualTo("done");
        assertThat(send(new Begin("f", "a1"))).isEqualTo("nothing");
        assertThat(send(new Begin("f", "a2"))).isEqualTo("CONFLICT");
        assertThat(send(new Keep("a2", "no"))).isEqualTo("CONFLICT");
        assertThat(send(new Keep("a1", "yes"))).isEqualTo("done");
        assertThat(send(new Keep("a1", "yes"))).isEqualTo("nothing");
        assertThat(send(new Begin("f", "a3"))).isEqualTo("nothing");
        assertThat(send(new GiveUp("a1", true))).isEqualTo("nothing");
        assertThat(request.kept()).contains("yes");
    }

    @Test
    void belongsToOneRequestForADay() {
        send(new Begin("f", "a1"));
        send(new Keep("a1", "yes"));
        now = NOON.plus(KeptAnswer.KEPT_FOR).minusMillis(1);
        assertThat(send(new Begin("g", "a2"))).isEqualTo("REQUEST_REUSED");
        now = NOON.plus(KeptAnswer.KEPT_FOR);
        assertThat(send(new Begin("g", "a2"))).isEqualTo("done");
        assertThat(request.kept()).isEmpty();
    }

    @Test
    void isTakenOverWhenItsAttemptWasLost() {
        send(new Begin("f", "a1"));
        now = NOON.plus(KeptAnswer.UNDER_WAY_FOR).minusMillis(1);
        assertThat(send(new Begin("f", "a2"))).isEqualTo("CONFLICT");
        now = NOON.plus(KeptAnswer.UNDER_WAY_FOR);
        assertThat(send(new Begin("f", "a2"))).isEqualTo("done");
        assertThat(send(new Keep("a1", "late"))).isEqualTo("CONFLICT");
    }

    @Test
    void isTriedAgainAtOnceWhenItWasGivenUp() {
        send(new Begin("f", "a1"));
        assertThat(send(new GiveUp("a2", true))).isEqualTo("nothing");
        assertThat(send(new GiveUp("a1", false))).isEqualTo("done");
        assertThat(send(new Begin("g", "a2"))).isEqualTo("REQUEST_REUSED");
        assertThat(send(new Begin("f", "a2"))).isEqualTo("done");
        assertThat(send(new GiveUp("a2", true))).isEqualTo("done");
        assertThat(send(new Begin("g", "a3"))).isEqualTo("done");
    }

    @Test
    void holdsNoMoreThanItsLimits() {
        assertThat(send(new Begin("f".repeat(129), "a1"))).isEqualTo("INVALID");
        send(new Begin("f", "a1"));
        assertThat(send(new Keep("a1", "x".repeat(KeptAnswer.LONGEST + 1)))).isEqualTo("LIMIT_EXCEEDED");
        assertThat(send(new Keep("a1", "x".repeat(KeptAnswer.LONGEST)))).isEqualTo("done");
    }
}
