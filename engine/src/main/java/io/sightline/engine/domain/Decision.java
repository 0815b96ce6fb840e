package io.sightline.engine.domain;

import java.util.List;

/** What an entity makes of a command. */
public sealed interface Decision<E extends Event> {

    /** Done, or nothing to do when there are no events. */
    record Accepted<E extends Event>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /**
     * Not done; nothing changes.
     *
     * @param detail which part of the command is at fault, for the sender; never personal data; may be empty
     */
    record Refused<E extends Event>(Refusal refusal, String detail) implements Decision<E> {}

    static <E extends Event> Decision<E> accept(E event) {
        return new Accepted<>(List.of(event));
    }

    static <E extends Event> Decision<E> accept(List<E> events) {
        return new Accepted<>(events);
    }

    static <E extends Event> Decision<E> unchanged() {
        return new Accepted<>(List.of());
    }

    static <E extends Event> Decision<E> refuse(Refusal refusal, String detail) {
        return new Refused<>(refusal, detail);
    }
}
