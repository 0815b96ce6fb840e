/**
 * What users ask about themselves: taken by the client plane, answered by the admin plane's own handlers in the same process.
 * Neither plane knows the other; both know this. Imports {@code engine.domain}; {@code api.edge} and {@code api.admin} import it.
 */
@NullMarked
package io.sightline.api.own;

import org.jspecify.annotations.NullMarked;
