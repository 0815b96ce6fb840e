package io.sightline.engine.domain;

/** What a camera's hardware is asked to do. */
public sealed interface NetworkDeviceCommand extends Command {

    /**
     * Makes the device known, or anew when its serial number is another.
     *
     * @param uuid drawn by the sender; the first one stays as long as the serial number does
     */
    record Register(String uuid, String serialNumber) implements NetworkDeviceCommand {}

    /** Ties the device to a camera. */
    record Assign(CameraId camera) implements NetworkDeviceCommand {}

    /** Unties it from this camera; from another one it stays tied. */
    record Unassign(CameraId camera) implements NetworkDeviceCommand {}

    /** Carries out a billing request once. */
    record Bill(BillingRequest request, NetworkDeviceCommand effect) implements NetworkDeviceCommand {}

    /** Keeps a billing request whose outcome was found elsewhere. */
    record Note(BillingRequest request, Outcome outcome, String detail) implements NetworkDeviceCommand {}
}
