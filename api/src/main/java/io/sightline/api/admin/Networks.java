package io.sightline.api.admin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The network that an address is in, for what must not be evaded by moving to a neighbour: IPv4 /24, IPv6 /56. */
final class Networks {

    private static final int IPV4 = 3;
    private static final int IPV6 = 7;

    private Networks() {}

    /** As text with its prefix: {@code 192.0.2.0/24}. */
    static String of(InetAddress address) {
        int bytes = address instanceof Inet6Address ? IPV6 : IPV4;
        byte[] raw = address.getAddress();
        Arrays.fill(raw, bytes, raw.length, (byte) 0);
        try {
            return InetAddress.getByAddress(raw).getHostAddress() + "/" + bytes * Byte.SIZE;
        } catch (UnknownHostException e) {
            throw new AssertionError("an address has the length of an address", e);
        }
    }
}
