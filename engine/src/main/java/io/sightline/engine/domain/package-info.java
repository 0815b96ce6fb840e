/**
 * The rules of Sightline: users, devices, places and what each may become. Plain immutable values with two functions an
 * entity, {@code decide} and {@code apply}; no clock, no randomness, no I/O, no actor. Imports {@code java.*}, persistent
 * collections and nothing else of ours; everything else of ours may import it.
 */
@NullMarked
package io.sightline.engine.domain;

import org.jspecify.annotations.NullMarked;
