@NullMarked
package io.sightline.api.signin;

import org.jspecify.annotations.NullMarked;
