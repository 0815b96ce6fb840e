package io.sightline.engine.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The licences of one main user and the analytics cases that the user and its sub-users have made of them. It has the main
 * user's own id. Cases and counters reach clients as entries of the users' own sources, where it puts them and takes them away.
 *
 * @param allotments by level; a level that never had a licence is missing
 * @param leaving entries not confirmed as gone yet, by key
 * @param counted the revision at which totals or use last changed
 * @param allotted the revision at which totals last changed, 0 before the first
 * @param closed whether the main user has been terminated
 */
public record Analytics(
        UserId user,
        PMap<LicenceLevel, Allotment> allotments,
        PMap<CaseId, AnalyticsCase> cases,
        PMap<String, Leaving> leaving,
        long counted,
        long allotted,
        boolean closed)
        implements Entity<AnalyticsCommand, AnalyticsEvent, Analytics> {

    /** How long hidden cases and their events are kept. */
    public static final Duration RETENTION = Duration.ofDays(7);

    /** @param removedAt since when there is none any more; null while there are some */
    public record Allotment(int total, @Nullable Instant removedAt) {}

    /** @param number the revision at which it left */
    public record Leaving(UserId from, long number) {}

    /** One level as people see it; {@code free} is what is left of {@code total}. */
    public record Count(LicenceLevel level, int total, int used) {
        public int free() {
            return total - used;
        }
    }

    public static Analytics none(UserId user) {
        return new Analytics(user, HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), 0, 0, false);
    }

    public static EntityRef ref(UserId mainUser) {
        return new EntityRef(Kind.ANALYTICS, mainUser.value());
    }

    public int total(LicenceLevel level) {
        Allotment held = allotments.get(level);
        return held == null ? 0 : held.total();
    }

    /** Every camera of every visible case of the level, each as often as a case has it. */
    public int used(LicenceLevel level) {
        return cases.values().stream()
                .filter(each -> each.isVisible() && each.type().level() == level)
                .mapToInt(AnalyticsCase::licences)
                .sum();
    }

    /** Those of them that the cases of one user use. */
    public int used(LicenceLevel level, UserId owner) {
        return cases.values().stream()
                .filter(each -> each.isVisible() && each.type().level() == level)
                .filter(each -> each.owner().equals(owner))
                .mapToInt(AnalyticsCase::licences)
                .sum();
    }

    public Count count(LicenceLevel level) {
        return new Count(level, total(level), used(level));
    }

    /** Every level, also those without a licence. */
    public List<Count> counts() {
        return Arrays.stream(LicenceLevel.values()).map(this::count).toList();
    }

    /** Whether there is any licence at all; without one the user has no analytics. */
    public boolean isLicensed() {
        return allotments.values().stream().anyMatch(each -> each.total() > 0);
    }

    public Map<LicenceLevel, Integer> totals() {
        Map<LicenceLevel, Integer> all = new EnumMap<>(LicenceLevel.class);
        allotments.forEach((level, held) -> all.put(level, held.total()));
        return all;
    }

    /** When the next hidden case is deleted for good, or null when none is hidden. */
    public @Nullable Instant purgeDue() {
        return cases.values().stream()
                .flatMap(each -> Optional.ofNullable(each.purgeAt()).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Override
    public Decision<AnalyticsEvent> decide(AnalyticsCommand command, Instant now) {
        return AnalyticsRules.decide(this, command, now);
    }

    @Override
    public Analytics apply(AnalyticsEvent event, long revision) {
        return new AnalyticsDraft(this, revision).happened(event).seal();
    }

    @Override
    public Map<String, Obligation> obligations() {
        Map<String, Obligation> duties = new HashMap<>();
        cases.values().stream()
                .filter(AnalyticsCase::isVisible)
                .forEach(each -> duties.put(
                        "case|" + each.id(),
                        new Obligation(
                                each.owner().ref(),
                                new SourceCommand.PutDevice(DeviceKey.of(each.id()), each.since(), each.facts()),
                                false)));
        if (isLicensed()) {
            DeviceFacts facts = new DeviceFacts.LicenceFacts(counts());
            duties.put(
                    "licences",
                    new Obligation(user.ref(), new SourceCommand.PutDevice(DeviceKey.LICENCES, counted, facts), false));
        }
        if (allotted > 0) {
            duties.put(
                    "pool",
                    new Obligation(LicencePool.REF, new LicencePoolCommand.Hold(user, totals(), allotted), false));
        }
        leaving.forEach((key, left) -> duties.put(
                "remove|" + key + "|" + left.number(),
                new Obligation(left.from().ref(), new SourceCommand.RemoveDevice(key, left.number()), true)));
        return duties;
    }

    /** What a user will not have goes; the answer to a removal does not matter, for then nothing is there. */
    @Override
    public List<AnalyticsEvent> settle(String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
        if (obligation.command() instanceof SourceCommand.RemoveDevice remove) {
            Leaving left = leaving.get(remove.key());
            return left != null && left.number() == remove.deviceRevision()
                    ? List.of(new AnalyticsEvent.EntryLeft(remove.key(), left.number()))
                    : List.of();
        }
        boolean gone = refusal == Refusal.GONE || refusal == Refusal.UNKNOWN_ENTITY;
        if (gone && obligation.command() instanceof SourceCommand.PutDevice put && DeviceKey.isCase(put.key())) {
            CaseId id = DeviceKey.caseOf(put.key());
            AnalyticsCase held = cases.get(id);
            boolean ofSubUser =
                    held != null && held.isVisible() && !held.owner().equals(user);
            return ofSubUser ? List.of(new AnalyticsEvent.CaseDeleted(id)) : List.of();
        }
        return List.of();
    }
}
