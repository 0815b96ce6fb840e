/**
 * Forgetting a customer that was deleted for good: keys destroyed, lists and logs cleaned, and after a retention the rows of
 * the journal removed. Imports the domain, {@code journal}, {@code directory}, {@code billing}, {@code pictures} and {@code runtime}'s {@code
 * Engine}; the store, the planes and the node import it.
 */
@NullMarked
package io.sightline.engine.erasure;

import org.jspecify.annotations.NullMarked;
