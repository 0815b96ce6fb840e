package io.sightline.api.admin;

import java.time.InstantSource;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * What decides who comes in and how far: made once for the plane, for the caches in it are of no use otherwise.
 *
 * @param roster who the administrators are
 * @param sessions where they are signed in
 */
record Gate(
        Entities entities,
        Roster roster,
        AdminSessions sessions,
        CrossSite crossSite,
        Sights sights,
        InstantSource clock) {

    static Gate of(Wiring wiring, AdminSettings settings) {
        Entities entities = new Entities(wiring.engine(), wiring.status(), settings.readDeadline());
        return new Gate(
                entities,
                new Roster(entities, System::nanoTime),
                new AdminSessions(
                        wiring.staff().sessions(), settings.sessions(), InstantSource.system(), Ticker.systemTicker()),
                new CrossSite(wiring.secrets()),
                new Sights(entities, wiring.staff().authorship()),
                InstantSource.system());
    }

    Callers callers(ApiKeys keys, Signatures signatures) {
        return new Callers(keys, signatures, sessions, roster, crossSite, clock);
    }
}
