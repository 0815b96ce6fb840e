/**
 * The protocol once more, as small as it can be said: one client, sources, one node's mirrors, and the nine mechanisms
 * without any of which it goes wrong. No bytes, no clocks, no leases, no lanes; that is what the code that serves adds. Values are
 * immutable, and {@code Model} steps from one to the next. Begin with {@code Mechanism}. Imports nothing but the JDK.
 */
@NullMarked
package io.sightline.simulator.reference;

import org.jspecify.annotations.NullMarked;
