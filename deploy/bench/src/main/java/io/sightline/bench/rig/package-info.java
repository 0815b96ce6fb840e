/**
 * What is measured, and what it is measured against: a real Cassandra and a real node, each in a JVM of its own in a temporary
 * home, the raw driver, and the bare Netty broadcaster. Imports nothing of ours but the launcher of Cassandra.
 */
@NullMarked
package io.sightline.bench.rig;

import org.jspecify.annotations.NullMarked;
