package io.sightline.engine.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.User;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.sync.node.Tokens;
import io.sightline.engine.synchronize.Environments;
import io.sightline.engine.synchronize.LastSeen;

/**
 * What follows when a session opens or ends: an installation that owes a verification is verified on its return, and where
 * one stood when it left is remembered. Confined to the node's actor.
 */
final class Presence {

    private final Engine engine;
    private final Environments environments;
    private final List<LastSeen> left = new ArrayList<>();
    private final AtomicBoolean saving = new AtomicBoolean();

    Presence(Engine engine, Environments environments) {
        this.engine = engine;
        this.environments = environments;
    }

    /** @param verify verifies the session under the operation it owes; called from any thread, or not at all */
    void opened(Tokens.Verified identity, Consumer<OperationId> verify) {
        InstallationId installation = new InstallationId(identity.installation());
        engine.read(identity.user().ref(), User.class).thenAccept(user -> {
            if (user.state() instanceof Account account) {
                var known = account.clients().installations().get(installation);
                if (known != null && known.owes() != null) {
                    verify.accept(known.owes());
                }
            }
        });
    }

    /** An administrator who acts for a user is no installation of the user's, so nobody asks where that stood. */
    void left(SessionStatus last) {
        InstallationId installation = new InstallationId(last.installation());
        if (!ClusterStatus.isActing(installation)) {
            left.add(new LastSeen(
                    last.user(),
                    Environment.valueOf(last.environment().toUpperCase(Locale.ROOT)),
                    installation,
                    Instant.ofEpochMilli(last.at()),
                    ClusterStatus.appliedAlone(last),
                    last.lagRevisions() == 0,
                    last.verifiedAt() == 0 ? null : Instant.ofEpochMilli(last.verifiedAt())));
        }
    }

    /**
     * Writes what has gathered, unless the last lot is still being written. What cannot be written is gone: it is a little
     * freshness of a time shown to operators.
     */
    void tick() {
        if (!left.isEmpty() && saving.compareAndSet(false, true)) {
            List<LastSeen> lot = List.copyOf(left);
            left.clear();
            environments.save(lot).whenComplete((done, failure) -> saving.set(false));
        }
    }
}
