/** Tests of the client plane over real sockets on loopback. */
@NullMarked
package io.sightline.api.edge;

import org.jspecify.annotations.NullMarked;
