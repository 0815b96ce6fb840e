package io.sightline.engine.domain;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** One rule as a sentence: given what has happened, when this is asked, then that happens, or a refusal, or nothing. */
public final class Given<C extends Command, E extends Event, S extends Entity<C, E, S>> {

    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private S state;
    private long revision;

    private Given(S state) {
        this.state = state;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <C extends Command, E extends Event, S extends Entity<C, E, S>> Given<C, E, S> given(
            S start, E... events) {
        Given<C, E, S> given = new Given<>(start);
        List.of(events).forEach(given::happened);
        return given;
    }

    /** Has commands accepted beforehand, when saying what they bring about would be longer. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Given<C, E, S> after(C... commands) {
        for (C command : commands) {
            assertThat(state.decide(command, NOON)).isInstanceOf(Decision.Accepted.class);
            if (state.decide(command, NOON) instanceof Decision.Accepted<E> accepted) {
                accepted.events().forEach(this::happened);
            }
        }
        return this;
    }

    private void happened(E event) {
        state = state.apply(event, ++revision);
    }

    public S state() {
        return state;
    }

    public long revision() {
        return revision;
    }

    public Then when(C command) {
        return when(command, NOON);
    }

    public Then when(C command, Instant now) {
        return new Then(state.decide(command, now));
    }

    /** What must have come of it. */
    public final class Then {

        private final Decision<E> decision;

        private Then(Decision<E> decision) {
            this.decision = decision;
        }

        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Given<C, E, S> then(E... events) {
            assertThat(decision).isEqualTo(Decision.accept(List.of(events)));
            List.of(events).forEach(Given.this::happened);
            return Given.this;
        }

        public Given<C, E, S> thenNothing() {
            return then();
        }

        public Given<C, E, S> thenRefused(Refusal refusal) {
            assertThat(decision).isInstanceOf(Decision.Refused.class);
            if (decision instanceof Decision.Refused<E> refused) {
                assertThat(refused.refusal()).isEqualTo(refusal);
            }
            return Given.this;
        }
    }
}
