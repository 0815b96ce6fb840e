@NullMarked
package io.sightline.api.oidc;

import org.jspecify.annotations.NullMarked;
