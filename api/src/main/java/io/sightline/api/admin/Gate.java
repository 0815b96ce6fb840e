package io.sightline.api.admin;

import java.time.InstantSource;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * What decides who comes in and how far: made once for the plane, for the caches in it are of no use otherwise.
 *
 * @param roster who the administrators are
 * @param sessions where they are signed in
 * @param actings for whom they act
 */
record Gate(
        Entities entities,
        Roster roster,
        AdminSessions sessions,
        Actings actings,
        CrossSite crossSite,
        Sights sights,
        InstantSource clock) {

    static Gate of(Wiring wiring, AdminSettings settings) {
        InstantSource clock = InstantSource.system();
        Entities entities = new Entities(wiring.engine(), wiring.status(), settings.readDeadline());
        Roster roster = new Roster(entities, System::nanoTime);
        AdminSessions sessions =
                new AdminSessions(wiring.staff().sessions(), settings.sessions(), clock, Ticker.systemTicker());
        return new Gate(
                entities,
                roster,
                sessions,
                new Actings(
                        wiring.staff().actings(),
                        new Presences(roster, sessions, clock),
                        wiring.audit().auditor(),
                        clock),
                new CrossSite(wiring.secrets()),
                new Sights(entities, wiring.staff().authorship()),
                clock);
    }

    Callers callers(ApiKeys keys, Signatures signatures) {
        return new Callers(keys, signatures, this);
    }
}
