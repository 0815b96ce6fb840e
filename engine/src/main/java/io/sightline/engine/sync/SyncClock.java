package io.sightline.engine.sync;

/** The two times the protocol needs. Leases and deadlines are measured by the first alone, which no one can set. */
public interface SyncClock {

    /** Monotonic nanoseconds from an arbitrary origin; compared by subtraction only. */
    long nanos();

    /** Milliseconds since 1970, for what people read and for the expiry of tokens. */
    long epochMillis();

    /** The machine's own. */
    static SyncClock system() {
        return new SyncClock() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public long epochMillis() {
                return System.currentTimeMillis();
            }
        };
    }
}
