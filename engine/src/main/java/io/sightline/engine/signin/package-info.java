/**
 * Who a client program speaks for: a login and a password become a user, with the installation noted. It tells nobody who
 * does not have the password whether a login exists, neither by what it answers nor by how long it takes. Imports {@code
 * domain}, {@code runtime} and the password hashing of {@code billing}; the edge calls {@link
 * io.sightline.engine.signin.SignIn}, makes the token and slows down guessing.
 */
@NullMarked
package io.sightline.engine.signin;

import org.jspecify.annotations.NullMarked;
