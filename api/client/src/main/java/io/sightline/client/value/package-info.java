/**
 * What the value of an entry says. The protocol carries values as opaque text; only this package looks inside. Imports Jackson and
 * nothing of this library.
 */
@NullMarked
package io.sightline.client.value;

import org.jspecify.annotations.NullMarked;
