package io.sightline.client.wire;

import java.util.Locale;

/** The three kinds of client environment. */
public enum Environment {
    DESKTOP,
    WEB,
    MOBILE;

    /** The word of the protocol. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
