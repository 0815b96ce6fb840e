package io.sightline.engine.synchronize;

import java.time.Duration;
import java.time.Instant;

import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import org.jspecify.annotations.Nullable;

/**
 * How one environment of one user stands towards the server.
 *
 * @param installation which of them, or null for an environment in which the user never signed in
 * @param applied the highest revision of the user that the environment has said it applied, 0 before the first
 * @param behind changes not yet applied; 0 unless {@link State#LAGGING} or {@link State#DEGRADED}
 * @param lag how long the oldest of them has been waiting
 * @param since when this state began, or null when that is not known
 * @param verifiedAt when its content was last compared with the server's, or null for never
 */
public record EnvironmentStatus(
        Environment environment,
        @Nullable InstallationId installation,
        State state,
        long applied,
        long behind,
        Duration lag,
        @Nullable Instant since,
        @Nullable Instant verifiedAt) {

    /** From best to worst as long as it is connected. */
    public enum State {
        IN_STEP,
        LAGGING,
        /** It reads too slowly, and gets less often what it gets. */
        DEGRADED,
        /** It could not be repaired; part of what it shows is not to be trusted. */
        QUARANTINED,
        OFFLINE,
        NEVER_SEEN
    }

    public boolean isOnline() {
        return state.compareTo(State.OFFLINE) < 0;
    }
}
