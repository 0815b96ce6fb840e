/**
 * The files of the applications for browsers, as both planes hand them out. The console's build lists them, and nothing that it
 * did not list is to be had. Imports nothing of ours; {@code api.edge} and {@code api.admin} import it.
 */
@NullMarked
package io.sightline.api.pages;

import org.jspecify.annotations.NullMarked;
