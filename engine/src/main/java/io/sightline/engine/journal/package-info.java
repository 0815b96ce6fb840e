/**
 * The form in which events and states are kept: names that never change instead of class names, numbered migrations, and
 * personal data under a key per user, so that destroying the key erases the person and leaves the history. Nothing here
 * stores anything. The names and forms of the domain serve messages between nodes as well. Imports {@code domain} alone; {@code runtime} and {@code persistence} import it.
 */
@NullMarked
package io.sightline.engine.journal;

import org.jspecify.annotations.NullMarked;
