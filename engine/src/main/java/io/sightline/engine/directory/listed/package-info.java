/**
 * What each list shows: a class for every kind of document, with its descriptor and the pure function that makes it. A new
 * list is a class here and a line in {@link io.sightline.engine.directory.listed.Everything}. Imports {@code domain} and
 * {@code directory}.
 */
@NullMarked
package io.sightline.engine.directory.listed;

import org.jspecify.annotations.NullMarked;
