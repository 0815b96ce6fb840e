/**
 * What a client holds and the rules by which messages change it: a single-threaded state machine without clock, randomness or
 * input and output. Imports {@code wire} and {@code value}.
 */
@NullMarked
package io.sightline.client.core;

import org.jspecify.annotations.NullMarked;
