/**
 * How messages travel: the port of a transport with a WebSocket and a polling one behind it, and how tokens are fetched. Imports
 * {@code wire} only.
 */
@NullMarked
package io.sightline.client.net;

import org.jspecify.annotations.NullMarked;
