/** What the user sees: the union over the sources held. Imports {@code core}, {@code value} and {@code wire}. */
@NullMarked
package io.sightline.client.view;

import org.jspecify.annotations.NullMarked;
