/**
 * How mail leaves: to a server over SMTP, or, where there is none, into a folder. Two implementations of the engine's {@code
 * Mailer}. Imports the engine's {@code activation} and nothing else of ours.
 */
@NullMarked
package io.sightline.api.mail;

import org.jspecify.annotations.NullMarked;
