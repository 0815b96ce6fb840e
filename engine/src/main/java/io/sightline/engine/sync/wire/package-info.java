/**
 * The messages of the client protocol as bytes: {@link io.sightline.engine.sync.wire.FrameEncoder} writes what the server
 * says, {@link io.sightline.engine.sync.wire.ClientMessages} reads what a client says. A bad message is a value, never an
 * exception. This is the one place that knows the names on the wire, and the one that turns what a source knows of a device
 * into what a view class may see ({@link io.sightline.engine.sync.wire.DeviceValue}). Imports {@code engine.domain} and
 * {@code engine.sync}.
 */
@NullMarked
package io.sightline.engine.sync.wire;

import org.jspecify.annotations.NullMarked;
