/**
 * The demo: clients of invented people, scripted changes, what each client shows, and whether all of it is what the server
 * says. Imports {@code admin}, {@code terminal}, {@code town} and the client library.
 */
@NullMarked
package io.sightline.cli.demo;

import org.jspecify.annotations.NullMarked;
