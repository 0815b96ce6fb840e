/**
 * The running client: a {@link io.sightline.client.core.Replica} with a connection, a clock and a store. Imports every package below
 * it; none of them imports this one.
 */
@NullMarked
package io.sightline.client;

import org.jspecify.annotations.NullMarked;
