/**
 * One installation on this machine: its home folder, its ports, the two processes and how they start, are found again and
 * end. Imports {@code terminal} and the Cassandra launcher.
 */
@NullMarked
package io.sightline.cli.installation;

import org.jspecify.annotations.NullMarked;
