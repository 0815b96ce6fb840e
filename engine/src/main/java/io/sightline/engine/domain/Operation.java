package io.sightline.engine.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A synchronisation: which installations were found in step, which were repaired and which were away.
 *
 * @param begun null before it begins
 * @param results by user and installation, up to {@link Limits#RESULTS}
 * @param counts how many installations stand at each finding, including those past that limit
 * @param finishedAt null as long as it runs
 */
public record Operation(
        OperationId id,
        @Nullable Begun begun,
        PMap<String, OperationResult> results,
        PMap<OperationResult.Finding, Integer> counts,
        @Nullable Instant finishedAt)
        implements Entity<OperationCommand, OperationEvent, Operation> {

    private static final int RESULTS_AT_ONCE = 1_000;

    /** @param target a user, an address or a folder; null for everybody */
    public record Begun(@Nullable EntityRef target, Instant at) {}

    public static Operation absent(OperationId id) {
        return new Operation(id, null, HashTreePMap.empty(), HashTreePMap.empty(), null);
    }

    /** How many installations stand at a finding. */
    public int count(OperationResult.Finding finding) {
        return counts.getOrDefault(finding, 0);
    }

    @Override
    public Decision<OperationEvent> decide(OperationCommand command, Instant now) {
        if (command instanceof OperationCommand.Begin begin) {
            return begin(begin, now);
        }
        if (begun == null) {
            return Decision.refuse(Refusal.UNKNOWN_ENTITY, "operation");
        }
        if (command instanceof OperationCommand.Report report) {
            return report(report, now);
        }
        if (command instanceof OperationCommand.Finish) {
            return finishedAt == null ? Decision.accept(new OperationEvent.Finished(now)) : Decision.unchanged();
        }
        throw new AssertionError(command);
    }

    private Decision<OperationEvent> begin(OperationCommand.Begin begin, Instant now) {
        EntityRef target = begin.target();
        if (begun != null) {
            return Objects.equals(begun.target(), target)
                    ? Decision.unchanged()
                    : Decision.refuse(Refusal.ALREADY_EXISTS, "operation");
        }
        boolean sound = target == null
                || target.kind() == Kind.USER
                || target.kind() == Kind.ADDRESS
                || target.kind() == Kind.FOLDER;
        return sound
                ? Decision.accept(new OperationEvent.Begun(target, now))
                : Decision.refuse(Refusal.INVALID, "target");
    }

    private Decision<OperationEvent> report(OperationCommand.Report report, Instant now) {
        boolean tooMany = report.results().size() > RESULTS_AT_ONCE
                || report.results().stream().anyMatch(each -> each.repaired().size() > OperationResult.REPAIRED_NAMED);
        if (tooMany) {
            return Decision.refuse(Refusal.LIMIT_EXCEEDED, "results");
        }
        Map<String, OperationResult> last = new LinkedHashMap<>();
        report.results().forEach(each -> last.put(key(each), each));
        List<OperationResult> news = last.values().stream()
                .filter(each -> !each.equals(results.get(key(each))))
                .toList();
        return news.isEmpty() ? Decision.unchanged() : Decision.accept(new OperationEvent.Reported(news, now));
    }

    private static String key(OperationResult result) {
        return result.user() + "|" + result.installation();
    }

    @Override
    public Operation apply(OperationEvent event, long revision) {
        if (event instanceof OperationEvent.Begun began) {
            return new Operation(id, new Begun(began.target(), began.at()), results, counts, finishedAt);
        }
        if (event instanceof OperationEvent.Reported reported) {
            return reported(reported.results());
        }
        if (event instanceof OperationEvent.Finished finished) {
            return new Operation(id, begun, results, counts, finished.at());
        }
        throw new AssertionError(event);
    }

    private Operation reported(List<OperationResult> news) {
        PMap<String, OperationResult> all = results;
        PMap<OperationResult.Finding, Integer> tally = counts;
        for (OperationResult result : news) {
            OperationResult earlier = all.get(key(result));
            if (earlier != null) {
                tally = tally.plus(earlier.finding(), tally.getOrDefault(earlier.finding(), 0) - 1);
            }
            tally = tally.plus(result.finding(), tally.getOrDefault(result.finding(), 0) + 1);
            if (earlier != null || all.size() < Limits.RESULTS) {
                all = all.plus(key(result), result);
            }
        }
        return new Operation(id, begun, all, tally, finishedAt);
    }
}
