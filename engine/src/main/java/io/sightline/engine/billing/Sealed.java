package io.sightline.engine.billing;

import java.util.Arrays;

/** Bytes that only the holder of the master key can read. Immutable. */
public final class Sealed {

    private final byte[] bytes;

    public Sealed(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sealed sealed && Arrays.equals(bytes, sealed.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " sealed bytes";
    }
}
