package io.sightline.engine.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.User;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.synchronize.Environments;
import io.sightline.engine.synchronize.LastSeen;

/**
 * What follows when a session opens or ends: an installation that owes a verification is verified on its return, and where
 * one stood when it left is remembered. Confined to the node's actor.
 */
final class Presence {

    /** Ends are written in batches; more at once are written a tick later. */
    private static final int BATCH = 256;

    private final Engine engine;
    private final Environments environments;
    private final List<LastSeen> left = new ArrayList<>();

    Presence(Engine engine, Environments environments) {
        this.engine = engine;
        this.environments = environments;
    }

    /** @param verify verifies the user's sessions under an operation; called from any thread, or not at all */
    void seen(SessionStatus status, Consumer<OperationId> verify) {
        if (status.state() == SessionStatus.State.OFFLINE) {
            left.add(new LastSeen(
                    status.user(),
                    Environment.valueOf(status.environment().toUpperCase(Locale.ROOT)),
                    new InstallationId(status.installation()),
                    Instant.ofEpochMilli(status.at()),
                    ClusterStatus.appliedAlone(status),
                    status.lagRevisions() == 0,
                    status.verifiedAt() == 0 ? null : Instant.ofEpochMilli(status.verifiedAt())));
            return;
        }
        InstallationId installation = new InstallationId(status.installation());
        engine.read(status.user().ref(), User.class).thenAccept(user -> {
            if (user.state() instanceof Account account) {
                var known = account.clients().installations().get(installation);
                if (known != null && known.owes() != null) {
                    verify.accept(known.owes());
                }
            }
        });
    }

    /** Writes what has gathered. What cannot be written is gone: it is a little freshness of a time shown to operators. */
    void tick() {
        while (!left.isEmpty()) {
            List<LastSeen> batch = List.copyOf(left.subList(0, Math.min(BATCH, left.size())));
            left.subList(0, batch.size()).clear();
            environments.save(batch);
        }
    }
}
