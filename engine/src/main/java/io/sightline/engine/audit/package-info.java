/**
 * Who did what on the admin plane, kept for a set time and so that a change to what is kept shows. Records are plain values; {@link
 * io.sightline.engine.audit.Chain} ties each to the one before it with a key that is not in the store, {@link
 * io.sightline.engine.audit.Auditor} writes one chain for each process, {@link io.sightline.engine.audit.AuditTrail} reads all
 * of them as one list, and {@link io.sightline.engine.audit.ChainReport} tells whether a chain is whole. Imports {@code java.*}
 * and nothing of ours; the API and the store import it.
 */
@NullMarked
package io.sightline.engine.audit;

import org.jspecify.annotations.NullMarked;
