package io.sightline.engine.domain;

/**
 * Something an entity has decided; past tense. Events are kept for ever under their journal name, so a component is never
 * removed or given another meaning. An event never carries its entity's own id nor anything derivable.
 */
public interface Event {}
