/**
 * Whether nothing is lost and nothing claimed falsely when the processes of an installation are killed under load. Uses the
 * command line's own way of starting, asking and following; nothing imports this.
 */
@NullMarked
package io.sightline.faults;

import org.jspecify.annotations.NullMarked;
