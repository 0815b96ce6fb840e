/** The admin plane over real sockets. */
@NullMarked
package io.sightline.api.admin;

import org.jspecify.annotations.NullMarked;
