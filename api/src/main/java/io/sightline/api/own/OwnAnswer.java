package io.sightline.api.own;

import java.util.List;
import java.util.Map;

/**
 * What is answered.
 *
 * @param type of the content; empty when there is none
 * @param headers the values of each, without the content's type and length
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, and changed by nobody.
public record OwnAnswer(int status, String type, Map<String, List<String>> headers, byte[] content) {
    public OwnAnswer {
        headers = Map.copyOf(headers);
    }
}
