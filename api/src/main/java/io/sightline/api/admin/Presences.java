package io.sightline.api.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.access.AdminSession;
import io.sightline.engine.domain.Administrator;
import io.sightline.engine.domain.AdministratorId;
import io.sightline.engine.domain.Staff;

/** Whether an administrator is still there with the session in which something was begun. Thread-safe. */
final class Presences {

    private final Roster roster;
    private final AdminSessions sessions;
    private final InstantSource clock;

    Presences(Roster roster, AdminSessions sessions, InstantSource clock) {
        this.roster = roster;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * An administrator who is there.
     *
     * @param until when the session is over however much it is used
     */
    record Present(Caller.Administrator caller, Instant until) {}

    /** Empty when the session is over, or the administrator is gone, disabled or has other credentials since. */
    CompletionStage<Optional<Present>> find(AdministratorId id, String session) {
        return roster.lately().thenCompose(staff -> {
            Optional<Administrator> who = staff.find(id).filter(Administrator::enabled);
            return who.isEmpty()
                    ? CompletableFuture.completedStage(Optional.<Present>empty())
                    : sessions.of(who.get()).thenApply(all -> all.stream()
                            .filter(each -> each.id().equals(session))
                            .findFirst()
                            .map(each ->
                                    new Present(caller(staff, who.get(), each, clock.instant()), sessions.end(each))));
        });
    }

    /** Whoever has this session, as a caller. */
    static Caller.Administrator caller(Staff staff, Administrator who, AdminSession session, Instant now) {
        boolean needsPassword = who.needsPassword(now);
        return new Caller.Administrator(
                who.id().value(),
                session.id(),
                needsPassword ? Set.of() : Callers.scopes(staff, who),
                Callers.sight(staff, who),
                needsPassword);
    }
}
