/**
 * What an operator may ask of synchronisation: verify and repair now, and how each environment stands. Plain interfaces and
 * values between those who ask (the API) and those who know (the runtime). Imports {@code domain} alone.
 */
@NullMarked
package io.sightline.engine.synchronize;

import org.jspecify.annotations.NullMarked;
