package io.sightline.api.admin;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.directory.Filter;
import io.sightline.engine.directory.listed.DeviceTariffs;
import io.sightline.engine.domain.DeviceTariff;
import io.sightline.engine.domain.DeviceTariffCommand;
import io.sightline.engine.domain.DeviceTariffId;
import io.sightline.engine.domain.DeviceTariffTerms;
import io.sightline.engine.domain.DeviceTariffTerms.Device;
import io.sightline.engine.domain.DeviceTariffTerms.Feature;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Money;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.jspecify.annotations.Nullable;

/** The tariffs that users pay for single cameras and trackers. */
final class DeviceTariffRoutes {

    private static final String ALL = "/api/v1/device-tariffs";
    private static final String ONE = ALL + "/{tariff}";

    private static final int CREDIT_DAYS = 366;
    private static final int MOST_DEVICES = 1_000_000;

    private static final Listing LISTED =
            Listing.of(DeviceTariffs.KIND, "name").flags("offered").several("features");

    private final Entities entities;
    private final Lists lists;
    private final String currency;

    DeviceTariffRoutes(Entities entities, Lists lists, String currency) {
        this.lists = lists;
        this.entities = entities;
        this.currency = currency;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Scope.MONEY_READ, call -> lists.answer(call, LISTED))
                        .listing(LISTED)
                        .inSight(),
                Route.get("/api/v1/users/{id}/device-tariffs", Scope.MONEY_READ, this::available)
                        .listing(LISTED)
                        .own(),
                Route.post(ALL, Scope.MONEY_WRITE, this::create).creating(),
                Route.get(ONE, Scope.MONEY_READ, this::show).asking("atLeast"),
                Route.patch(ONE, Scope.MONEY_WRITE, this::change),
                Route.delete(ONE, Scope.MONEY_WRITE, this::withdraw));
    }

    /** What a user may choose among: what is offered to everybody, and to this user alone. */
    private CompletionStage<HttpResponse> available(Call call) {
        UserId user = call.name("id", UserId::new);
        return entities.existing(call, user.ref(), User.class, User::account)
                .thenCompose(found -> lists.answer(
                        call,
                        LISTED,
                        new Filter.AnyOf("offered", Set.of("true")),
                        new Filter.Either(List.of(
                                new Filter.Empty("userId"), new Filter.AnyOf("userId", Set.of(user.value()))))));
    }

    private CompletionStage<HttpResponse> create(Call call) {
        return call.fields().thenCompose(fields -> {
            fields.text("name", Limits.NAME);
            Device device = fields.choice("device", Device.class);
            fields.whole("monthly", 0, Money.MOST);
            DeviceTariffTerms terms = terms(fields, blank(device));
            UserId only = terms.only();
            fields.check();
            DeviceTariffId id = new DeviceTariffId(call.identity());
            return known(only)
                    .thenCompose(there -> entities.change(id.ref(), new DeviceTariffCommand.Create(terms)))
                    .thenApply(done -> Answer.changed(
                                    Json.response(
                                            done.changed() ? 201 : 200,
                                            Json.object().put("id", id.value())),
                                    done)
                            .addHeader(Location.create(ALL + "/" + id)));
        });
    }

    /** Whom an individual tariff is for has to exist. */
    private CompletionStage<?> known(@Nullable UserId only) {
        return only == null
                ? CompletableFuture.completedStage(null)
                : entities.read(only.ref(), User.class)
                        .thenApply(at -> at.state().account().orElseThrow(() -> Problem.of(
                                        Refusal.UNKNOWN_REFERENCE, "userId")
                                .rejection()));
    }

    private DeviceTariffTerms blank(Device device) {
        return new DeviceTariffTerms(device, "", new Money(0, currency), 0, 0, 0, Set.of(), null, null);
    }

    /** The terms after the fields that are there; the others stay as they were. */
    private static DeviceTariffTerms terms(Fields fields, DeviceTariffTerms was) {
        String name = fields.has("name") ? fields.text("name", Limits.NAME) : was.name();
        long monthly = fields.has("monthly")
                ? fields.whole("monthly", 0, Money.MOST)
                : was.monthly().minor();
        return new DeviceTariffTerms(
                was.device(),
                name,
                new Money(monthly, was.monthly().currency()),
                number(fields, "creditDays", CREDIT_DAYS, was.creditDays()),
                number(fields, "halfYearDiscount", 100, was.halfYearDiscount()),
                number(fields, "yearDiscount", 100, was.yearDiscount()),
                fields.has("features") ? features(fields, was.device()) : was.features(),
                fields.has("mostDevices") ? fields.optionalInteger("mostDevices", 1, MOST_DEVICES) : was.devices(),
                fields.has("userId") ? fields.optional("userId", UserId::new) : was.only());
    }

    private static int number(Fields fields, String name, int most, int was) {
        return fields.has(name) ? Objects.requireNonNullElse(fields.optionalInteger(name, 0, most), 0) : was;
    }

    private static Set<Feature> features(Fields fields, Device device) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (String word : fields.texts("features", Feature.values().length, 64)) {
            Optional<Feature> feature = EnumSet.allOf(Feature.class).stream()
                    .filter(each -> Json.word(each).equals(word) && each.isOf(device))
                    .findFirst();
            feature.ifPresentOrElse(
                    features::add, () -> fields.fault("features", "invalid", "No tariff of this kind has " + word));
        }
        return features;
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return entities.existing(call, id(call).ref(), DeviceTariff.class, DeviceTariffRoutes::existing)
                .thenApply(found -> Answer.state(200, found.revision(), view(found.part())));
    }

    private static DeviceTariffId id(Call call) {
        return call.name("tariff", DeviceTariffId::new);
    }

    private static Optional<DeviceTariff> existing(DeviceTariff tariff) {
        return tariff.terms() == null ? Optional.empty() : Optional.of(tariff);
    }

    static ObjectNode view(DeviceTariff tariff) {
        DeviceTariffTerms terms = Objects.requireNonNull(tariff.terms());
        ObjectNode view = terms(tariff.id(), terms);
        return view.put("createdAt", text(tariff.createdAt()))
                .put("withdrawnAt", text(tariff.withdrawnAt()))
                .put("offered", tariff.withdrawnAt() == null);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static ObjectNode terms(DeviceTariffId id, DeviceTariffTerms terms) {
        ObjectNode view = Json.object()
                .put("id", id.value())
                .put("device", Json.word(terms.device()))
                .put("name", terms.name())
                .put("monthly", terms.monthly().minor())
                .put("currency", terms.monthly().currency())
                .put("creditDays", terms.creditDays())
                .put("halfYearDiscount", terms.halfYearDiscount())
                .put("yearDiscount", terms.yearDiscount())
                .put("mostDevices", terms.devices())
                .put("userId", text(terms.only()));
        ArrayNode features = view.putArray("features");
        terms.features().stream().sorted().map(Json::word).forEach(features::add);
        ArrayNode prices = view.putArray("prices");
        DeviceTariffTerms.MONTHS.stream().sorted().forEach(months -> prices.addObject()
                .put("months", months)
                .put("amount", terms.price(months).minor()));
        return view;
    }

    private CompletionStage<HttpResponse> change(Call call) {
        return call.patch().thenCompose(fields -> entities.forChange(
                        call, id(call).ref(), DeviceTariff.class, DeviceTariffRoutes::existing)
                .thenCompose(found -> {
                    DeviceTariffTerms was = Objects.requireNonNull(found.part().terms());
                    DeviceTariffTerms wanted = terms(fields, was);
                    UserId only = wanted.only();
                    fields.check();
                    return known(only)
                            .thenCompose(there -> entities.change(
                                    found.part().id().ref(), found, List.of(new DeviceTariffCommand.Change(wanted))));
                })
                .thenApply(done -> Answer.changed(Answer.nothing(), done)));
    }

    private CompletionStage<HttpResponse> withdraw(Call call) {
        return entities.remove(
                call,
                id(call).ref(),
                DeviceTariff.class,
                DeviceTariffRoutes::existing,
                new DeviceTariffCommand.Withdraw());
    }
}
