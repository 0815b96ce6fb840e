/**
 * The demo town: a seeded generator of billing requests and administrator's calls in the order in which an operator would
 * have sent them, written as one NDJSON file. Imports Jackson and the JDK; knows no server.
 */
@NullMarked
package io.sightline.cli.town;

import org.jspecify.annotations.NullMarked;
