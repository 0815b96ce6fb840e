package io.sightline.engine.domain;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import static io.sightline.engine.domain.Decision.accept;
import static io.sightline.engine.domain.Decision.refuse;
import static io.sightline.engine.domain.Decision.unchanged;
import static io.sightline.engine.domain.Refusal.CONFLICT;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.Refusal.LIMIT_EXCEEDED;

/** What becomes of commands about licences and cases. */
final class AnalyticsRules {

    private static final String LICENCES = "licences";

    private AnalyticsRules() {}

    static Decision<AnalyticsEvent> decide(Analytics held, AnalyticsCommand command, Instant now) {
        if (command instanceof AnalyticsCommand.Purge) {
            Set<CaseId> over = held.cases().values().stream()
                    .filter(each -> each.purgeAt() != null && !each.purgeAt().isAfter(now))
                    .map(AnalyticsCase::id)
                    .collect(Collectors.toUnmodifiableSet());
            return over.isEmpty() ? unchanged() : accept(new AnalyticsEvent.Purged(over));
        }
        if (command instanceof AnalyticsCommand.DeleteCase delete) {
            return held.cases().containsKey(delete.id())
                    ? accept(new AnalyticsEvent.CaseDeleted(delete.id()))
                    : unchanged();
        }
        if (command instanceof AnalyticsCommand.Close) {
            return held.closed() || held.allotted() == 0 ? unchanged() : accept(new AnalyticsEvent.Closed(now));
        }
        if (held.closed()) {
            return refuse(Refusal.GONE, "user");
        }
        if (command instanceof AnalyticsCommand.Allocate allocate) {
            return allocate(held, allocate, now);
        }
        if (command instanceof AnalyticsCommand.CreateCase create) {
            return create(held, create, now);
        }
        if (command instanceof AnalyticsCommand.ChangeCase change) {
            return change(held, change);
        }
        if (command instanceof AnalyticsCommand.Report report) {
            AnalyticsCase at = held.cases().get(report.id());
            if (at == null) {
                return refuse(Refusal.UNKNOWN_ENTITY, "case");
            }
            if (report.finding().id().isEmpty() || report.finding().id().length() > Limits.NAME) {
                return refuse(INVALID, "finding");
            }
            return at.knows(report.finding())
                    ? unchanged()
                    : accept(new AnalyticsEvent.Found(report.id(), report.finding()));
        }
        throw new AssertionError(command);
    }

    private static Decision<AnalyticsEvent> allocate(Analytics held, AnalyticsCommand.Allocate allocate, Instant now) {
        Map<LicenceLevel, Integer> news = new EnumMap<>(LicenceLevel.class);
        for (var each : allocate.totals().entrySet()) {
            int total = each.getValue();
            if (total < 0 || total > Limits.LICENCES) {
                return refuse(INVALID, LICENCES);
            }
            if (total > 0 && total < held.used(each.getKey())) {
                return refuse(CONFLICT, each.getKey().name());
            }
            if (total != held.total(each.getKey())) {
                news.put(each.getKey(), total);
            }
        }
        if (news.isEmpty()) {
            return unchanged();
        }
        return now.isAfter(allocate.until())
                ? refuse(Refusal.STALE, LICENCES)
                : accept(new AnalyticsEvent.Allocated(news, now));
    }

    private static Decision<AnalyticsEvent> create(Analytics held, AnalyticsCommand.CreateCase create, Instant now) {
        AnalyticsCase there = held.cases().get(create.id());
        if (there != null) {
            return there.owner().equals(create.owner()) && there.type() == create.type()
                    ? unchanged()
                    : refuse(Refusal.ALREADY_EXISTS, "case");
        }
        if (held.cases().size() >= Limits.CASES) {
            return refuse(LIMIT_EXCEEDED, "cases");
        }
        Set<CameraId> cameras = new HashSet<>(create.cameras());
        Decision<AnalyticsEvent> fault = faultOf(create.title(), create.cameras(), cameras);
        if (fault != null) {
            return fault;
        }
        return cameras.size() > held.count(create.type().level()).free()
                ? refuse(LIMIT_EXCEEDED, LICENCES)
                : accept(new AnalyticsEvent.CaseCreated(
                        create.id(), create.owner(), create.type(), create.title(), create.cameras(), now));
    }

    private static @Nullable Decision<AnalyticsEvent> faultOf(
            Personal title, List<CameraId> cameras, Set<CameraId> different) {
        if (title.text().isBlank() || title.text().length() > Limits.NAME) {
            return refuse(INVALID, "title");
        }
        boolean sound =
                !cameras.isEmpty() && cameras.size() <= Limits.CAMERAS_OF_A_CASE && different.size() == cameras.size();
        return sound ? null : refuse(INVALID, "cameras");
    }

    private static Decision<AnalyticsEvent> change(Analytics held, AnalyticsCommand.ChangeCase change) {
        AnalyticsCase there = held.cases().get(change.id());
        if (there == null || !there.isVisible()) {
            return refuse(Refusal.UNKNOWN_ENTITY, "case");
        }
        if (there.title().equals(change.title()) && there.cameras().equals(change.cameras())) {
            return unchanged();
        }
        Set<CameraId> cameras = new HashSet<>(change.cameras());
        Decision<AnalyticsEvent> fault = faultOf(change.title(), change.cameras(), cameras);
        if (fault != null) {
            return fault;
        }
        int more = cameras.size() - there.licences();
        return more > 0 && more > held.count(there.type().level()).free()
                ? refuse(LIMIT_EXCEEDED, LICENCES)
                : accept(new AnalyticsEvent.CaseChanged(change.id(), change.title(), change.cameras()));
    }
}
