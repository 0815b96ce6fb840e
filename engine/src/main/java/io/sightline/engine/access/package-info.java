/**
 * Who may call the admin plane and how much of it they see, and why a user does or does not see a device. The keys of callers are kept behind a port;
 * the explanation is a pure function. Imports {@code domain}; the API and the store import it.
 */
@NullMarked
package io.sightline.engine.access;

import org.jspecify.annotations.NullMarked;
