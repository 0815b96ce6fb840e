/**
 * Whether a token of an outside issuer (OpenID Connect) is genuine, and whom it names. It knows nothing of administrators: {@link
 * io.sightline.api.oidc.IdTokens} says what a token's claim is, and the admin plane whose that is. Imports the JOSE library and
 * nothing of ours; {@code api.admin} and the node import it.
 */
@NullMarked
package io.sightline.api.oidc;

import org.jspecify.annotations.NullMarked;
