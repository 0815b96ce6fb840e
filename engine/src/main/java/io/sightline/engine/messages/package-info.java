/**
 * Messages of the operator to users: bringing a notification to everybody it is for, and taking it back.
 *
 * <p>Imports {@code domain}, {@code synchronize}'s {@code Population} and {@code runtime}'s {@code Engine}.
 */
@NullMarked
package io.sightline.engine.messages;

import org.jspecify.annotations.NullMarked;
