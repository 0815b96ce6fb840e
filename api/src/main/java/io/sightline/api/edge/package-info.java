/**
 * The client plane: the port that clients reach from the internet, with tokens for passwords, sessions over WebSocket, and
 * polls where WebSockets do not get through. It decides nothing about access: a connection is handed to the lane of its event
 * loop and becomes the transport of a session of {@code engine.sync}.
 *
 * <p>Read {@link io.sightline.api.edge.EdgeServer} for how a connection begins, {@code Routes} for what it may ask, {@code
 * Socket} and {@code Poll} for what a session writes to. Everything of one connection happens on one thread, so nothing here
 * locks; what is shared ({@code Admission}, the throttle of {@code api.signin}, {@link io.sightline.api.edge.SignedTokens}) is thread-safe
 * and says so.
 *
 * <p>Imports {@code api.signin}, {@code api.pages}, {@code api.own}, {@code engine.sync}, {@code engine.signin}, {@code engine.domain} and {@code engine.billing.Secret}; never {@code
 * api.admin}. {@code deploy/node} wires it.
 */
@NullMarked
package io.sightline.api.edge;

import org.jspecify.annotations.NullMarked;
