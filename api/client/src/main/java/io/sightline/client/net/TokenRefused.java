package io.sightline.client.net;

/** The server gives no token. */
public final class TokenRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final long retryMs;

    /**
     * A refusal.
     *
     * @param status the HTTP status
     * @param code the problem's code, empty when it has none
     * @param retryMs when to ask again, -1 when the server does not say
     */
    public TokenRefused(int status, String code, long retryMs) {
        super("the server refused a token with status " + status + (code.isEmpty() ? "" : ", " + code));
        this.status = status;
        this.code = code;
        this.retryMs = retryMs;
    }

    /** Whether asking again with the same credentials is pointless. */
    public boolean lasting() {
        return status == 401 || status == 400 || (status == 403 && !suspended());
    }

    /** Whether the user is suspended, which may pass. */
    public boolean suspended() {
        return code.equals("suspended");
    }

    int status() {
        return status;
    }

    public long retryMs() {
        return retryMs;
    }
}
