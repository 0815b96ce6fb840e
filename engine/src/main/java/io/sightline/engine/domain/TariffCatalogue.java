package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** Every tariff plan there is or was. There is one catalogue, so that its order and its bulk changes are of one piece. */
public record TariffCatalogue(PMap<TariffPlanId, TariffPlan> plans)
        implements Entity<TariffCommand, TariffEvent, TariffCatalogue> {

    /** The one catalogue. */
    public static final EntityRef REF = new EntityRef(Kind.TARIFF_CATALOGUE, "plans");

    public static TariffCatalogue empty() {
        return new TariffCatalogue(HashTreePMap.empty());
    }

    public Optional<TariffPlan> find(TariffPlanId plan) {
        return Optional.ofNullable(plans.get(plan));
    }

    /** In the order of the offers; of two at one place the older comes first. */
    public List<TariffPlan> inOrder() {
        return plans.values().stream()
                .sorted(Comparator.comparingInt(
                                (TariffPlan plan) -> plan.offer().order())
                        .thenComparing(TariffPlan::createdAt)
                        .thenComparing(plan -> plan.id().value()))
                .toList();
    }

    @Override
    public Decision<TariffEvent> decide(TariffCommand command, Instant now) {
        if (command instanceof TariffCommand.Create create) {
            return create(create, now);
        }
        if (command instanceof TariffCommand.Change change) {
            TariffPlan held = plans.get(change.plan());
            if (held == null) {
                return Decision.refuse(Refusal.UNKNOWN_ENTITY, "plan");
            }
            return held.offer().equals(change.offer())
                    ? Decision.unchanged()
                    : checked(change.offer(), new TariffEvent.Changed(change.plan(), change.offer()));
        }
        if (command instanceof TariffCommand.Archive archive) {
            Set<TariffPlanId> news = those(archive.plans(), TariffPlan::isAttachable);
            return all(archive.plans(), news, new TariffEvent.Archived(news));
        }
        if (command instanceof TariffCommand.Restore restore) {
            Set<TariffPlanId> news = those(restore.plans(), plan -> !plan.isAttachable());
            return all(restore.plans(), news, new TariffEvent.Restored(news));
        }
        throw new AssertionError(command);
    }

    private Decision<TariffEvent> create(TariffCommand.Create create, Instant now) {
        TariffPlan held = plans.get(create.plan());
        if (held != null) {
            return held.offer().equals(create.offer())
                    ? Decision.unchanged()
                    : Decision.refuse(Refusal.ALREADY_EXISTS, "plan");
        }
        return plans.size() < Limits.TARIFF_PLANS
                ? checked(create.offer(), new TariffEvent.Created(create.plan(), create.offer(), now))
                : Decision.refuse(Refusal.LIMIT_EXCEEDED, "plans");
    }

    private static Decision<TariffEvent> checked(TariffOffer offer, TariffEvent event) {
        return offer.fault()
                .<Decision<TariffEvent>>map(part -> Decision.refuse(Refusal.INVALID, part))
                .orElseGet(() -> Decision.accept(event));
    }

    private Set<TariffPlanId> those(Set<TariffPlanId> wanted, Predicate<TariffPlan> which) {
        return wanted.stream()
                .filter(plan -> plans.containsKey(plan) && which.test(plans.get(plan)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Decision<TariffEvent> all(Set<TariffPlanId> wanted, Set<TariffPlanId> news, TariffEvent event) {
        if (!plans.keySet().containsAll(wanted)) {
            return Decision.refuse(Refusal.UNKNOWN_ENTITY, "plan");
        }
        return news.isEmpty() ? Decision.unchanged() : Decision.accept(event);
    }

    @Override
    public TariffCatalogue apply(TariffEvent event, long revision) {
        if (event instanceof TariffEvent.Created created) {
            return with(
                    new TariffPlan(created.plan(), created.offer(), TariffPlan.Status.ACTIVE, created.at(), revision));
        }
        if (event instanceof TariffEvent.Changed changed) {
            return with(held(changed.plan()).offering(changed.offer(), revision));
        }
        if (event instanceof TariffEvent.Archived archived) {
            return standing(archived.plans(), TariffPlan.Status.ARCHIVED, revision);
        }
        if (event instanceof TariffEvent.Restored restored) {
            return standing(restored.plans(), TariffPlan.Status.RESTORED, revision);
        }
        throw new AssertionError(event);
    }

    private TariffCatalogue standing(Set<TariffPlanId> which, TariffPlan.Status status, long revision) {
        TariffCatalogue next = this;
        for (TariffPlanId plan : which) {
            next = next.with(held(plan).standing(status, revision));
        }
        return next;
    }

    private TariffPlan held(TariffPlanId plan) {
        return find(plan).orElseThrow();
    }

    private TariffCatalogue with(TariffPlan plan) {
        return new TariffCatalogue(plans.plus(plan.id(), plan));
    }
}
