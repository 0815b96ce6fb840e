/**
 * One real Cassandra node in a JVM and with a class path of its own, on loopback, for a laptop, a demo and every test.
 * Imports the JDK and the logging facade only; anything of ours may import it, in test scope or where a whole
 * installation is composed.
 */
@NullMarked
package io.sightline.cassandra;

import org.jspecify.annotations.NullMarked;
