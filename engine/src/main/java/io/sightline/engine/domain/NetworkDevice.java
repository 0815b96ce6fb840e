package io.sightline.engine.domain;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A camera's hardware, known by its MAC address before and after any camera is made of it.
 *
 * @param registration null as long as only requests about it are known
 * @param camera the camera it is tied to, or null
 */
public record NetworkDevice(
        NetworkDeviceId id,
        @Nullable Registration registration,
        @Nullable CameraId camera,
        Requests requests) implements Entity<NetworkDeviceCommand, NetworkDeviceEvent, NetworkDevice> {

    public record Registration(String uuid, String serialNumber, Instant at) {}

    public static NetworkDevice unknown(NetworkDeviceId id) {
        return new NetworkDevice(id, null, null, Requests.none());
    }

    @Override
    public Decision<NetworkDeviceEvent> decide(NetworkDeviceCommand command, Instant now) {
        if (command instanceof NetworkDeviceCommand.Register register) {
            return register(register, now);
        }
        if (command instanceof NetworkDeviceCommand.Assign assign) {
            return assign(assign.camera());
        }
        if (command instanceof NetworkDeviceCommand.Unassign unassign) {
            return unassign.camera().equals(camera)
                    ? Decision.accept(new NetworkDeviceEvent.Unassigned())
                    : Decision.unchanged();
        }
        if (command instanceof NetworkDeviceCommand.Bill bill) {
            boolean nested = bill.effect() instanceof NetworkDeviceCommand.Bill
                    || bill.effect() instanceof NetworkDeviceCommand.Note;
            return nested
                    ? Decision.refuse(Refusal.INVALID, "effect")
                    : requests.weigh(
                            bill.request(), now, () -> decide(bill.effect(), now), NetworkDeviceEvent.Billed::new);
        }
        if (command instanceof NetworkDeviceCommand.Note note) {
            return requests.note(
                    note.request(),
                    note.outcome(),
                    note.detail(),
                    now,
                    receipt -> new NetworkDeviceEvent.Billed(receipt, List.of()));
        }
        throw new AssertionError(command);
    }

    private Decision<NetworkDeviceEvent> register(NetworkDeviceCommand.Register register, Instant now) {
        if (register.serialNumber().isBlank() || register.serialNumber().length() > Limits.NAME) {
            return Decision.refuse(Refusal.INVALID, "serialNumber");
        }
        if (register.uuid().isBlank() || register.uuid().length() > 64) {
            return Decision.refuse(Refusal.INVALID, "uuid");
        }
        boolean known = registration != null && registration.serialNumber().equals(register.serialNumber());
        return known
                ? Decision.unchanged()
                : Decision.accept(new NetworkDeviceEvent.Registered(register.uuid(), register.serialNumber(), now));
    }

    private Decision<NetworkDeviceEvent> assign(CameraId wanted) {
        if (registration == null) {
            return Decision.refuse(Refusal.UNKNOWN_ENTITY, "networkDevice");
        }
        if (camera == null) {
            return Decision.accept(new NetworkDeviceEvent.Assigned(wanted));
        }
        return camera.equals(wanted) ? Decision.unchanged() : Decision.refuse(Refusal.CONFLICT, "camera");
    }

    @Override
    public NetworkDevice apply(NetworkDeviceEvent event, long revision) {
        if (event instanceof NetworkDeviceEvent.Registered registered) {
            Registration known = new Registration(registered.uuid(), registered.serialNumber(), registered.at());
            return new NetworkDevice(id, known, camera, requests);
        }
        if (event instanceof NetworkDeviceEvent.Assigned assigned) {
            return new NetworkDevice(id, registration, assigned.camera(), requests);
        }
        if (event instanceof NetworkDeviceEvent.Unassigned) {
            return new NetworkDevice(id, registration, null, requests);
        }
        if (event instanceof NetworkDeviceEvent.Billed billed) {
            NetworkDevice next =
                    new NetworkDevice(id, registration, camera, requests.with(billed.receipt(), billed.brought()));
            for (NetworkDeviceEvent brought : billed.brought()) {
                next = next.apply(brought, revision);
            }
            return next;
        }
        throw new AssertionError(event);
    }
}
