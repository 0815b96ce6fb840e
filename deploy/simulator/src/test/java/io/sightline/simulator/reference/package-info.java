/** Shows that the simulator finds nothing where nothing is wrong, and finds what is planted. */
@NullMarked
package io.sightline.simulator.reference;

import org.jspecify.annotations.NullMarked;
