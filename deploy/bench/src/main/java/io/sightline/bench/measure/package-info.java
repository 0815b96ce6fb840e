/** Figures and how they are shown: percentiles, tables, the machine they come from. Imports nothing of ours. */
@NullMarked
package io.sightline.bench.measure;

import org.jspecify.annotations.NullMarked;
