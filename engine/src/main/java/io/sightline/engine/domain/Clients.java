package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The client programs a user has signed in with.
 *
 * @param latest the last synchronisation asked for, null before the first
 */
public record Clients(
        PMap<InstallationId, Installation> installations,
        @Nullable OperationId latest) {

    /**
     * @param since when it was first signed in
     * @param owes the synchronisation under which its content must still be verified, null when nothing is owed
     */
    public record Installation(
            Environment environment,
            Instant since,
            @Nullable OperationId owes) {}

    static Clients none() {
        return new Clients(HashTreePMap.empty(), null);
    }

    /** Remembers an installation; past the limit the one signed in longest ago is forgotten. */
    Clients with(InstallationId id, Environment environment, Instant at) {
        PMap<InstallationId, Installation> kept = installations;
        if (!kept.containsKey(id) && kept.size() >= Limits.INSTALLATIONS) {
            InstallationId oldest = kept.entrySet().stream()
                    .min(Comparator.comparing((Map.Entry<InstallationId, Installation> each) ->
                                    each.getValue().since())
                            .thenComparing(each -> each.getKey().value()))
                    .orElseThrow()
                    .getKey();
            kept = kept.minus(oldest);
        }
        return new Clients(kept.plus(id, new Installation(environment, at, null)), latest);
    }

    /** Forgets an installation, and what it owes. */
    Clients without(InstallationId id) {
        return new Clients(installations.minus(id), latest);
    }

    Clients owing(OperationId operation) {
        PMap<InstallationId, Installation> all = installations;
        for (var each : installations.entrySet()) {
            Installation held = each.getValue();
            all = all.plus(each.getKey(), new Installation(held.environment(), held.since(), operation));
        }
        return new Clients(all, operation);
    }

    Clients verified(InstallationId id) {
        Installation held = installations.get(id);
        return held == null
                ? this
                : new Clients(installations.plus(id, new Installation(held.environment(), held.since(), null)), latest);
    }

    boolean owes(InstallationId id, OperationId operation) {
        Installation held = installations.get(id);
        return held != null && operation.equals(held.owes());
    }
}
