package io.sightline.api.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sightline.engine.access.Authorship;
import io.sightline.engine.access.Sight;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Filter;
import io.sightline.engine.directory.Filter.AnyOf;
import io.sightline.engine.directory.Filter.Either;
import io.sightline.engine.directory.Filter.Empty;
import io.sightline.engine.directory.Filter.Not;
import io.sightline.engine.directory.Page;
import io.sightline.engine.directory.Position;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Result;
import io.sightline.engine.directory.listed.Addresses;
import io.sightline.engine.directory.listed.Cameras;
import io.sightline.engine.directory.listed.DeviceTariffs;
import io.sightline.engine.directory.listed.Feedbacks;
import io.sightline.engine.directory.listed.Folders;
import io.sightline.engine.directory.listed.Intercoms;
import io.sightline.engine.directory.listed.MonitoringObjects;
import io.sightline.engine.directory.listed.Notifications;
import io.sightline.engine.directory.listed.PlatformUsers;
import io.sightline.engine.directory.listed.PortalUsers;
import io.sightline.engine.directory.listed.Services;
import io.sightline.engine.directory.listed.SubUsers;
import io.sightline.engine.directory.listed.Trackers;
import io.sightline.engine.directory.listed.Users;
import io.sightline.engine.domain.AdministratorId;
import org.jspecify.annotations.Nullable;

/**
 * What of each list a caller sees, by the same rules as {@link Sights} has for single things. The places below those in sight are
 * looked up in the directory and remembered for a moment. Of a list it knows nothing about a limited caller sees nothing.
 * Thread-safe.
 */
final class SightFilters {

    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    /** Works of one administrator that a list heeds. */
    private static final int WORKS = 10_000;

    /** The fields that tell what somebody holds. */
    static final String[] HELD = {"addressIds", "folderIds", "cameraIds", "intercomIds"};

    /** Who sees a row of a list, of those who see a part of the installation. */
    enum Rule {
        /** An address below one in sight. */
        ADDRESS,
        /** What lies at such an address. */
        AT_ADDRESS,
        /** What hangs at a place in sight, or is in sight by itself. */
        CAMERA,
        /** Whoever holds something in sight, by the fields that tell it, or was made by somebody of the own circle. */
        USER,
        /** The same; and whoever's main user was made so. */
        SUB_USER,
        /** What a user left whom they see. */
        OF_USER,
        /** What belongs to a user whom they see. */
        OWNED,
        /** Everybody: it speaks of no place and of nobody, but for what is for one user alone. */
        CATALOGUE,
        /** Everybody, if it went to everybody. */
        TOLD,
        /** Nobody; no route lists it. */
        NEVER
    }

    /** The one place where it is decided for each list there is; a list that is not here is for those alone who see everything. */
    static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry(Users.KIND.name(), Rule.USER),
            Map.entry(SubUsers.KIND.name(), Rule.SUB_USER),
            Map.entry(PortalUsers.KIND.name(), Rule.USER),
            Map.entry(PlatformUsers.KIND.name(), Rule.USER),
            Map.entry(Services.KIND.name(), Rule.NEVER),
            Map.entry(Cameras.KIND.name(), Rule.CAMERA),
            Map.entry(Intercoms.KIND.name(), Rule.AT_ADDRESS),
            Map.entry(Addresses.KIND.name(), Rule.ADDRESS),
            Map.entry(Folders.KIND.name(), Rule.AT_ADDRESS),
            Map.entry(DeviceTariffs.KIND.name(), Rule.CATALOGUE),
            Map.entry(Notifications.KIND.name(), Rule.TOLD),
            Map.entry(Feedbacks.KIND.name(), Rule.OF_USER),
            Map.entry(Trackers.KIND.name(), Rule.OWNED),
            Map.entry(MonitoringObjects.KIND.name(), Rule.OWNED));

    /** How the directory is asked. */
    interface Asking {
        CompletionStage<Result> find(Query query);
    }

    /** Ids of all addresses in a part, and of the folders in them. */
    private record Places(Set<String> addresses, Set<String> folders) {}

    /** Ids of the devices at these places that users have by themselves. */
    private record Devices(Set<String> cameras, Set<String> intercoms) {}

    private final Asking directory;
    private final Authorship authorship;
    private final Cache<Sight.Part, CompletableFuture<Places>> places = cache();
    private final Cache<Sight.Part, CompletableFuture<Devices>> devices = cache();

    SightFilters(Asking directory, Authorship authorship) {
        this.directory = directory;
        this.authorship = authorship;
    }

    private static <T> Cache<Sight.Part, CompletableFuture<T>> cache() {
        return Caffeine.newBuilder()
                .maximumSize(1_000)
                .expireAfterWrite(REMEMBERED)
                .build();
    }

    /** Failures are not remembered. */
    private static <T> CompletionStage<T> cached(
            Cache<Sight.Part, CompletableFuture<T>> cache,
            Sight.Part part,
            Function<Sight.Part, CompletionStage<T>> made) {
        CompletableFuture<T> known = cache.getIfPresent(part);
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<T> fresh = made.apply(part).toCompletableFuture();
        cache.put(part, fresh);
        return fresh;
    }

    /** What limits a list of this kind to what the caller sees; empty for one who sees everything. */
    CompletionStage<List<Filter>> of(@Nullable Caller caller, DocumentKind kind) {
        if (caller == null || caller.sight().isEverything()) {
            return CompletableFuture.completedStage(List.of());
        }
        Rule rule = RULES.getOrDefault(kind.name(), Rule.NEVER);
        return within(caller.sight(), rule)
                .thenCombine(own(caller, kind, rule), (inside, made) -> List.of(new Either(List.of(inside, made))));
    }

    /** What the caller made, which the caller sees wherever it is. */
    private CompletionStage<Filter> own(Caller caller, DocumentKind kind, Rule rule) {
        return caller instanceof Caller.Administrator administrator
                ? works(Set.of(administrator.administrator()), kind, rule)
                : CompletableFuture.completedStage(none());
    }

    private CompletionStage<Filter> within(Sight sight, Rule rule) {
        if (rule == Rule.CATALOGUE) {
            return CompletableFuture.completedStage(new Empty("userId"));
        }
        if (rule == Rule.TOLD) {
            return CompletableFuture.completedStage(any("everybody", Set.of("true")));
        }
        boolean users =
                Set.of(Rule.USER, Rule.SUB_USER, Rule.OF_USER, Rule.OWNED).contains(rule);
        if (sight instanceof Sight.Made made) {
            return users ? works(made.makers(), Users.KIND, rule) : within(made.within(), rule);
        }
        if (!(sight instanceof Sight.Part part)) {
            return CompletableFuture.completedStage(rule == Rule.NEVER ? none() : new Not(none()));
        }
        return cached(places, part, this::placesOf).thenCompose(found -> {
            if (users) {
                return cached(devices, part, each -> devicesAt(each, found)).thenApply(at -> holding(found, at));
            }
            return CompletableFuture.completedStage(lying(part, found, rule));
        });
    }

    private static Filter lying(Sight.Part part, Places places, Rule rule) {
        return switch (rule) {
            case ADDRESS -> any(DocumentKind.ID, places.addresses);
            case AT_ADDRESS -> any("addressId", places.addresses);
            case CAMERA -> new Either(List.of(at(places), any(DocumentKind.ID, cameras(part))));
            default -> none();
        };
    }

    private static Filter none() {
        return any(DocumentKind.ID, Set.of());
    }

    private static Filter at(Places places) {
        return new Either(List.of(any("addressIds", places.addresses), any("folderIds", places.folders)));
    }

    private static Filter holding(Places places, Devices devices) {
        return new Either(
                List.of(at(places), any("cameraIds", devices.cameras), any("intercomIds", devices.intercoms)));
    }

    private static Set<String> cameras(Sight.Part part) {
        Set<String> ids = new HashSet<>();
        part.cameras().forEach(camera -> ids.add(camera.value()));
        return ids;
    }

    /** Any of however many codes. */
    private static Filter any(String field, Set<String> codes) {
        if (codes.size() <= Filter.CODES) {
            return new AnyOf(field, codes);
        }
        List<String> all = List.copyOf(codes);
        List<Filter> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += Filter.CODES) {
            int to = Math.min(from + Filter.CODES, all.size());
            parts.add(new AnyOf(field, Set.copyOf(all.subList(from, to))));
        }
        return new Either(parts);
    }

    /** A sub-user is the work of whoever made its main user, and what a user left goes with the user. */
    private CompletionStage<Filter> works(Set<AdministratorId> makers, DocumentKind kind, Rule rule) {
        Optional<String> collection = collection(kind, rule);
        if (collection.isEmpty()) {
            return CompletableFuture.completedStage(none());
        }
        Set<String> ids = java.util.concurrent.ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Boolean>> reads = makers.stream()
                .map(maker -> authorship
                        .works(collection.get(), maker, WORKS)
                        .thenApply(ids::addAll)
                        .toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).thenApply(done -> switch (rule) {
            case SUB_USER -> new Either(List.of(any("ownerId", ids), any(DocumentKind.ID, ids)));
            case OF_USER -> any("user", ids);
            case OWNED -> any("owner", ids);
            default -> any(DocumentKind.ID, ids);
        });
    }

    /** What things of a list are called where it is noted who made them; empty for what nobody is noted to have made. */
    private static Optional<String> collection(DocumentKind kind, Rule rule) {
        return switch (rule) {
            case USER, SUB_USER, OF_USER, OWNED -> Optional.of("users");
            case ADDRESS -> Optional.of("addresses");
            case AT_ADDRESS, CAMERA -> Optional.of(kind.name() + "s");
            default -> Optional.empty();
        };
    }

    /** Level after level of the tree, then the folders. */
    private CompletionStage<Places> placesOf(Sight.Part part) {
        Set<String> first = new HashSet<>();
        part.addresses().forEach(address -> first.add(address.value()));
        return below(first, new HashSet<>(first))
                .thenCompose(all -> ids(Folders.KIND, any("addressId", all)).thenApply(in -> new Places(all, in)));
    }

    private CompletionStage<Set<String>> below(Set<String> level, Set<String> all) {
        if (level.isEmpty()) {
            return CompletableFuture.completedStage(all);
        }
        return ids(Addresses.KIND, any("parentId", level)).thenCompose(children -> {
            Set<String> next = new HashSet<>(children);
            next.removeIf(each -> !all.add(each));
            return below(next, all);
        });
    }

    private CompletionStage<Devices> devicesAt(Sight.Part part, Places places) {
        Filter had = new Not(new Empty("userIds"));
        return ids(Cameras.KIND, at(places), had)
                .thenCombine(ids(Intercoms.KIND, any("addressId", places.addresses), had), (cameras, intercoms) -> {
                    cameras.addAll(cameras(part));
                    return new Devices(cameras, intercoms);
                });
    }

    private CompletionStage<Set<String>> ids(DocumentKind kind, Filter... filters) {
        return more(Query.all(kind, Page.MOST).filtered(filters), new HashSet<>());
    }

    private CompletionStage<Set<String>> more(Query query, Set<String> ids) {
        return directory.find(query).thenCompose(page -> {
            page.items().stream().map(Document::id).forEach(ids::add);
            Position next = page.next();
            return next == null
                    ? CompletableFuture.completedStage(ids)
                    : more(query.at(Page.after(next, Page.MOST)), ids);
        });
    }
}
