package io.sightline.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something that a user has watched for on some cameras. Each of the cameras uses one licence while the case is visible.
 *
 * @param owner the main user or one of its sub-users
 * @param cameras without repetition, in the order given
 * @param purgeAt when it is deleted for good unless it reappears before; null while it is visible
 * @param number the revision at which it was created; orders cases of one moment
 * @param since the revision at which what clients are shown of it last changed
 * @param events what it has found, newest first, at most {@link #EVENTS_KEPT}
 */
public record AnalyticsCase(
        CaseId id,
        UserId owner,
        AnalyticsType type,
        Personal title,
        List<CameraId> cameras,
        Instant createdAt,
        @Nullable Instant purgeAt,
        long number,
        long since,
        List<Finding> events) {

    /** How many events of a case are kept; older ones go as new ones come. */
    public static final int EVENTS_KEPT = 100;

    /** How many of them stand in the entry that clients hold. */
    static final int EVENTS_SHOWN = 10;

    static final Comparator<AnalyticsCase> OLDEST_FIRST =
            Comparator.comparing(AnalyticsCase::createdAt).thenComparing(AnalyticsCase::number);

    /** One event of a case: something was found. */
    public record Finding(String id, CameraId camera, Instant at) {}

    public AnalyticsCase {
        cameras = List.copyOf(cameras);
        events = List.copyOf(events);
    }

    public boolean isVisible() {
        return purgeAt == null;
    }

    /** How many licences it uses while it is visible. */
    public int licences() {
        return cameras.size();
    }

    boolean knows(Finding finding) {
        return events.stream().anyMatch(each -> each.id().equals(finding.id()));
    }

    AnalyticsCase changed(Personal nextTitle, List<CameraId> nextCameras, long at) {
        return new AnalyticsCase(id, owner, type, nextTitle, nextCameras, createdAt, purgeAt, number, at, events);
    }

    AnalyticsCase hidden(Instant until) {
        return new AnalyticsCase(id, owner, type, title, cameras, createdAt, until, number, since, events);
    }

    AnalyticsCase shown(long at) {
        return new AnalyticsCase(id, owner, type, title, cameras, createdAt, null, number, at, events);
    }

    AnalyticsCase found(Finding finding, long at) {
        List<Finding> all = new ArrayList<>();
        all.add(finding);
        all.addAll(events.subList(0, Math.min(events.size(), EVENTS_KEPT - 1)));
        return new AnalyticsCase(id, owner, type, title, cameras, createdAt, purgeAt, number, at, all);
    }

    DeviceFacts facts() {
        return new DeviceFacts.CaseFacts(
                title, type, cameras, createdAt, events.subList(0, Math.min(events.size(), EVENTS_SHOWN)));
    }
}
