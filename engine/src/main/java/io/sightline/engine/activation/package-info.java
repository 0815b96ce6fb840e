/**
 * Proving a platform user's address of mail: links that are signed, run out and count once, and the port through which they are
 * sent. What makes a link count is the user's own rule ({@code domain.MailProof}). Imports {@code domain} and the {@code Engine} of
 * {@code runtime}.
 */
@NullMarked
package io.sightline.engine.activation;

import org.jspecify.annotations.NullMarked;
