package io.sightline.api.pages;

import java.util.Map;

/**
 * What is answered for a page, in no server's own terms.
 *
 * @param type of the content; empty when there is none
 * @param content not to be changed; it is the same array for every answer
 */
@SuppressWarnings("ArrayRecordComponent") // Copying it for each answer is what this spares.
public record Reply(int status, String type, Map<String, String> headers, byte[] content) {

    private static final byte[] NOTHING = {};

    public Reply {
        headers = Map.copyOf(headers);
    }

    static Reply empty(int status, Map<String, String> headers) {
        return new Reply(status, "", headers, NOTHING);
    }
}
