/**
 * The admin plane: HTTP for the operator's billing system, administrators and scripts. Thin: it asks the engine, maps what
 * comes back and answers; a rule of the business found here is in the wrong place. {@link io.sightline.api.admin.Routes} is
 * the table of contents. Imports the engine; knows nothing of the client plane beside it.
 */
@NullMarked
package io.sightline.api.admin;

import org.jspecify.annotations.NullMarked;
