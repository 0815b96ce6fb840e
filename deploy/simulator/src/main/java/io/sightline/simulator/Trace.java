package io.sightline.simulator;

/** A fingerprint of everything that happened, so that two runs can be told to be the same. */
final class Trace {

    private static final long PRIME = 0x100000001b3L;

    private long hash = 0xcbf29ce484222325L;

    void add(long number) {
        hash = (hash ^ number) * PRIME;
    }

    void add(byte[] bytes) {
        for (byte one : bytes) {
            hash = (hash ^ one) * PRIME;
        }
    }

    long hash() {
        return hash;
    }
}
