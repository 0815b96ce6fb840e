package io.sightline.engine.signin;

import io.sightline.engine.billing.Secret;
import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.LoginId;

/** One try to sign in. It holds no name in the clear, and its password does not print itself. */
public record Attempt(LoginId login, Secret password, Environment environment, InstallationId installation) {}
