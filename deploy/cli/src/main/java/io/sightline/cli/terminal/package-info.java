/** What a person sees in a terminal: tables, a screen redrawn in place, complaints of one line. Imports the JDK only. */
@NullMarked
package io.sightline.cli.terminal;

import org.jspecify.annotations.NullMarked;
