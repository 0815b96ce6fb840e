/** The two places a client may keep what it holds: memory and one file. Imports {@code core} and {@code wire}. */
@NullMarked
package io.sightline.client.store;

import org.jspecify.annotations.NullMarked;
