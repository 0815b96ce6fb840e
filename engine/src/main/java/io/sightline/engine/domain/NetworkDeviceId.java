package io.sightline.engine.domain;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A camera's hardware by its MAC address, {@code AA:BB:CC:DD:EE:FF} in upper case. */
public record NetworkDeviceId(@JsonValue String mac) {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2}){5}");

    @JsonCreator
    public NetworkDeviceId {
        if (!SHAPE.matcher(mac).matches()) {
            throw new IllegalArgumentException(
                    "A MAC address is six pairs of hex digits in upper case, joined by colons");
        }
    }

    public EntityRef ref() {
        return new EntityRef(Kind.NETWORK_DEVICE, mac);
    }

    @Override
    public String toString() {
        return mac;
    }
}
