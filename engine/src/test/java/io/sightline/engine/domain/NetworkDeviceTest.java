package io.sightline.engine.domain;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;

class NetworkDeviceTest {

    private static final CameraId DOOR = new CameraId("door");

    private static Given<NetworkDeviceCommand, NetworkDeviceEvent, NetworkDevice> device() {
        return given(NetworkDevice.unknown(new NetworkDeviceId("AA:BB:CC:DD:EE:FF")));
    }

    @Test
    void keepsItsFirstUuidAsLongAsItsSerialNumber() {
        device().when(new NetworkDeviceCommand.Register("uuid-1", "SN1"))
                .then(new NetworkDeviceEvent.Registered("uuid-1", "SN1", NOON))
                .when(new NetworkDeviceCommand.Register("uuid-2", "SN1"))
                .thenNothing()
                .when(new NetworkDeviceCommand.Register("uuid-2", "SN2"))
                .then(new NetworkDeviceEvent.Registered("uuid-2", "SN2", NOON));
    }

    @Test
    void isTiedToOneCamera() {
        device().when(new NetworkDeviceCommand.Assign(DOOR)).thenRefused(Refusal.UNKNOWN_ENTITY);
        device().after(new NetworkDeviceCommand.Register("uuid", "SN"), new NetworkDeviceCommand.Assign(DOOR))
                .when(new NetworkDeviceCommand.Assign(DOOR))
                .thenNothing()
                .when(new NetworkDeviceCommand.Assign(new CameraId("other")))
                .thenRefused(Refusal.CONFLICT)
                .when(new NetworkDeviceCommand.Unassign(new CameraId("other")))
                .thenNothing()
                .when(new NetworkDeviceCommand.Unassign(DOOR))
                .then(new NetworkDeviceEvent.Unassigned());
    }
}
