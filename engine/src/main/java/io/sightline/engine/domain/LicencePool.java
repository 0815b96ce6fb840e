package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * How the licences of the deployment are spread over users. What somebody is to have is reserved here before it is given, and
 * told here afterwards; a reservation that nothing came of runs out.
 */
public record LicencePool(PMap<UserId, Holding> holdings, PMap<UserId, Reservation> reservations)
        implements Entity<LicencePoolCommand, LicencePoolEvent, LicencePool> {

    /** The one pool. */
    public static final EntityRef REF = new EntityRef(Kind.LICENCE_POOL, "deployment");

    /** @param number the revision of the user's licences at which it came to hold */
    public record Holding(Map<LicenceLevel, Integer> totals, long number) {
        public Holding {
            totals = Map.copyOf(totals);
        }
    }

    /** @param after the revision of the user's licences that does not settle it yet */
    public record Reservation(Map<LicenceLevel, Integer> totals, long after, Instant until) {
        public Reservation {
            totals = Map.copyOf(totals);
        }
    }

    public static LicencePool empty() {
        return new LicencePool(HashTreePMap.empty(), HashTreePMap.empty());
    }

    /** How many licences of a level users have. */
    public int shared(LicenceLevel level) {
        return holdings.values().stream()
                .mapToInt(each -> of(each.totals(), level))
                .sum();
    }

    /** When the first reservation runs out, or null when there is none. */
    public @Nullable Instant expiryDue() {
        return reservations.values().stream()
                .map(Reservation::until)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static int of(Map<LicenceLevel, Integer> totals, LicenceLevel level) {
        return totals.getOrDefault(level, 0);
    }

    @Override
    public Decision<LicencePoolEvent> decide(LicencePoolCommand command, Instant now) {
        if (command instanceof LicencePoolCommand.Reserve reserve) {
            return reserve(reserve, now);
        }
        if (command instanceof LicencePoolCommand.Hold hold) {
            Holding held = holdings.get(hold.user());
            return held != null && held.number() >= hold.number()
                    ? Decision.unchanged()
                    : Decision.accept(new LicencePoolEvent.Held(hold.user(), hold.totals(), hold.number()));
        }
        if (command instanceof LicencePoolCommand.Expire) {
            Set<UserId> over = reservations.entrySet().stream()
                    .filter(each -> !each.getValue().until().isAfter(now))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
            return over.isEmpty() ? Decision.unchanged() : Decision.accept(new LicencePoolEvent.Expired(over));
        }
        throw new AssertionError(command);
    }

    private Decision<LicencePoolEvent> reserve(LicencePoolCommand.Reserve reserve, Instant now) {
        Reservation wanted = wanted(reserve, now);
        if (wanted.equals(reservations.get(reserve.user()))) {
            return Decision.unchanged();
        }
        for (var each : reserve.totals().entrySet()) {
            Integer limit = reserve.limits().get(each.getKey());
            Holding held = holdings.get(reserve.user());
            int has = held == null ? 0 : of(held.totals(), each.getKey());
            boolean more = each.getValue() > has;
            if (more && limit != null && others(reserve.user(), each.getKey(), now) + each.getValue() > limit) {
                return Decision.refuse(Refusal.LIMIT_EXCEEDED, each.getKey().name());
            }
        }
        boolean fits = holdings.size() < Limits.LICENCE_HOLDERS || holdings.containsKey(reserve.user());
        return fits
                ? Decision.accept(
                        new LicencePoolEvent.Reserved(reserve.user(), wanted.totals(), wanted.after(), wanted.until()))
                : Decision.refuse(Refusal.LIMIT_EXCEEDED, "holders");
    }

    /** Of two reservations for one user either may be used, so the larger of both is kept until the later of both. */
    private Reservation wanted(LicencePoolCommand.Reserve reserve, Instant now) {
        Reservation earlier = reservations.get(reserve.user());
        if (earlier == null || !earlier.until().isAfter(now)) {
            return new Reservation(reserve.totals(), reserve.after(), reserve.until());
        }
        Map<LicenceLevel, Integer> most = new HashMap<>(earlier.totals());
        reserve.totals().forEach((level, total) -> most.merge(level, total, Math::max));
        Instant until = earlier.until().isAfter(reserve.until()) ? earlier.until() : reserve.until();
        return new Reservation(most, Math.max(earlier.after(), reserve.after()), until);
    }

    /** What everybody else has or is about to have, whichever is more. */
    private long others(UserId user, LicenceLevel level, Instant now) {
        Map<UserId, Integer> most = new HashMap<>();
        holdings.forEach((each, held) -> most.put(each, of(held.totals(), level)));
        reservations.forEach((each, reserved) -> {
            if (reserved.until().isAfter(now)) {
                most.merge(each, of(reserved.totals(), level), Math::max);
            }
        });
        most.remove(user);
        return most.values().stream().mapToLong(Integer::longValue).sum();
    }

    @Override
    public LicencePool apply(LicencePoolEvent event, long revision) {
        if (event instanceof LicencePoolEvent.Reserved reserved) {
            Reservation made = new Reservation(reserved.totals(), reserved.after(), reserved.until());
            return new LicencePool(holdings, reservations.plus(reserved.user(), made));
        }
        if (event instanceof LicencePoolEvent.Held held) {
            Reservation made = reservations.get(held.user());
            boolean settled = made != null && held.number() > made.after();
            return new LicencePool(
                    holdings.plus(held.user(), new Holding(held.totals(), held.number())),
                    settled ? reservations.minus(held.user()) : reservations);
        }
        if (event instanceof LicencePoolEvent.Expired expired) {
            return new LicencePool(holdings, reservations.minusAll(expired.users()));
        }
        throw new AssertionError(event);
    }
}
