/** Tests of the pages that both planes hand out, and a little application for the tests of the planes. */
@NullMarked
package io.sightline.api.pages;

import org.jspecify.annotations.NullMarked;
