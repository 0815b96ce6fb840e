package io.sightline.engine.billing;

/**
 * What a password hash costs and how many are made at a time.
 *
 * @param memoryKib memory of one hash, at least 8 a lane
 * @param threads how many hashes are made at once; each keeps one core busy
 * @param queue how many wait for a thread; one more and the caller is told to come again
 */
public record PasswordSettings(int memoryKib, int iterations, int parallelism, int threads, int queue) {

    /**
     * The least that OWASP recommends: 19 MiB, two passes, one lane; about a tenth of a second of one core. The queue takes one
     * whole window of a request stream, so that an import waits and is not sent away.
     */
    public static final PasswordSettings RECOMMENDED = new PasswordSettings(19 * 1_024, 2, 1, 2, 512);

    public PasswordSettings {
        if (parallelism < 1 || memoryKib < 8 * parallelism || iterations < 1 || threads < 1 || queue < 1) {
            throw new IllegalArgumentException(
                    "A password hash needs one lane, pass, thread and place in the queue at least, and 8 KiB a lane");
        }
    }
}
