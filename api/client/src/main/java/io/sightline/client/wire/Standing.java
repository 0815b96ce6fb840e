package io.sightline.client.wire;

/** What a manifest says about its user as a whole. */
public enum Standing {
    ACTIVE,
    /** Hide everything, keep everything. */
    PAUSED,
    /** Drop everything. */
    ENDED;

    static Standing parse(String text) throws MalformedMessage {
        return switch (text) {
            case "active" -> ACTIVE;
            case "paused" -> PAUSED;
            case "ended" -> ENDED;
            default -> throw new MalformedMessage("st is neither active, paused nor ended");
        };
    }
}
