package io.sightline.engine.sync;

import java.time.Duration;

/**
 * Every bound of the protocol in one place. Durations are measured on the monotonic clock.
 *
 * @param frameBytes the longest frame in either direction
 * @param windowFrames how many frames may be unacknowledged
 * @param windowBytes how many bytes may be unacknowledged; one frame may pass it
 * @param sourceLease how long a node may serve a source after it asked for the lease
 * @param manifestLease the same for a user's manifest
 * @param leaseMargin how much longer the owner waits before it takes a lease for run out, against clocks of unlike speed
 * @param renewal how often leases are renewed
 * @param loadTimeout after which a load is asked for again
 * @param sourceLinger how long an unused mirror of a source is kept
 * @param parking how long a broken session can be resumed, and an unused manifest is kept
 * @param heartbeat between heartbeats of an idle session; each is drawn from 0.8 to 1.2 times this
 * @param frontier the least time between two frontiers of one session
 * @param helloDeadline for the first message of a connection
 * @param degraded without progress for this long a session counts as degraded
 * @param stalled without progress for this long it is closed with 4008
 * @param verification the least time between two verifications of one installation
 * @param hellosPerSecond how many sessions a node lets in each second, and at once
 * @param admission how long a hello waits for its turn before it is answered with busy
 * @param messagesPerSecond how many messages a client may send each second
 * @param messageBurst how many it may send at once
 * @param socketsPerUser how many sockets a user may have on one node
 * @param parkedSessions how many broken sessions a node keeps
 * @param turn how many sessions a lane serves before it lets its event loop breathe
 */
public record SyncLimits(
        int frameBytes,
        int windowFrames,
        int windowBytes,
        Duration sourceLease,
        Duration manifestLease,
        Duration leaseMargin,
        Duration renewal,
        Duration loadTimeout,
        Duration sourceLinger,
        Duration parking,
        Duration heartbeat,
        Duration frontier,
        Duration helloDeadline,
        Duration degraded,
        Duration stalled,
        Duration verification,
        int hellosPerSecond,
        Duration admission,
        int messagesPerSecond,
        int messageBurst,
        int socketsPerUser,
        int parkedSessions,
        int turn) {

    /** The figures of the protocol's page. */
    public static SyncLimits standard() {
        return new SyncLimits(
                65_536,
                256,
                1 << 20,
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofMillis(500),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(25),
                Duration.ofMillis(200),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                500,
                Duration.ofSeconds(2),
                20,
                40,
                10,
                20_000,
                256);
    }

    /** The same with another admission rate; a benchmark of reconnects measures the rest. */
    public SyncLimits withHellosPerSecond(int rate) {
        return new SyncLimits(
                frameBytes,
                windowFrames,
                windowBytes,
                sourceLease,
                manifestLease,
                leaseMargin,
                renewal,
                loadTimeout,
                sourceLinger,
                parking,
                heartbeat,
                frontier,
                helloDeadline,
                degraded,
                stalled,
                verification,
                rate,
                admission,
                messagesPerSecond,
                messageBurst,
                socketsPerUser,
                parkedSessions,
                turn);
    }
}
