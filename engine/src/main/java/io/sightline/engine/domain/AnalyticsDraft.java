package io.sightline.engine.domain;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.pcollections.PMap;

/** Licences and cases between one event and the next: which cases go out of sight, which come back, and what leaves clients. */
final class AnalyticsDraft {

    private final Analytics before;
    private final long revision;
    private PMap<LicenceLevel, Analytics.Allotment> allotments;
    private PMap<CaseId, AnalyticsCase> cases;
    private PMap<String, Analytics.Leaving> leaving;
    private boolean closed;

    AnalyticsDraft(Analytics before, long revision) {
        this.before = before;
        this.revision = revision;
        allotments = before.allotments();
        cases = before.cases();
        leaving = before.leaving();
        closed = before.closed();
    }

    AnalyticsDraft happened(AnalyticsEvent event) {
        if (event instanceof AnalyticsEvent.Allocated allocated) {
            allocate(allocated.totals(), allocated.at());
        } else if (event instanceof AnalyticsEvent.CaseCreated created) {
            show(new AnalyticsCase(
                    created.id(),
                    created.owner(),
                    created.type(),
                    created.title(),
                    created.cameras(),
                    created.at(),
                    null,
                    revision,
                    revision,
                    List.of()));
        } else if (event instanceof AnalyticsEvent.CaseChanged changed) {
            show(held(changed.id()).changed(changed.title(), changed.cameras(), revision));
        } else if (event instanceof AnalyticsEvent.CaseDeleted deleted) {
            delete(deleted.id());
        } else if (event instanceof AnalyticsEvent.Found found) {
            AnalyticsCase next = held(found.id()).found(found.finding(), revision);
            cases = cases.plus(next.id(), next);
        } else if (event instanceof AnalyticsEvent.Purged purged) {
            purged.cases().forEach(this::delete);
        } else if (event instanceof AnalyticsEvent.EntryLeft left) {
            leaving = leaving.minus(left.key());
        } else if (event instanceof AnalyticsEvent.Closed ended) {
            Map<LicenceLevel, Integer> nothing = new EnumMap<>(LicenceLevel.class);
            allotments.keySet().forEach(level -> nothing.put(level, 0));
            allocate(nothing, ended.at());
            closed = true;
        } else {
            throw new AssertionError(event);
        }
        return this;
    }

    private AnalyticsCase held(CaseId id) {
        AnalyticsCase held = cases.get(id);
        if (held == null) {
            throw new AssertionError(id);
        }
        return held;
    }

    private void show(AnalyticsCase next) {
        cases = cases.plus(next.id(), next);
        leaving = leaving.minus(DeviceKey.of(next.id()));
    }

    private void delete(CaseId id) {
        AnalyticsCase gone = held(id);
        cases = cases.minus(id);
        if (gone.isVisible()) {
            leaves(DeviceKey.of(id), gone.owner());
        }
    }

    private void leaves(String key, UserId from) {
        leaving = leaving.plus(key, new Analytics.Leaving(from, revision));
    }

    private void allocate(Map<LicenceLevel, Integer> totals, Instant at) {
        for (LicenceLevel level : LicenceLevel.values()) {
            Integer total = totals.get(level);
            if (total == null) {
                continue;
            }
            Analytics.Allotment held = allotments.get(level);
            boolean none = total == 0;
            Instant since = none ? held != null && held.total() == 0 ? held.removedAt() : at : null;
            allotments = allotments.plus(level, new Analytics.Allotment(total, since));
            if (none) {
                hideAll(level, at.plus(Analytics.RETENTION));
            } else {
                showAgain(level, total);
            }
        }
    }

    private void hideAll(LicenceLevel level, Instant until) {
        for (AnalyticsCase each : List.copyOf(cases.values())) {
            if (each.type().level() == level && each.isVisible()) {
                cases = cases.plus(each.id(), each.hidden(until));
                leaves(DeviceKey.of(each.id()), each.owner());
            }
        }
    }

    /** Oldest first, until one finds too few licences left; the rest keeps its deadline. */
    private void showAgain(LicenceLevel level, int total) {
        int free = total
                - cases.values().stream()
                        .filter(each -> each.isVisible() && each.type().level() == level)
                        .mapToInt(AnalyticsCase::licences)
                        .sum();
        List<AnalyticsCase> hidden = cases.values().stream()
                .filter(each -> !each.isVisible() && each.type().level() == level)
                .sorted(AnalyticsCase.OLDEST_FIRST)
                .toList();
        for (AnalyticsCase each : hidden) {
            if (each.licences() > free) {
                return;
            }
            free -= each.licences();
            show(each.shown(revision));
        }
    }

    Analytics seal() {
        boolean sameTotals = allotments.equals(before.allotments());
        Analytics next = new Analytics(
                before.user(),
                allotments,
                cases,
                leaving,
                before.counted(),
                sameTotals ? before.allotted() : revision,
                closed);
        boolean sameCounts = next.counts().equals(before.counts());
        if (before.isLicensed() && !next.isLicensed()) {
            leaves(DeviceKey.LICENCES, before.user());
        } else if (next.isLicensed()) {
            leaving = leaving.minus(DeviceKey.LICENCES);
        }
        return new Analytics(
                next.user(),
                next.allotments(),
                next.cases(),
                leaving,
                sameCounts ? before.counted() : revision,
                next.allotted(),
                closed);
    }
}
