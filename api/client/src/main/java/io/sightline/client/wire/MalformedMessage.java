package io.sightline.client.wire;

import java.io.IOException;

/** A frame that is no message of the protocol or passes one of its limits. The session it came in ends with close code 4400. */
public final class MalformedMessage extends IOException {
    private static final long serialVersionUID = 1;

    public MalformedMessage(String message) {
        super(message);
    }

    MalformedMessage(String message, Throwable cause) {
        super(message, cause);
    }
}
