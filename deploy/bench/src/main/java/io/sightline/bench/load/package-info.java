/**
 * Thousands of clients in one JVM. They speak the client protocol, but keep of it no more than a cursor: a Java client with a
 * store and a view for each session would be what is measured. Imports the client library's wire forms.
 */
@NullMarked
package io.sightline.bench.load;

import org.jspecify.annotations.NullMarked;
