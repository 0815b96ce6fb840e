package io.sightline.api.edge;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.sightline.api.edge.EdgeMetrics.Refusal;

/** Counts connections, in all and of each address, and turns away those past the limit before a byte of them is read. Thread-safe. */
final class Admission {

    private static final int IPV6_PREFIX_BYTES = 8;

    private final int most;
    private final int mostPerAddress;
    private final EdgeMetrics metrics;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentHashMap<InetAddress, Integer> openByAddress = new ConcurrentHashMap<>();

    Admission(EdgeSettings settings, EdgeMetrics metrics) {
        this.most = settings.maxConnections();
        this.mostPerAddress = settings.maxConnectionsPerAddress();
        this.metrics = metrics;
    }

    /** Whether the connection may stay; it counts until it is closed. */
    boolean admit(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
            return false;
        }
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            metrics.refused(Refusal.CONNECTIONS);
            return false;
        }
        InetAddress address = holder(remote.getAddress());
        if (openByAddress.merge(address, 1, Integer::sum) > mostPerAddress) {
            leave(address);
            metrics.refused(Refusal.ADDRESS);
            return false;
        }
        metrics.connected();
        channel.closeFuture().addListener(closed -> {
            leave(address);
            metrics.disconnected();
        });
        return true;
    }

    int open() {
        return open.get();
    }

    private void leave(InetAddress address) {
        open.decrementAndGet();
        openByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    /** The address that counts: one holder of IPv6 addresses has a whole /64 of them. */
    private static InetAddress holder(InetAddress address) {
        return address instanceof Inet6Address ? prefix(address, IPV6_PREFIX_BYTES) : address;
    }

    private static InetAddress prefix(InetAddress address, int bytes) {
        byte[] raw = address.getAddress();
        Arrays.fill(raw, bytes, raw.length, (byte) 0);
        try {
            return InetAddress.getByAddress(raw);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError("an address has the length of an address", e);
        }
    }
}
