package io.sightline.engine.runtime;

/**
 * An entity's state and the journal sequence number it stands at; 0 before the first event.
 *
 * @param <S> the entity
 */
public record Versioned<S>(S state, long revision) implements Inspected {}
