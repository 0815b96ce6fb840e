/**
 * Pictures that users give to what they own, sealed under their keys.
 *
 * <p>Imports {@code domain} and {@code journal}'s data keys.
 */
@NullMarked
package io.sightline.engine.pictures;

import org.jspecify.annotations.NullMarked;
