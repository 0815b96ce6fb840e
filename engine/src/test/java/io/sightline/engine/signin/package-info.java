/** Tests of signing in, and the in-memory engine of logins and users that the edge's tests use too. */
@NullMarked
package io.sightline.engine.signin;

import org.jspecify.annotations.NullMarked;
