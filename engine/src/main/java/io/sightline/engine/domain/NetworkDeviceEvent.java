package io.sightline.engine.domain;

import java.time.Instant;
import java.util.List;

/** What has happened to a camera's hardware. */
public sealed interface NetworkDeviceEvent extends Event {

    record Registered(String uuid, String serialNumber, Instant at) implements NetworkDeviceEvent {}

    record Assigned(CameraId camera) implements NetworkDeviceEvent {}

    record Unassigned() implements NetworkDeviceEvent {}

    /** A billing request has been dealt with; with all it brought about. */
    record Billed(Receipt receipt, List<NetworkDeviceEvent> brought) implements NetworkDeviceEvent {
        public Billed {
            brought = List.copyOf(brought);
        }
    }
}
