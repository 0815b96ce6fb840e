/**
 * Drives the protocol code that serves, on both sides of the wire, through random schedules of work and trouble in one thread
 * and checks the protocol's invariants. Begin with {@code Schedule}, which says what can happen; {@code Oracle} says what
 * must hold. Imports {@code engine.domain}, {@code engine.sync} and the client library; nothing but the command line runs it.
 */
@NullMarked
package io.sightline.simulator;

import org.jspecify.annotations.NullMarked;
