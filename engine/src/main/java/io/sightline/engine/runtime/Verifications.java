package io.sightline.engine.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.OperationCommand;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.OperationResult;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.sync.node.Verification;

/**
 * The verifications under way on this node: whose results are still awaited, and what is told to the operation and the user
 * as each comes in. Confined to the node's actor.
 */
final class Verifications {

    /** A session answers or is given up long before; this is for a session that vanished without a word. */
    private static final long LIMIT = Duration.ofMinutes(2).toNanos();

    private record Key(UserId user, OperationId operation) {}

    private static final class Round {
        final NodeMessage.Verify request;
        final Set<String> awaited = new HashSet<>();
        final List<Verification.Result> results = new ArrayList<>();
        final long until;

        Round(NodeMessage.Verify request, long until) {
            this.request = request;
            this.until = until;
        }

        void answer() {
            request.replyTo().tell(new NodeMessage.Verified(results));
        }
    }

    private final Engine engine;
    private final Map<Key, Round> rounds = new HashMap<>();

    Verifications(Engine engine) {
        this.engine = engine;
    }

    /** Begins to await the sessions' results; false when there is nothing to await, which is answered at once. */
    boolean begin(NodeMessage.Verify request, List<SessionStatus> sessions, long now) {
        Round round = new Round(request, now + LIMIT);
        for (SessionStatus session : sessions) {
            if (session.state() != SessionStatus.State.OFFLINE) {
                round.awaited.add(session.installation());
            }
        }
        if (round.awaited.isEmpty()) {
            round.answer();
            return false;
        }
        Round earlier = rounds.put(new Key(request.user(), request.operation()), round);
        if (earlier != null) {
            earlier.answer();
        }
        return true;
    }

    void ended(Verification.Result result) {
        OperationId operation = result.request().operation();
        if (operation == null) {
            return;
        }
        tell(operation, result);
        Key key = new Key(result.user(), operation);
        Round round = rounds.get(key);
        if (round != null && round.awaited.remove(result.installation())) {
            round.results.add(result);
            if (round.awaited.isEmpty()) {
                rounds.remove(key);
                round.answer();
            }
        }
    }

    /** An operation or a user that cannot be told now shows the installation as owing, and it is verified on its return. */
    private void tell(OperationId operation, Verification.Result result) {
        OperationResult found = resultOf(result);
        engine.send(operation.ref(), new OperationCommand.Report(List.of(found)), Assurance.PERSISTED);
        if (found.finding() != OperationResult.Finding.UNREACHABLE) {
            engine.send(
                    result.user().ref(),
                    new UserCommand.Verify(operation, new InstallationId(result.installation())),
                    Assurance.PERSISTED);
        }
    }

    private static OperationResult resultOf(Verification.Result result) {
        Environment environment = Environment.valueOf(result.environment().toUpperCase(Locale.ROOT));
        InstallationId installation = new InstallationId(result.installation());
        List<String> differed = result.differed().stream().map(SourceId::value).toList();
        return switch (result.outcome()) {
            case IN_STEP -> OperationResult.inStep(result.user(), environment, installation);
            case REPAIRED -> OperationResult.repaired(result.user(), environment, installation, differed);
            case QUARANTINED -> OperationResult.quarantined(result.user(), environment, installation, differed);
            case UNREACHABLE -> OperationResult.unreachable(result.user(), environment, installation);
        };
    }

    void tick(long now) {
        rounds.values().removeIf(round -> {
            boolean over = round.until - now <= 0;
            if (over) {
                round.answer();
            }
            return over;
        });
    }
}
