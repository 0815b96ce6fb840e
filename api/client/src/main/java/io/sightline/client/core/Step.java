package io.sightline.client.core;

import java.util.List;

import io.sightline.client.wire.ClientMessage;

/**
 * What one input to a {@link Replica} leads to.
 *
 * @param send messages to send in this order
 * @param signals what happened, in order
 */
public record Step(List<ClientMessage> send, List<Signal> signals) {
    static final Step NOTHING = new Step(List.of(), List.of());
}
