package io.sightline.engine.domain;

/**
 * Something an entity is asked to do; imperative. A command may arrive more than once and must then change nothing more.
 * Commands travel between nodes, so every one is a record of plain values.
 */
public interface Command {}
