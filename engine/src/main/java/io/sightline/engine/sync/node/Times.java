package io.sightline.engine.sync.node;

import java.time.Duration;

import io.sightline.engine.sync.SyncLimits;

/** The limits in nanoseconds, where they are looked at often. */
final class Times {
    final long hello;
    final long heartbeat;
    final long frontier;
    final long degraded;
    final long stalled;
    final long verification;
    final long admission;
    final long messageInterval;
    final long messageBurst;

    Times(SyncLimits limits) {
        hello = limits.helloDeadline().toNanos();
        heartbeat = limits.heartbeat().toNanos();
        frontier = limits.frontier().toNanos();
        degraded = limits.degraded().toNanos();
        stalled = limits.stalled().toNanos();
        verification = limits.verification().toNanos();
        admission = limits.admission().toNanos();
        messageInterval = Duration.ofSeconds(1).toNanos() / limits.messagesPerSecond();
        messageBurst = messageInterval * (limits.messageBurst() - 1);
    }
}
