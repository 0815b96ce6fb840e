package io.sightline.engine.domain;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Whether and how far a user has access.
 *
 * @param liveOnly whether the tariff allows live viewing alone, without the archive
 * @param served what the user's subscription allows, or null for a user who needs none
 * @param turned the user's revision at which it last became idle or ceased to be; 0 for as it began
 * @param governance what holds for all users of the customer
 * @param governed the customer's revision at which that came to hold; 0 before its first word, and for sub-users
 */
public record Standing(
        Set<SuspensionCause> causes,
        boolean liveOnly,
        boolean terminated,
        @Nullable Served served,
        long turned,
        Governance governance,
        long governed) {

    /** @param number the subscription's revision at which this came to hold, 0 before its first word */
    public record Served(Service service, long number) {}

    public Standing(
            Set<SuspensionCause> causes,
            boolean liveOnly,
            boolean terminated,
            @Nullable Served served,
            long turned,
            @Nullable Governance governance,
            long governed) {
        this.causes = Set.copyOf(causes);
        this.liveOnly = liveOnly;
        this.terminated = terminated;
        this.served = served;
        this.turned = turned;
        this.governance = governance == null ? Governance.initial() : governance;
        this.governed = governed;
    }

    /** A platform user begins switched off, as if an administrator had done it, and an administrator switches it on. */
    static Standing initial(boolean needsService, UserOrigin origin) {
        Standing bare = initial(needsService);
        return origin instanceof UserOrigin.Platform ? bare.with(SuspensionCause.ADMIN_DISABLED) : bare;
    }

    private static Standing initial(boolean needsService) {
        return needsService
                ? new Standing(
                        Set.of(SuspensionCause.NO_ACTIVE_SERVICE),
                        false,
                        false,
                        new Served(Service.NONE, 0),
                        0,
                        Governance.initial(),
                        0)
                : new Standing(Set.of(), false, false, null, 0, Governance.initial(), 0);
    }

    public Manifest.Status status() {
        if (terminated) {
            return Manifest.Status.ENDED;
        }
        return causes.isEmpty() ? Manifest.Status.ACTIVE : Manifest.Status.PAUSED;
    }

    public boolean needsService() {
        return served != null;
    }

    /**
     * Whether no camera records for this user: it has no service, it was for a time and that is over, or it is terminated. A
     * user who is only paused is not idle.
     */
    public boolean isIdle() {
        return terminated
                || causes.contains(SuspensionCause.EXPIRED)
                || (served != null && served.service() == Service.NONE);
    }

    Standing with(SuspensionCause cause) {
        Set<SuspensionCause> more = new HashSet<>(causes);
        more.add(cause);
        return new Standing(more, liveOnly, terminated, served, turned, governance, governed);
    }

    Standing without(SuspensionCause cause) {
        Set<SuspensionCause> fewer = new HashSet<>(causes);
        fewer.remove(cause);
        return new Standing(fewer, liveOnly, terminated, served, turned, governance, governed);
    }

    Standing liveOnly(boolean only) {
        return new Standing(causes, only, terminated, served, turned, governance, governed);
    }

    Standing served(Service service, long number) {
        boolean allowed = service == Service.FULL || service == Service.LIVE_ONLY;
        Standing told = new Standing(
                causes,
                service == Service.LIVE_ONLY,
                terminated,
                new Served(service, number),
                turned,
                governance,
                governed);
        return allowed ? told.without(SuspensionCause.NO_ACTIVE_SERVICE) : told.with(SuspensionCause.NO_ACTIVE_SERVICE);
    }

    Standing ended() {
        return new Standing(causes, liveOnly, true, served, turned, governance, governed);
    }

    Standing governed(Governance next, long number) {
        Standing told = new Standing(causes, liveOnly, terminated, served, turned, next, number);
        return next.disabled()
                ? told.with(SuspensionCause.CUSTOMER_DISABLED)
                : told.without(SuspensionCause.CUSTOMER_DISABLED);
    }

    /** As it is after an event at this revision. */
    Standing since(Standing before, long revision) {
        return isIdle() == before.isIdle()
                ? this
                : new Standing(causes, liveOnly, terminated, served, revision, governance, governed);
    }
}
