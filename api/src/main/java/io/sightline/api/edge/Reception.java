package io.sightline.api.edge;

import java.util.function.Function;

import io.sightline.engine.activation.Activations;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.signin.SignIn;

/**
 * What turns a password, or an administrator's acting, into a token, and takes the links that prove an address of mail.
 *
 * @param logins the id of a login name; the same function wherever logins are reserved
 */
public record Reception(
        SignIn signIn,
        Function<String, LoginId> logins,
        SignedTokens tokens,
        ActingSignIn actings,
        ActingWatch watch,
        Activations activations) {}
