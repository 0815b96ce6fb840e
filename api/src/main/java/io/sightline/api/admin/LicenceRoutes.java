package io.sightline.api.admin;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Analytics;
import io.sightline.engine.domain.LicenceLevel;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Service;
import io.sightline.engine.domain.ServiceStatus;
import io.sightline.engine.domain.Subscription;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.service.Licences;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

import static java.util.concurrent.CompletableFuture.completedStage;

/**
 * How many analytics licences of each level a main user has, uses and may still use, and what the deployment has. Those of users
 * created by billing are set by billing, over routes of its own; all others by administrators.
 */
final class LicenceRoutes {

    private static final String OF_USER = "/api/v1/users/{id}/licences";
    private static final String OF_BILLING = "/api/v1/billing/users/{id}/licences";

    /** Before a plan was activated there is nothing to show of a user who needs one. */
    private static final Set<ServiceStatus> BEFORE =
            EnumSet.of(ServiceStatus.SERVICE_NOT_ADDED, ServiceStatus.NOT_ACTIVATED);

    private final Entities entities;
    private final Licences licences;

    LicenceRoutes(Entities entities, Licences licences) {
        this.entities = entities;
        this.licences = licences;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/licences", Scope.ANALYTICS_READ, this::deployment),
                Route.get(OF_USER, Scope.ANALYTICS_READ, call -> show(call, false))
                        .own(),
                Route.put(OF_USER, Scope.ANALYTICS_WRITE, call -> allocate(call, false)),
                Route.post(OF_USER + "/check", Scope.ANALYTICS_READ, call -> check(call, false))
                        .repeatable(),
                Route.get(OF_BILLING, Scope.BILLING_READ, call -> show(call, true)),
                Route.put(OF_BILLING, Scope.BILLING_WRITE, call -> allocate(call, true)),
                Route.post(OF_BILLING + "/check", Scope.BILLING_READ, call -> check(call, true))
                        .repeatable());
    }

    private CompletionStage<HttpResponse> deployment(Call call) {
        return licences.deployment().thenApply(has -> {
            ObjectNode body = Json.object();
            ArrayNode levels = body.putArray("levels");
            for (LicenceLevel level : LicenceLevel.values()) {
                int shared = has.shared().getOrDefault(level, 0);
                ObjectNode view =
                        levels.addObject().put("level", level.number()).put("shared", shared);
                Integer total = has.limits().get(level);
                if (total != null) {
                    view.put("total", total).put("available", Math.max(0, total - shared));
                }
            }
            return Json.response(200, body);
        });
    }

    private CompletionStage<HttpResponse> show(Call call, boolean byBilling) {
        UserId user = call.name("id", UserId::new);
        return main(user, byBilling).thenCompose(account -> activated(account)
                .thenCombine(
                        entities.read(Analytics.ref(user), Analytics.class),
                        (activated, at) -> Json.response(200, view(account, at.state(), activated, byBilling))));
    }

    /** A main user; billing finds only those it has created. */
    private CompletionStage<Account> main(UserId user, boolean byBilling) {
        return entities.read(user.ref(), User.class).thenApply(at -> at.state()
                .account()
                .filter(account -> !account.isSubUser())
                .filter(account -> !byBilling || isOfBilling(account))
                .orElseThrow(() -> Problem.notFound("user").rejection()));
    }

    private static boolean isOfBilling(Account account) {
        return account.origin() instanceof UserOrigin.Billing;
    }

    private CompletionStage<Boolean> activated(Account account) {
        return account.standing().needsService()
                ? entities.read(Subscription.ref(account.id()), Subscription.class)
                        .thenApply(at -> !BEFORE.contains(at.state().status()))
                : completedStage(true);
    }

    private static ObjectNode view(Account account, Analytics analytics, boolean activated, boolean byBilling) {
        var served = account.standing().served();
        boolean allowed = served == null || served.service() == Service.FULL;
        boolean known = account.standing().needsService() ? activated : analytics.isLicensed();
        ObjectNode view = Json.object()
                .put("shown", known)
                .put("editable", allowed && !account.standing().terminated() && byBilling == isOfBilling(account));
        ArrayNode levels = view.putArray("levels");
        for (Analytics.Count count : analytics.counts()) {
            levels.addObject()
                    .put("level", count.level().number())
                    .put("total", count.total())
                    .put("used", count.used())
                    .put("free", count.free())
                    .put("deletedAt", deletedAt(analytics.allotments().get(count.level())));
        }
        return view;
    }

    /** When what was made with the level's licences is deleted for good, unless it gets some before. */
    private static @Nullable String deletedAt(Analytics.@Nullable Allotment allotment) {
        Instant removed = allotment == null ? null : allotment.removedAt();
        return removed == null ? null : removed.plus(Analytics.RETENTION).toString();
    }

    /** Whether there is anything to show of a main user: licences, or a plan that was activated. */
    CompletionStage<Boolean> shown(Account account) {
        return account.standing().needsService()
                ? activated(account)
                : entities.read(Analytics.ref(account.id()), Analytics.class)
                        .thenApply(at -> at.state().isLicensed());
    }

    private CompletionStage<HttpResponse> allocate(Call call, boolean byBilling) {
        UserId user = call.name("id", UserId::new);
        return call.fields().thenCompose(fields -> {
            Map<LicenceLevel, Integer> totals = new EnumMap<>(LicenceLevel.class);
            levels(fields, true).forEach((level, total) -> totals.put(level, total.orElse(0)));
            return main(user, byBilling)
                    .thenCompose(account -> {
                        if (!byBilling && isOfBilling(account)) {
                            throw Problem.of(ProblemType.CONFLICT)
                                    .saying("The licences of this user are set by the operator's billing")
                                    .rejection();
                        }
                        return entities.done(licences.allocate(user, totals));
                    })
                    .thenApply(done -> Answer.changed(Answer.nothing(), done));
        });
    }

    private CompletionStage<HttpResponse> check(Call call, boolean byBilling) {
        UserId user = call.name("id", UserId::new);
        return call.fields().thenCompose(fields -> {
            Map<LicenceLevel, Optional<Integer>> totals = levels(fields, false);
            return main(user, byBilling)
                    .thenCompose(account -> !byBilling && isOfBilling(account)
                            ? completedStage(Map.<LicenceLevel, Boolean>of())
                            : licences.check(user, totals))
                    .thenApply(possible -> {
                        ObjectNode body = Json.object();
                        ArrayNode list = body.putArray("levels");
                        totals.keySet().forEach(level -> list.addObject()
                                .put("level", level.number())
                                .put("accepted", possible.getOrDefault(level, false)));
                        return Json.response(200, body);
                    });
        });
    }

    /** The levels a body names, each once, with their totals. */
    private static Map<LicenceLevel, Optional<Integer>> levels(Fields body, boolean needed) {
        Map<LicenceLevel, Optional<Integer>> levels = new EnumMap<>(LicenceLevel.class);
        int count = LicenceLevel.values().length;
        for (Fields fields : body.objects("levels", count)) {
            LicenceLevel level = LicenceLevel.of(fields.integer("level", 1, count));
            Optional<Integer> total = needed
                    ? Optional.of(fields.integer("total", 0, Limits.LICENCES))
                    : Optional.ofNullable(fields.optionalInteger("total", 0, Limits.LICENCES));
            if (levels.put(level, total) != null) {
                fields.fault("level", "invalid", "Each level once");
            }
        }
        if (levels.isEmpty()) {
            body.fault("levels", "required", "At least one level");
        }
        body.check();
        return levels;
    }
}
