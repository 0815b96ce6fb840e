package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.BelongingCommand;
import io.sightline.engine.domain.DeviceFacts.TrackerFacts;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.KeptTracker;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.ObjectRights;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Tracker;
import io.sightline.engine.domain.TrackerCard;
import io.sightline.engine.domain.TrackerCommand;
import io.sightline.engine.domain.TrackerId;
import io.sightline.engine.domain.TrackerModels;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The trackers a user owns, has been given, or holds through a monitoring object. */
final class TrackerRoutes implements BelongingRoutes {

    private static final String ALL = "/api/v1/users/{id}/trackers";
    private static final String ONE = ALL + "/{tracker}";

    private static final TrackerCard FRESH =
            new TrackerCard(Personal.of(""), "", Personal.of(""), null, null, 120, 600, null, "#1e88e5");

    private final Entities entities;
    private final Belongings belongings;
    private final Held.Lookup<TrackerFacts> held;

    TrackerRoutes(Entities entities, Belongings belongings) {
        this.entities = entities;
        this.belongings = belongings;
        this.held = new Held.Lookup<>(belongings, TrackerFacts.class, ObjectRights::trackers, "tracker");
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(BelongingRoutes.of(ALL, ONE, this));
        routes.addAll(new ShareRoutes<>(entities, belongings, shared()).routes());
        return routes;
    }

    private static ShareRoutes.Shared<Tracker, KeptTracker> shared() {
        return new ShareRoutes.Shared<>(
                ONE,
                "tracker",
                text -> new TrackerId(text).ref(),
                Tracker.class,
                Tracker::kept,
                KeptTracker::owner,
                tracker -> ShareRoutes.mayChange(tracker.belonging()),
                ShareRoutes::mayChange,
                BelongingCommand.Unshare::new);
    }

    private static ObjectNode view(Held<TrackerFacts> held, boolean expired, TrackerCard card) {
        ObjectNode said = Json.object()
                .put("name", card.name().text())
                .put("model", card.model())
                .put("imei", card.imei().text())
                .put("phone", Belongings.text(card.phone()))
                .put("averageFuel", card.averageFuel())
                .put("stopSeconds", card.stopSeconds())
                .put("parkSeconds", card.parkSeconds())
                .put("info", Belongings.text(card.info()))
                .put("colour", card.colour());
        return held.view(DeviceKey.tracker(held.key()).value(), expired, said);
    }

    @Override
    public CompletionStage<HttpResponse> list(Call call) {
        return belongings.user(call).thenCompose(held::all).thenApply(all -> Page.of(call.list(), all, Held::position)
                .answer(each -> view(each, each.facts().expired(), each.facts().card())));
    }

    private CompletionStage<Held<TrackerFacts>> held(Call call) {
        return held.named(call, DeviceKey.of(call.name("tracker", TrackerId::new)));
    }

    private static EntityRef ref(Held<TrackerFacts> held) {
        return DeviceKey.belonging(held.key());
    }

    @Override
    public CompletionStage<HttpResponse> show(Call call) {
        return held(call).thenCompose(mine -> entities.existing(call, ref(mine), Tracker.class, Tracker::kept)
                .thenApply(found -> {
                    KeptTracker tracker = found.part();
                    ObjectNode view = view(mine, tracker.belonging().expired(), tracker.card())
                            .put("createdAt", tracker.createdAt().toString());
                    if (mine.isOwn()) {
                        view.put("shares", tracker.belonging().shares().size());
                    }
                    return Answer.state(200, found.revision(), view);
                }));
    }

    @Override
    public CompletionStage<HttpResponse> create(Call call) {
        return call.fields().thenCompose(fields -> {
            TrackerCard card = card(fields, FRESH, true);
            return belongings.owner(call).thenCompose(owner -> {
                TrackerId id = TrackerId.of(owner.id(), Belongings.mark(call));
                Belongings.checkRoom(
                        owner,
                        key -> DeviceKey.isTracker(key)
                                && DeviceKey.tracker(key).owner().equals(owner.id()),
                        DeviceKey.of(id),
                        Limits.TRACKERS,
                        "trackers");
                return known(card.model())
                        .thenCompose(model -> entities.change(id.ref(), new TrackerCommand.Create(card)))
                        .thenApply(done -> Belongings.created(owner.id(), "trackers", id.value(), done));
            });
        });
    }

    /** Ends the call when there is no such model. */
    private CompletionStage<String> known(String model) {
        return entities.read(TrackerModels.REF, TrackerModels.class).thenApply(at -> {
            if (!at.state().names().containsKey(model)) {
                throw Belongings.unknown("There is no such model");
            }
            return model;
        });
    }

    private static TrackerCard card(Fields fields, TrackerCard was, boolean all) {
        TrackerCard card = new TrackerCard(
                all || fields.has("name") ? Personal.of(fields.text("name", Limits.NAME)) : was.name(),
                all || fields.has("model") ? fields.text("model", 64) : was.model(),
                all || fields.has("imei") ? Personal.of(fields.text("imei", 15)) : was.imei(),
                Belongings.personal(fields, "phone", Limits.PHONE, was.phone()),
                fields.has("averageFuel")
                        ? fields.optionalInteger("averageFuel", 0, Limits.AVERAGE_FUEL)
                        : was.averageFuel(),
                Objects.requireNonNullElse(
                        fields.optionalInteger("stopSeconds", 0, Limits.PAUSE_SECONDS), was.stopSeconds()),
                Objects.requireNonNullElse(
                        fields.optionalInteger("parkSeconds", 0, Limits.PAUSE_SECONDS), was.parkSeconds()),
                Belongings.personal(fields, "info", Limits.INFO, was.info()),
                fields.has("colour") ? fields.text("colour", 7) : was.colour());
        fields.check();
        return card;
    }

    @Override
    public CompletionStage<HttpResponse> change(Call call) {
        UserId by = call.name("id", UserId::new);
        return call.patch()
                .thenCompose(fields -> held(call).thenCompose(mine -> entities.forChange(
                                call, ref(mine), Tracker.class, Tracker::kept)
                        .thenCompose(found -> {
                            TrackerCard was = found.part().card();
                            TrackerCard card = card(fields, was, false);
                            CompletionStage<String> model = card.model().equals(was.model())
                                    ? CompletableFuture.completedStage(was.model())
                                    : known(card.model());
                            return model.thenCompose(known -> entities.change(
                                    ref(mine), found, List.of(new TrackerCommand.Change(by, mine.through(), card))));
                        })))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    @Override
    public CompletionStage<HttpResponse> remove(Call call) {
        UserId by = call.name("id", UserId::new);
        return held(call)
                .thenCompose(mine -> entities.remove(
                        call, ref(mine), Tracker.class, Tracker::kept, new BelongingCommand.Delete(by)));
    }
}
