/**
 * The operator's billing system as a client of the engine: reads its requests strictly, keeps them durably before anything is
 * done, turns each into commands, and says what became of it. Imports {@code domain} and {@code runtime}; the HTTP layer calls
 * {@link io.sightline.engine.billing.RequestReader} and {@link io.sightline.engine.billing.Billing}, and {@code persistence}
 * implements {@link io.sightline.engine.billing.RequestLog}.
 */
@NullMarked
package io.sightline.engine.billing;

import org.jspecify.annotations.NullMarked;
