package io.sightline.api.admin;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Polling;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.Subscription;
import io.sightline.engine.domain.TariffCatalogue;
import io.sightline.engine.domain.TariffPlan;
import io.sightline.engine.domain.TariffPlanId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.service.Services;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The service of a user who has access only with a tariff plan: which plan it is, how it stands, and what is done with it. Users
 * see their own, choose among the plans that are shown to them, and pause what they pay for.
 */
final class ServiceRoutes {

    private static final String SERVICE = "/api/v1/users/{id}/service";
    private static final Set<Integer> PAUSES = Set.of(10, 20, 30);
    private static final int MOST_DAYS = 30;

    private final Entities entities;
    private final Services services;

    ServiceRoutes(Entities entities, Services services) {
        this.entities = entities;
        this.services = services;
    }

    List<Route> routes() {
        return List.of(
                Route.get(SERVICE, Scope.SERVICES_READ, this::show)
                        .asking("atLeast")
                        .own(),
                Route.get("/api/v1/users/{id}/tariff-plans", Scope.SERVICES_READ, this::offered)
                        .own(),
                Route.put(SERVICE + "/plan", Scope.SERVICES_WRITE, call -> take(call, services::attach)),
                Route.delete(SERVICE + "/plan", Scope.SERVICES_WRITE, this::detach)
                        .asking("waitFor"),
                Route.post(SERVICE + "/activation", Scope.SERVICES_WRITE, this::activate)
                        .repeatable(),
                Route.post(SERVICE + "/change", Scope.SERVICES_WRITE, call -> take(call, services::change))
                        .repeatable()
                        .own(),
                Route.post(SERVICE + "/pause", Scope.SERVICES_WRITE, this::pause)
                        .repeatable()
                        .asking("waitFor")
                        .own(),
                Route.delete(SERVICE + "/pause", Scope.SERVICES_WRITE, this::resume)
                        .own(),
                Route.post(SERVICE + "/sync", Scope.SERVICES_WRITE, this::synchronize)
                        .repeatable());
    }

    private CompletionStage<HttpResponse> show(Call call) {
        UserId user = call.name("id", UserId::new);
        return subscriber(user).thenCompose(there -> state(call, user));
    }

    /** A user who needs a service; to others this part of them does not exist. */
    private CompletionStage<Account> subscriber(UserId user) {
        return entities.read(user.ref(), User.class).thenApply(at -> at.state()
                .account()
                .filter(account -> account.standing().needsService())
                .orElseThrow(() -> Problem.notFound("service").rejection()));
    }

    private CompletionStage<HttpResponse> state(Call call, UserId user) {
        return entities.read(call, Subscription.ref(user), Subscription.class)
                .thenApply(at -> Answer.state(200, at.revision(), view(at.state())));
    }

    static ObjectNode view(Subscription service) {
        ObjectNode view = Json.object().put("status", Json.word(service.status()));
        Subscription.Plan plan = service.plan();
        if (plan != null) {
            view.putObject("plan")
                    .put("id", plan.id().value())
                    .put("name", plan.name())
                    .put("months", plan.months());
        }
        view.put("allows", Json.word(service.service()))
                .put("endDate", text(service.endDate()))
                .put("pausedUntil", text(service.pausedUntil()))
                .put("freePauseYear", service.freePauseYear());
        Polling asked = service.polling();
        view.putObject("operator")
                .put("askedNext", text(service.pollDue()))
                .put("answeredAt", text(asked.lastAt()))
                .put("answer", asked.lastVerdict() == null ? null : Json.word(asked.lastVerdict()))
                .put("refused", asked.refused())
                .put("missing", asked.missing());
        return view;
    }

    private static @Nullable String text(@Nullable Object moment) {
        return moment == null ? null : moment.toString();
    }

    /** What the user may change to: on offer, for this user, and shown to it. */
    private CompletionStage<HttpResponse> offered(Call call) {
        UserId user = call.name("id", UserId::new);
        return subscriber(user).thenCompose(there -> catalogue()).thenApply(all -> {
            ObjectNode body = Json.object();
            ArrayNode items = body.putArray("items");
            all.inOrder().stream()
                    .filter(plan -> isOffered(plan, user))
                    .forEach(plan -> items.add(TariffPlanRoutes.view(plan)));
            return Json.response(200, body);
        });
    }

    private static boolean isOffered(TariffPlan plan, UserId user) {
        return plan.isAttachable() && plan.offer().visible() && plan.offer().isFor(user);
    }

    private CompletionStage<TariffCatalogue> catalogue() {
        return entities.read(TariffCatalogue.REF, TariffCatalogue.class).thenApply(at -> at.state());
    }

    /** Takes the plan of the body; a user takes only what it is shown. */
    private CompletionStage<HttpResponse> take(
            Call call, BiFunction<UserId, TariffPlanId, CompletionStage<Reply>> taking) {
        UserId user = call.name("id", UserId::new);
        return call.fields().thenCompose(fields -> {
            TariffPlanId plan = fields.required("planId", TariffPlanId::new, new TariffPlanId("none"));
            fields.check();
            return subscriber(user)
                    .thenCompose(there -> catalogue())
                    .thenCompose(all -> {
                        boolean byUser =
                                call.caller() != null && call.caller().subject().isPresent();
                        if (byUser
                                && all.find(plan)
                                        .filter(each -> isOffered(each, user))
                                        .isEmpty()) {
                            throw Problem.of(Refusal.UNKNOWN_REFERENCE, "plan").rejection();
                        }
                        return entities.done(taking.apply(user, plan));
                    })
                    .thenApply(done -> Answer.changed(Answer.nothing(), done));
        });
    }

    private CompletionStage<HttpResponse> detach(Call call) {
        UserId user = call.name("id", UserId::new);
        return subscriber(user)
                .thenCompose(there -> entities.done(services.detach(user)))
                .thenCompose(done -> taken(call, user, done));
    }

    private CompletionStage<HttpResponse> activate(Call call) {
        UserId user = call.name("id", UserId::new);
        return subscriber(user)
                .thenCompose(there -> entities.done(services.activate(user)))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private CompletionStage<HttpResponse> pause(Call call) {
        UserId user = call.name("id", UserId::new);
        return call.fields().thenCompose(fields -> {
            int days = fields.integer("days", 1, MOST_DAYS);
            if (!PAUSES.contains(days)) {
                fields.fault("days", "invalid", "10, 20 or 30");
            }
            boolean paid = fields.flag("paid", false);
            fields.check();
            return subscriber(user)
                    .thenCompose(there -> entities.done(services.pause(user, days, paid)))
                    .thenCompose(done -> taken(call, user, done));
        });
    }

    private CompletionStage<HttpResponse> resume(Call call) {
        UserId user = call.name("id", UserId::new);
        return subscriber(user)
                .thenCompose(there -> entities.done(services.resume(user)))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private CompletionStage<HttpResponse> synchronize(Call call) {
        UserId user = call.name("id", UserId::new);
        return subscriber(user)
                .thenCompose(there -> entities.done(services.synchronize(user)))
                .thenCompose(done -> state(call, user));
    }

    private CompletionStage<HttpResponse> taken(Call call, UserId user, Reply.Done done) {
        return entities.revoked(
                call, user, () -> entities.read(user.ref(), User.class).thenApply(at -> at.revision()), done);
    }
}
