/** Talks to the admin API: single calls, and files of lines. Imports {@code terminal}, {@code installation} and Jackson. */
@NullMarked
package io.sightline.cli.admin;

import org.jspecify.annotations.NullMarked;
