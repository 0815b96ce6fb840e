package io.sightline.api.admin;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Counts open connections, in all and by address, so that one client cannot have them all. Thread-safe. */
final class Admission {

    private final int limit;
    private final int limitPerAddress;
    private final Map<InetAddress, Integer> open = new HashMap<>();
    private int total;

    Admission(int limit, int limitPerAddress) {
        this.limit = limit;
        this.limitPerAddress = limitPerAddress;
    }

    synchronized boolean enter(InetAddress address) {
        int held = open.getOrDefault(address, 0);
        if (total >= limit || held >= limitPerAddress) {
            return false;
        }
        open.put(address, held + 1);
        total++;
        return true;
    }

    synchronized void leave(InetAddress address) {
        open.computeIfPresent(address, (key, held) -> held == 1 ? null : held - 1);
        total--;
    }

    synchronized int total() {
        return total;
    }
}
