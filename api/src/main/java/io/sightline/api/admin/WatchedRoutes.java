package io.sightline.api.admin;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.access.Why;
import io.sightline.engine.directory.Words;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.CameraStatus;
import io.sightline.engine.domain.DeviceFacts;
import io.sightline.engine.domain.DeviceFacts.CameraFacts;
import io.sightline.engine.domain.DeviceFacts.IntercomFacts;
import io.sightline.engine.domain.DeviceFacts.OwnFacts;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.InstalledIntercom;
import io.sightline.engine.domain.Intercom;
import io.sightline.engine.domain.IntercomId;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The cameras and intercoms one user has, read from the very sources the user's environments are shown. */
final class WatchedRoutes {

    private static final Filter<Set<String>> IDS = new Filter<>("id", text -> Set.of(text.split(",", -1)));
    private static final Filter<String> STATUS = new Filter<>("status", WatchedRoutes::status);
    private static final Filter<Why.Verdict> ACCESS = Filter.word("access", Why.Verdict.class);

    private static final ListSpec CAMERAS = ListSpec.sortedBy(
                    "name", "-name", "id", "-id", "status", "-status", "location", "-location")
            .filteredBy(Listing.SEARCH, IDS, STATUS, ACCESS)
            .paged();
    private static final ListSpec INTERCOMS = ListSpec.sortedBy("name", "-name", "id", "-id", "address", "-address")
            .filteredBy(Listing.SEARCH, IDS, ACCESS)
            .paged();

    private final Entities entities;
    private final Sources sources;
    private final Sights sights;

    WatchedRoutes(Entities entities, Sources sources, Sights sights) {
        this.entities = entities;
        this.sources = sources;
        this.sights = sights;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/users/{id}/cameras", Scope.USERS_READ, this::cameras)
                        .own()
                        .listing(CAMERAS)
                        .asking("atLeast", Listing.COUNT),
                Route.get("/api/v1/users/{id}/intercoms", Scope.USERS_READ, this::intercoms)
                        .own()
                        .listing(INTERCOMS)
                        .asking("atLeast", Listing.COUNT));
    }

    /**
     * A device as it reaches a user.
     *
     * @param places the addresses and folders that show it to the user
     * @param own what the user calls it, or null
     */
    private record Watched<F extends DeviceFacts>(
            String id,
            F facts,
            List<SourceId> places,
            Why.Verdict access,
            @Nullable Personal own) {}

    private CompletionStage<Entities.Existing<Account>> account(Call call) {
        return entities.existing(call, call.name("id", UserId::new).ref(), User.class, User::account);
    }

    private CompletionStage<HttpResponse> cameras(Call call) {
        ListQuery asked = call.list();
        return account(call)
                .thenCompose(found -> sources.of(found.part()).thenApply(held -> cameras(asked, found.part(), held)))
                .thenCompose(all -> seen(call, all, camera -> new CameraId(camera.id).ref()))
                .thenApply(all -> Page.of(asked, all, position(asked, WatchedRoutes::sorted))
                        .answer(WatchedRoutes::camera, Listing.total(call, all.size())));
    }

    private static List<Watched<CameraFacts>> cameras(ListQuery asked, Account user, Map<SourceId, Source> held) {
        return watched(user, held, DeviceKey::isCamera, DeviceFacts::camera).stream()
                .filter(camera -> isOf(asked, camera, Stream.of(camera.facts.name(), camera.facts.place())))
                .filter(camera -> asked.value(STATUS)
                        .filter(wanted -> !wanted.equals(status(camera.facts)))
                        .isEmpty())
                .toList();
    }

    /** Those that whoever calls may see as well. */
    private <F extends DeviceFacts> CompletionStage<List<Watched<F>>> seen(
            Call call, List<Watched<F>> all, Function<Watched<F>, EntityRef> ref) {
        Caller caller = call.caller();
        return caller == null ? CompletableFuture.completedStage(List.of()) : sights.seen(caller, all, ref);
    }

    private CompletionStage<HttpResponse> intercoms(Call call) {
        ListQuery asked = call.list();
        Function<Watched<IntercomFacts>, String> position = position(
                asked, (sort, intercom) -> sort.equals("name") ? intercom.facts.name() : intercom.facts.address());
        return account(call)
                .thenCompose(found -> sources.of(found.part()).thenApply(held -> intercoms(asked, found.part(), held)))
                .thenCompose(all -> seen(call, all, intercom -> new IntercomId(intercom.id).ref()))
                .thenCompose(all -> Page.of(asked, all, position)
                        .read(
                                intercom -> entities.read(new IntercomId(intercom.id).ref(), Intercom.class)
                                        .thenApply(
                                                at -> at.state().installed().map(known -> intercom(intercom, known))),
                                Listing.total(call, all.size())));
    }

    private static List<Watched<IntercomFacts>> intercoms(ListQuery asked, Account user, Map<SourceId, Source> held) {
        return watched(user, held, DeviceKey::isIntercom, WatchedRoutes::asIntercom).stream()
                .filter(intercom -> isOf(
                        asked,
                        intercom,
                        Stream.concat(
                                Stream.of(intercom.facts.name(), intercom.facts.address()),
                                intercom.facts.keys().stream())))
                .toList();
    }

    /** What reaches a user of one kind of device, each once, as the newest of its sources shows it. */
    private static <F extends DeviceFacts> List<Watched<F>> watched(
            Account user, Map<SourceId, Source> held, Predicate<String> kind, Function<DeviceFacts, Optional<F>> as) {
        Map<String, Source.Entry> newest = new HashMap<>();
        Map<String, List<SourceId>> places = new HashMap<>();
        for (Grant grant : user.manifest().grants().values()) {
            Source source = held.get(grant.source());
            if (source == null) {
                continue;
            }
            source.entries().forEach((key, entry) -> {
                if (kind.test(key) && grant.selection().covers(key)) {
                    newest.merge(key, entry, WatchedRoutes::newer);
                    Kind shownBy = grant.source().owner().kind();
                    if (shownBy == Kind.ADDRESS || shownBy == Kind.FOLDER) {
                        places.computeIfAbsent(key, each -> new java.util.ArrayList<>())
                                .add(grant.source());
                    }
                }
            });
        }
        return newest.values().stream()
                .flatMap(entry -> as.apply(entry.facts()).stream()
                        .map(facts -> new Watched<>(
                                entry.key().substring(4),
                                facts,
                                places.getOrDefault(entry.key(), List.of()),
                                Why.explain(user, held, entry.key()).verdict(),
                                own(user, entry.key()))))
                .toList();
    }

    private static Optional<IntercomFacts> asIntercom(DeviceFacts facts) {
        return facts instanceof IntercomFacts intercom ? Optional.of(intercom) : Optional.empty();
    }

    private static Source.Entry newer(Source.Entry one, Source.Entry other) {
        return one.deviceRevision() >= other.deviceRevision() ? one : other;
    }

    private static @Nullable Personal own(Account user, String key) {
        Source.Entry entry = user.source().entries().get(DeviceKey.own(key));
        return entry != null && entry.facts() instanceof OwnFacts own ? own.name() : null;
    }

    private static boolean isOf(ListQuery asked, Watched<?> device, Stream<String> texts) {
        String search = asked.value(Listing.SEARCH).orElse("");
        List<String> all = texts.filter(Objects::nonNull).toList();
        return (Words.areFound(search, all) || search.strip().equals(device.id))
                && asked.value(IDS).filter(ids -> !ids.contains(device.id)).isEmpty()
                && asked.value(ACCESS).filter(access -> access != device.access).isEmpty();
    }

    /** What a column holds of a device; null when it is empty. */
    private interface Column<F extends DeviceFacts> {
        @Nullable
        String of(String sort, Watched<F> device);
    }

    private static <F extends DeviceFacts> Function<Watched<F>, String> position(ListQuery asked, Column<F> column) {
        String sort = asked.descending() ? asked.sort().substring(1) : asked.sort();
        return device -> sort.equals("id")
                ? device.id
                : Words.sortKey(Objects.requireNonNullElse(column.of(sort, device), "")) + "\n" + device.id;
    }

    private static @Nullable String sorted(String sort, Watched<CameraFacts> camera) {
        return switch (sort) {
            case "status" -> status(camera.facts);
            case "location" -> camera.facts.place();
            default -> camera.facts.name();
        };
    }

    private static ObjectNode camera(Watched<CameraFacts> camera) {
        ObjectNode row = Json.object()
                .put("id", camera.id)
                .put("name", camera.facts.name())
                .put("ownName", camera.own == null ? null : camera.own.text())
                .put("status", status(camera.facts))
                .put("location", camera.facts.place());
        ArrayNode places = row.putArray("places");
        camera.places.stream().sorted(Comparator.comparing(SourceId::value)).forEach(each -> places.add(each.value()));
        return row.put("access", Json.word(camera.access));
    }

    /** Of four: what is being set up shows nothing yet, as if it were inactive. */
    private static String status(CameraFacts facts) {
        CameraStatus status = CameraStatus.of(
                facts.streams().stream().map(DeviceFacts.Stream::status).toList());
        return Json.word(status == CameraStatus.INITIALIZATION ? CameraStatus.INACTIVE : status);
    }

    private static String status(String text) {
        return Arrays.stream(CameraStatus.values())
                .filter(each -> each != CameraStatus.INITIALIZATION)
                .map(Json::word)
                .filter(text::equals)
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private static ObjectNode intercom(Watched<IntercomFacts> intercom, InstalledIntercom known) {
        IntercomFacts facts = intercom.facts;
        ObjectNode row = Json.object().put("id", intercom.id).put("name", facts.name());
        ArrayNode keys = row.putArray("keys");
        facts.keys().forEach(keys::add);
        return row.put("address", facts.address())
                .put(
                        "addressId",
                        Optional.ofNullable(known.spec().address())
                                .map(at -> at.value())
                                .orElse(null))
                .put("department", facts.department())
                .put("departmentName", facts.departmentName())
                .put("flat", facts.flat())
                .put("availability", facts.online() ? "online" : "offline")
                .put("operationalStatus", Json.word(known.operational()))
                .put("createdAt", known.createdAt().toString())
                .put("access", Json.word(intercom.access));
    }
}
