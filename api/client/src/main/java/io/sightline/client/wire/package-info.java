/**
 * The messages of both directions, their two encodings and the hashes both ends compute. Imports Jackson and nothing of this library.
 */
@NullMarked
package io.sightline.client.wire;

import org.jspecify.annotations.NullMarked;
