/**
 * The command line: one class a command. Imports everything below it; nothing imports it.
 */
@NullMarked
package io.sightline.cli;

import org.jspecify.annotations.NullMarked;
