/**
 * Questions about many entities: lists that are searched, filtered, sorted and paged. {@link
 * io.sightline.engine.directory.Directory} is the port; what a list shows is a {@link
 * io.sightline.engine.directory.DocumentKind} and a pure function from an entity to its document, together in one class in
 * {@code listed}. {@link io.sightline.engine.directory.Index} keeps the documents; {@link
 * io.sightline.engine.directory.InMemoryIndex} says what that means, and every other one gives the same answers. Plain values:
 * no actor, no store. Imports {@code domain} alone.
 */
@NullMarked
package io.sightline.engine.directory;

import org.jspecify.annotations.NullMarked;
