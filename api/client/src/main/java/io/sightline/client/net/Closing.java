package io.sightline.client.net;

/** Close codes a client acts on (protocol page, section 4, and RFC 6455). */
public final class Closing {
    /** In good order. */
    public static final int NORMAL = 1000;
    /** Lost without a word, or never opened. */
    public static final int LOST = 1006;

    public static final int PROTOCOL_ERROR = 4400;
    /** Token missing, expired or no longer good. */
    public static final int TOKEN = 4401;
    /** Installation or user is gone. */
    public static final int GONE = 4403;
    /** The same installation has connected elsewhere. */
    public static final int REPLACED = 4409;

    public static final int TOO_MANY = 4429;

    private Closing() {}

    /** The close code that stands for an HTTP status. */
    static int ofStatus(int status) {
        return switch (status) {
            case 401 -> TOKEN;
            case 403 -> GONE;
            case 429 -> TOO_MANY;
            case 400, 413, 415 -> PROTOCOL_ERROR;
            default -> LOST;
        };
    }
}
