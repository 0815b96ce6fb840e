package io.sightline.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has happened to the analytics of a main user. */
public sealed interface AnalyticsEvent extends Event {

    /** Totals of some levels were set; which cases are hidden or shown by it follows from what there was. */
    record Allocated(Map<LicenceLevel, Integer> totals, Instant at) implements AnalyticsEvent {
        public Allocated {
            totals = Map.copyOf(totals);
        }
    }

    record CaseCreated(CaseId id, UserId owner, AnalyticsType type, Personal title, List<CameraId> cameras, Instant at)
            implements AnalyticsEvent {
        public CaseCreated {
            cameras = List.copyOf(cameras);
        }
    }

    record CaseChanged(CaseId id, Personal title, List<CameraId> cameras) implements AnalyticsEvent {
        public CaseChanged {
            cameras = List.copyOf(cameras);
        }
    }

    record CaseDeleted(CaseId id) implements AnalyticsEvent {}

    record Found(CaseId id, AnalyticsCase.Finding finding) implements AnalyticsEvent {}

    /** Nobody gave the licences back in time. */
    record Purged(Set<CaseId> cases) implements AnalyticsEvent {
        public Purged {
            cases = Set.copyOf(cases);
        }
    }

    /** A user's source has confirmed that an entry is gone from it and from every client's view of it. */
    record EntryLeft(String key, long number) implements AnalyticsEvent {}

    record Closed(Instant at) implements AnalyticsEvent {}
}
