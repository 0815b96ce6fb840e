package io.sightline.api.admin;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Money;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.TariffCatalogue;
import io.sightline.engine.domain.TariffCommand;
import io.sightline.engine.domain.TariffOffer;
import io.sightline.engine.domain.TariffPlan;
import io.sightline.engine.domain.TariffPlanId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Reply;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.jspecify.annotations.Nullable;

import static java.util.concurrent.CompletableFuture.completedStage;

/**
 * The constructor of tariff plans and their catalogue. Plans share the catalogue's revision: whoever changes one has seen all of
 * them as they are.
 */
final class TariffPlanRoutes {

    private static final String ALL = "/api/v1/tariff-plans";
    private static final String ONE = ALL + "/{plan}";
    private static final int MOST_AT_ONCE = 200;

    private static final Filter<TariffPlan.Status> STATUS = Filter.word("status", TariffPlan.Status.class);
    private static final Filter<Boolean> ATTACHABLE = Filter.flag("attachable");
    private static final Filter<UserId> FOR = new Filter<>("for", UserId::new);
    private static final ListSpec LIST = ListSpec.sortedBy(
                    "order", "-order", "title", "-title", "createdAt", "-createdAt")
            .filteredBy(STATUS, ATTACHABLE, FOR)
            .paged();

    private final Entities entities;
    private final Sights sights;

    TariffPlanRoutes(Entities entities, Sights sights) {
        this.entities = entities;
        this.sights = sights;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Scope.PLANS_READ, this::list).listing(LIST).inSight(),
                Route.post(ALL, Scope.PLANS_WRITE, this::create).creating(),
                Route.get(ONE, Scope.PLANS_READ, this::show),
                Route.patch(ONE, Scope.PLANS_WRITE, this::change),
                Route.post(ALL + "/archive", Scope.PLANS_WRITE, call -> all(call, TariffCommand.Archive::new))
                        .repeatable(),
                Route.post(ALL + "/restore", Scope.PLANS_WRITE, call -> all(call, TariffCommand.Restore::new))
                        .repeatable());
    }

    private CompletionStage<HttpResponse> list(Call call) {
        ListQuery query = call.list();
        return entities.read(TariffCatalogue.REF, TariffCatalogue.class)
                .thenCompose(at -> seen(
                        call,
                        at.state().inOrder().stream()
                                .filter(plan -> isAskedFor(query, plan))
                                .toList()))
                .thenApply(chosen -> Page.of(query, chosen, position(query)).answer(TariffPlanRoutes::view));
    }

    /** All but those for one user whom the caller does not see. */
    private CompletionStage<List<TariffPlan>> seen(Call call, List<TariffPlan> plans) {
        Caller caller = Objects.requireNonNull(call.caller());
        return sights.seenWith(
                caller, plans, plan -> Optional.ofNullable(plan.offer().onlyFor())
                        .map(UserId::ref));
    }

    private static boolean isAskedFor(ListQuery query, TariffPlan plan) {
        return query.value(STATUS).map(status -> plan.status() == status).orElse(true)
                && query.value(ATTACHABLE)
                        .map(attachable -> plan.isAttachable() == attachable)
                        .orElse(true)
                && query.value(FOR).map(plan.offer()::isFor).orElse(true);
    }

    private static Function<TariffPlan, String> position(ListQuery query) {
        String rest = query.sort().replace("-", "");
        return plan -> switch (rest) {
            case "title" -> plan.offer().title().toLowerCase(Locale.ROOT) + "\n" + last(plan);
            case "createdAt" -> last(plan);
            default -> "%07d".formatted(plan.offer().order()) + last(plan);
        };
    }

    private static String last(TariffPlan plan) {
        return Page.moment(plan.createdAt()) + plan.id();
    }

    private CompletionStage<HttpResponse> create(Call call) {
        return call.fields().thenCompose(fields -> {
            TariffOffer offer = offer(fields, null);
            TariffPlanId id = new TariffPlanId("p." + call.identity().substring(0, 32));
            return known(offer.onlyFor())
                    .thenCompose(known -> entities.change(TariffCatalogue.REF, new TariffCommand.Create(id, offer)))
                    .thenApply(done -> Answer.changed(
                                    Json.response(
                                            done.changed() ? 201 : 200,
                                            Json.object().put("id", id.value())),
                                    done)
                            .addHeader(Location.create(ALL + "/" + id)));
        });
    }

    /** A plan may be for one user alone, who has to be there. */
    private CompletionStage<?> known(@Nullable UserId user) {
        return user == null
                ? completedStage(true)
                : entities.read(user.ref(), User.class).thenApply(at -> {
                    if (at.state().account().isEmpty()) {
                        throw Problem.of(Refusal.UNKNOWN_REFERENCE, "userId").rejection();
                    }
                    return true;
                });
    }

    private static TariffOffer offer(Fields fields, @Nullable TariffOffer was) {
        TariffOffer offer = new TariffOffer(
                was != null && !fields.has("title") ? was.title() : fields.text("title", Limits.NAME),
                was != null && !fields.has("description")
                        ? was.description()
                        : fields.text("description", TariffOffer.DESCRIPTION),
                was != null && !fields.has("months")
                        ? was.months()
                        : fields.integer("months", 1, TariffOffer.MOST_MONTHS),
                was != null && !fields.has("price") ? was.price() : price(fields.object("price")),
                fields.has("order")
                        ? fields.integer("order", 0, TariffOffer.MOST_ORDER)
                        : was == null ? 0 : was.order(),
                fields.flag("shown", was == null || was.visible()),
                fields.has("userId") || was == null ? fields.optional("userId", UserId::new) : was.onlyFor());
        fields.check();
        return offer;
    }

    private static Money price(Fields fields) {
        Money price = new Money(fields.whole("minor", 0, Money.MOST), fields.text("currency", 3));
        if (price.currency().length() == 3 && !Money.isCurrency(price.currency())) {
            fields.fault("currency", "invalid", "Three letters of ISO 4217 are expected");
        }
        return price;
    }

    private CompletionStage<HttpResponse> show(Call call) {
        TariffPlanId id = call.name("plan", TariffPlanId::new);
        return entities.existing(call, TariffCatalogue.REF, TariffCatalogue.class, all -> all.find(id))
                .thenApply(found -> Answer.state(200, found.revision(), view(found.part())));
    }

    private CompletionStage<HttpResponse> change(Call call) {
        TariffPlanId id = call.name("plan", TariffPlanId::new);
        return call.patch()
                .thenCompose(fields -> entities.forChange(
                                call, TariffCatalogue.REF, TariffCatalogue.class, all -> all.find(id))
                        .thenCompose(found ->
                                change(found, offer(fields, found.part().offer()))))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private CompletionStage<Reply.Done> change(Entities.Existing<TariffPlan> found, TariffOffer offer) {
        return known(offer.onlyFor())
                .thenCompose(known -> entities.change(
                        TariffCatalogue.REF,
                        found,
                        List.of(new TariffCommand.Change(found.part().id(), offer))));
    }

    /** Archives or restores plans, all or none. */
    private CompletionStage<HttpResponse> all(Call call, Function<Set<TariffPlanId>, TariffCommand> command) {
        return call.fields().thenCompose(fields -> {
            Set<TariffPlanId> plans = fields.values("ids", MOST_AT_ONCE, 64, TariffPlanId::new);
            if (plans.isEmpty()) {
                fields.fault("ids", "required", "At least one plan");
            }
            fields.check();
            return entities.ask(TariffCatalogue.REF, command.apply(plans)).thenApply(reply -> {
                if (reply instanceof Reply.Done done) {
                    return Answer.changed(Answer.nothing(), done);
                }
                // The plans are named in the body and not in the path.
                throw Problem.of(Refusal.UNKNOWN_REFERENCE, "plan").rejection();
            });
        });
    }

    static ObjectNode view(TariffPlan plan) {
        TariffOffer offer = plan.offer();
        ObjectNode view = Json.object()
                .put("id", plan.id().value())
                .put("title", offer.title())
                .put("description", offer.description())
                .put("months", offer.months());
        view.putObject("price")
                .put("minor", offer.price().minor())
                .put("currency", offer.price().currency());
        return view.put("order", offer.order())
                .put("shown", offer.visible())
                .put("userId", offer.onlyFor() == null ? null : offer.onlyFor().value())
                .put("status", Json.word(plan.status()))
                .put("createdAt", plan.createdAt().toString());
    }
}
