/**
 * What both planes do against the guessing of passwords. Imports {@code engine.domain} and the clock of {@code engine.sync};
 * {@code api.edge} and {@code api.admin} import it.
 */
@NullMarked
package io.sightline.api.signin;

import org.jspecify.annotations.NullMarked;
