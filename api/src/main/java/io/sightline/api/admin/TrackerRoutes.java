package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.BelongingCommand;
import io.sightline.engine.domain.DeviceFacts;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.Holding;
import io.sightline.engine.domain.KeptObject;
import io.sightline.engine.domain.KeptTracker;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.MonitoringObjectId;
import io.sightline.engine.domain.ObjectRights;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.Tracker;
import io.sightline.engine.domain.TrackerCard;
import io.sightline.engine.domain.TrackerCommand;
import io.sightline.engine.domain.TrackerId;
import io.sightline.engine.domain.TrackerModels;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Reply;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.jspecify.annotations.Nullable;

/** The trackers a user owns, has been given, or holds through a monitoring object. */
final class TrackerRoutes {

    private static final String ALL = "/api/v1/users/{id}/trackers";
    private static final String ONE = ALL + "/{tracker}";

    private static final TrackerCard FRESH =
            new TrackerCard(Personal.of(""), "", Personal.of(""), null, null, 120, 600, null, "#1e88e5");

    private final Entities entities;
    private final Belongings belongings;

    TrackerRoutes(Entities entities, Belongings belongings) {
        this.entities = entities;
        this.belongings = belongings;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                Route.get(ALL, Scope.DEVICES_READ, this::list)
                        .listing(ListSpec.inOrder())
                        .asking("atLeast")
                        .own(),
                Route.post(ALL, Scope.DEVICES_WRITE, this::create).creating().own(),
                Route.get(ONE, Scope.DEVICES_READ, this::show).asking("atLeast").own(),
                Route.patch(ONE, Scope.DEVICES_WRITE, this::change).own(),
                Route.delete(ONE, Scope.DEVICES_WRITE, this::remove).own()));
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
                tracker -> tracker.belonging().shares().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, each -> Json.object().put("mayChange", each.getValue()))),
                fields -> {
                    boolean mayChange = fields.flag("mayChange", false);
                    return (by, user) -> new BelongingCommand.Share(by, user, mayChange);
                },
                BelongingCommand.Unshare::new);
    }

    /**
     * A tracker as one user has it.
     *
     * @param holding what the user may do with it by itself, or null when it is held only through objects
     * @param objects the monitoring objects the user has it through, or for its owner those it is assigned to
     * @param through one of them that lets the user change its trackers, or null
     */
    private record Held(
            TrackerId id,
            TrackerCard card,
            boolean expired,
            @Nullable Holding holding,
            TreeSet<String> objects,
            @Nullable MonitoringObjectId through) {

        Held(TrackerId id, DeviceFacts.TrackerFacts facts, @Nullable Holding holding) {
            this(id, facts.card(), facts.expired(), holding, new TreeSet<>(), null);
        }

        /** The same as the tracker itself says it is now. */
        Held as(KeptTracker tracker) {
            return new Held(id, tracker.card(), tracker.belonging().expired(), holding, objects, through);
        }

        Held in(KeptObject object, ObjectRights rights) {
            objects.add(object.id().value());
            return rights.trackers() && through == null
                    ? new Held(id, card, expired, holding, objects, object.id())
                    : this;
        }

        Holding access() {
            Holding own = holding == null ? Holding.VIEW : holding;
            return own == Holding.VIEW && through != null ? Holding.CHANGE : own;
        }

        /** Own ones first. */
        String position() {
            return (holding == Holding.OWNER ? "0" : "1") + id.value();
        }

        ObjectNode view() {
            ObjectNode view = Json.object()
                    .put("id", id.value())
                    .put("owner", id.owner().value())
                    .put("access", Json.word(access()))
                    .put("expired", expired)
                    .put("name", card.name().text())
                    .put("model", card.model())
                    .put("imei", card.imei().text())
                    .put("phone", text(card.phone()))
                    .put("averageFuel", card.averageFuel())
                    .put("stopSeconds", card.stopSeconds())
                    .put("parkSeconds", card.parkSeconds())
                    .put("info", text(card.info()))
                    .put("colour", card.colour());
            ArrayNode in = view.putArray("objects");
            objects.forEach(in::add);
            return view;
        }

        private static @Nullable String text(@Nullable Personal personal) {
            return personal == null ? null : personal.text();
        }
    }

    /** Everything a user has, by key. */
    private CompletionStage<SortedMap<String, Held>> all(Account user) {
        SortedMap<String, Held> all = new TreeMap<>();
        user.source().entries().forEach((key, entry) -> {
            if (entry.facts() instanceof DeviceFacts.TrackerFacts facts) {
                all.put(key, new Held(DeviceKey.tracker(key), facts, facts.holding()));
            }
        });
        return belongings.objectsOf(user).thenApply(objects -> {
            for (KeptObject object : objects) {
                ObjectRights rights = object.rightsOf(user.id());
                object.source().entries().forEach((key, entry) -> {
                    if (rights != null && entry.facts() instanceof DeviceFacts.TrackerFacts facts) {
                        Held held = all.getOrDefault(key, new Held(DeviceKey.tracker(key), facts, null));
                        all.put(key, held.in(object, rights));
                    }
                });
            }
            return all;
        });
    }

    private CompletionStage<HttpResponse> list(Call call) {
        return belongings.user(call).thenCompose(this::all).thenApply(all -> Page.of(
                        call.list(), List.copyOf(all.values()), Held::position)
                .answer(Held::view));
    }

    /** The tracker the path names as the path's user has it; not found when that user has no part in it. */
    private CompletionStage<Held> held(Call call) {
        TrackerId id = call.name("tracker", TrackerId::new);
        return belongings.user(call).thenCompose(this::all).thenApply(all -> Optional.ofNullable(
                        all.get(DeviceKey.of(id)))
                .orElseThrow(() -> Problem.notFound("tracker").rejection()));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return held(call).thenCompose(held -> entities.existing(call, held.id.ref(), Tracker.class, Tracker::kept)
                .thenApply(found -> {
                    KeptTracker tracker = found.part();
                    ObjectNode view = held.as(tracker)
                            .view()
                            .put("createdAt", tracker.createdAt().toString());
                    if (held.holding == Holding.OWNER) {
                        view.put("shares", tracker.belonging().shares().size());
                    }
                    return Answer.state(200, found.revision(), view);
                }));
    }

    private CompletionStage<HttpResponse> create(Call call) {
        return call.fields().thenCompose(fields -> {
            TrackerCard card = card(fields, FRESH, true);
            return belongings.owner(call).thenCompose(owner -> {
                TrackerId id = TrackerId.of(owner.id(), Belongings.mark(call));
                String key = DeviceKey.of(id);
                long owned = owner.source().entries().keySet().stream()
                        .filter(DeviceKey::isTracker)
                        .filter(each -> !each.equals(key)
                                && DeviceKey.tracker(each).owner().equals(owner.id()))
                        .count();
                if (owned >= Limits.TRACKERS) {
                    throw Problem.of(Refusal.LIMIT_EXCEEDED, "trackers").rejection();
                }
                return known(card.model())
                        .thenCompose(model -> entities.change(id.ref(), new TrackerCommand.Create(card)))
                        .thenApply(done -> created(owner.id(), id, done));
            });
        });
    }

    private static HttpResponse created(UserId owner, TrackerId id, Reply.Done done) {
        String location = "/api/v1/users/" + owner + "/trackers/" + id;
        return Answer.changed(
                Json.response(201, Json.object().put("id", id.value())).addHeader(Location.create(location)), done);
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
                personal(fields, "phone", Limits.PHONE, was.phone()),
                fields.has("averageFuel")
                        ? fields.optionalInteger("averageFuel", 0, Limits.AVERAGE_FUEL)
                        : was.averageFuel(),
                Objects.requireNonNullElse(
                        fields.optionalInteger("stopSeconds", 0, Limits.PAUSE_SECONDS), was.stopSeconds()),
                Objects.requireNonNullElse(
                        fields.optionalInteger("parkSeconds", 0, Limits.PAUSE_SECONDS), was.parkSeconds()),
                personal(fields, "info", Limits.INFO, was.info()),
                fields.has("colour") ? fields.text("colour", 7) : was.colour());
        fields.check();
        return card;
    }

    private static @Nullable Personal personal(Fields fields, String name, int max, @Nullable Personal was) {
        if (!fields.has(name)) {
            return was;
        }
        String text = fields.optionalText(name, max);
        return text == null || text.isBlank() ? null : Personal.of(text);
    }

    private CompletionStage<HttpResponse> change(Call call) {
        UserId by = call.name("id", UserId::new);
        return call.patch()
                .thenCompose(fields -> held(call).thenCompose(held -> entities.forChange(
                                call, held.id.ref(), Tracker.class, Tracker::kept)
                        .thenCompose(found -> {
                            TrackerCard was = found.part().card();
                            TrackerCard card = card(fields, was, false);
                            CompletionStage<String> model = card.model().equals(was.model())
                                    ? CompletableFuture.completedStage(was.model())
                                    : known(card.model());
                            return model.thenCompose(known -> entities.change(
                                    held.id.ref(), found, List.of(new TrackerCommand.Change(by, held.through, card))));
                        })))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        UserId by = call.name("id", UserId::new);
        return held(call)
                .thenCompose(held -> entities.remove(
                        call, held.id.ref(), Tracker.class, Tracker::kept, new BelongingCommand.Delete(by)));
    }
}
