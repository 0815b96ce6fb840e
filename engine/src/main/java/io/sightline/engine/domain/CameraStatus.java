package io.sightline.engine.domain;

import java.util.Collection;

/** How a camera fares as a whole; derived from its streams and never set. */
public enum CameraStatus {
    /** All configured streams are active. */
    ACTIVE,
    /** One of two streams is active. */
    PARTIALLY_ACTIVE,
    /** No configured stream is active. */
    INACTIVE,
    /** Streams are set up and the media server has said nothing yet. */
    INITIALIZATION,
    /** There are no streams. */
    EMPTY;

    public static CameraStatus of(Collection<DeviceFacts.StreamStatus> streams) {
        if (streams.isEmpty()) {
            return EMPTY;
        }
        if (streams.stream().allMatch(each -> each == DeviceFacts.StreamStatus.INITIALIZATION)) {
            return INITIALIZATION;
        }
        long active = streams.stream()
                .filter(each -> each == DeviceFacts.StreamStatus.ACTIVE)
                .count();
        if (active == streams.size()) {
            return ACTIVE;
        }
        return active == 0 ? INACTIVE : PARTIALLY_ACTIVE;
    }
}
