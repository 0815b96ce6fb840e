/**
 * The store: the schema and its check, the refusal of unsafe storage, the session that commits many events at once, and
 * the engine's ports on Cassandra. Imports the engine, the driver and the journal plugin; only a composition of a whole
 * node may import it.
 */
@NullMarked
package io.sightline.persistence;

import org.jspecify.annotations.NullMarked;
