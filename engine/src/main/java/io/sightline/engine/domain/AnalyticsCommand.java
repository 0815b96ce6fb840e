package io.sightline.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the analytics of a main user and its sub-users are asked to do. */
public sealed interface AnalyticsCommand extends Command {

    /**
     * Gives the user this many licences of the levels named; the others stay as they are. None at all hides the cases of a
     * level; fewer than are used is refused.
     *
     * @param until what was reserved for it is good until then; later it is stale
     */
    record Allocate(Map<LicenceLevel, Integer> totals, Instant until) implements AnalyticsCommand {
        public Allocate {
            totals = Map.copyOf(totals);
        }
    }

    /**
     * Creates a case. Who sends it has seen that the owner has the permission and sees the cameras.
     *
     * @param id drawn by the sender; sent again with the same one it is a repetition
     */
    record CreateCase(CaseId id, UserId owner, AnalyticsType type, Personal title, List<CameraId> cameras)
            implements AnalyticsCommand {
        public CreateCase {
            cameras = List.copyOf(cameras);
        }
    }

    /** Gives a visible case another title and other cameras. */
    record ChangeCase(CaseId id, Personal title, List<CameraId> cameras) implements AnalyticsCommand {
        public ChangeCase {
            cameras = List.copyOf(cameras);
        }
    }

    /** Deletes a case for good, visible or not. */
    record DeleteCase(CaseId id) implements AnalyticsCommand {}

    /** Takes what a case has found; the case need not be visible. The same one again is a repetition. */
    record Report(CaseId id, AnalyticsCase.Finding finding) implements AnalyticsCommand {}

    /** Deletes for good what has been hidden for long enough, and does nothing otherwise. */
    record Purge() implements AnalyticsCommand {}

    /** The main user has been terminated: every licence is taken back. */
    record Close() implements AnalyticsCommand {}
}
