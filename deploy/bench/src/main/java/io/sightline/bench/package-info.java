/**
 * The benchmarks: what each does, with what it is compared and what is to be reached. {@code Bench} runs them from the command
 * line. Imports everything below; nothing imports it.
 */
@NullMarked
package io.sightline.bench;

import org.jspecify.annotations.NullMarked;
