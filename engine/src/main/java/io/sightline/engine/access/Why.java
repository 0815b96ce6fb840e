package io.sightline.engine.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.DeviceFacts.OwnFacts;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.domain.ViewClass;
import org.jspecify.annotations.Nullable;

/**
 * Why a user sees a device, or does not: every path on which it reaches the user, and the first cause that keeps it away.
 *
 * @param cause null when it is visible
 * @param suspensions what the user is suspended for; empty unless that is the cause
 * @param paths every granted source that holds the device, in the order of the sources, also those that do not count
 */
public record Why(Verdict verdict, @Nullable Cause cause, Set<SuspensionCause> suspensions, List<Path> paths) {

    /** What the user's environments make of it. */
    public enum Verdict {
        VISIBLE,
        /** Shown as locked. */
        LOCKED,
        HIDDEN
    }

    /** What keeps it away; in the order in which they are looked at. */
    public enum Cause {
        TERMINATED,
        SUSPENDED,
        /** No source that the user holds has it. */
        NOT_GRANTED,
        /** The main user has it and has not chosen it for this sub-user. */
        NOT_CHOSEN,
        /** Locked for this user by name, whatever else grants it. */
        BLOCKED,
        /** It belongs to a user, and the time that was paid for it is over. */
        EXPIRED,
        /** Every place that has it is locked for this user. */
        PLACE_LOCKED
    }

    /**
     * One source that has the device.
     *
     * @param grant the grant's number
     * @param chosen whether the grant's selection covers the device
     * @param rev the source's revision at which the device was last put
     */
    public record Path(
            SourceId source, long grant, ViewClass viewClass, boolean chosen, long rev, long deviceRevision) {}

    public Why {
        suspensions = Set.copyOf(suspensions);
        paths = List.copyOf(paths);
    }

    /**
     * Explains one device to one user.
     *
     * @param key the device's key, as it stands in sources
     * @param sources the sources of the user's manifest; one that is missing has nothing
     */
    public static Why explain(Account user, Map<SourceId, Source> sources, String key) {
        List<Path> paths = paths(user.manifest(), sources, key);
        Manifest.Status status = user.manifest().status();
        if (status == Manifest.Status.ENDED) {
            return hidden(Cause.TERMINATED, Set.of(), paths);
        }
        if (status == Manifest.Status.PAUSED) {
            return hidden(Cause.SUSPENDED, user.standing().causes(), paths);
        }
        if (paths.isEmpty()) {
            return hidden(Cause.NOT_GRANTED, Set.of(), paths);
        }
        List<Path> chosen = paths.stream().filter(Path::chosen).toList();
        if (chosen.isEmpty()) {
            return hidden(Cause.NOT_CHOSEN, Set.of(), paths);
        }
        if (isBlocked(user.manifest(), sources, key)) {
            return new Why(Verdict.LOCKED, Cause.BLOCKED, Set.of(), paths);
        }
        if (isExpired(user.manifest(), sources, key)) {
            return new Why(Verdict.LOCKED, Cause.EXPIRED, Set.of(), paths);
        }
        return chosen.stream().anyMatch(path -> path.viewClass().live())
                ? new Why(Verdict.VISIBLE, null, Set.of(), paths)
                : new Why(Verdict.LOCKED, Cause.PLACE_LOCKED, Set.of(), paths);
    }

    private static Why hidden(Cause cause, Set<SuspensionCause> suspensions, List<Path> paths) {
        return new Why(Verdict.HIDDEN, cause, suspensions, paths);
    }

    private static List<Path> paths(Manifest manifest, Map<SourceId, Source> sources, String key) {
        List<Path> paths = new ArrayList<>();
        for (Grant grant : manifest.grants().values()) {
            Source.Entry entry = entry(sources, grant, key);
            if (entry != null) {
                paths.add(new Path(
                        grant.source(),
                        grant.number(),
                        grant.viewClass(),
                        grant.selection().covers(key),
                        entry.rev(),
                        entry.deviceRevision()));
            }
        }
        return paths;
    }

    /** Whether the user, or the main user before it, has the device locked by name. */
    private static boolean isBlocked(Manifest manifest, Map<SourceId, Source> sources, String key) {
        String own = DeviceKey.own(key);
        for (Grant grant : manifest.grants().values()) {
            Source.Entry entry = entry(sources, grant, own);
            if (entry != null && grant.selection().covers(own) && ((OwnFacts) entry.facts()).blocked()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isExpired(Manifest manifest, Map<SourceId, Source> sources, String key) {
        for (Grant grant : manifest.grants().values()) {
            Source.Entry entry = entry(sources, grant, key);
            if (entry != null && entry.facts().expired()) {
                return true;
            }
        }
        return false;
    }

    private static Source.@Nullable Entry entry(Map<SourceId, Source> sources, Grant grant, String key) {
        Source source = sources.get(grant.source());
        return source == null ? null : source.entries().get(key);
    }
}
