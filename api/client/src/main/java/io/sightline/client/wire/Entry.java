package io.sightline.client.wire;

/**
 * One device as one source tells it.
 *
 * @param k device key, unique within its source
 * @param r entry revision: the source's revision that last changed this entry
 * @param dr device revision: grows with the device itself, whichever source tells it
 * @param v the value, a JSON document as text, kept exactly as it came
 * @param h hash of {@code v} as the server computed it ({@link Hashes#value})
 */
public record Entry(String k, long r, long dr, String v, String h) {

    /** Whether the value is the one whose hash the server computed. */
    public boolean intact() {
        return Hashes.value(v).equals(h);
    }
}
