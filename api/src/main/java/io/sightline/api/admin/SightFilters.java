package io.sightline.api.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
import io.sightline.engine.directory.listed.Folders;
import io.sightline.engine.directory.listed.Intercoms;
import io.sightline.engine.directory.listed.SubUsers;
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
        return within(caller.sight(), kind)
                .thenCombine(own(caller, kind), (inside, made) -> List.of(new Either(List.of(inside, made))));
    }

    /** What the caller made, which the caller sees wherever it is. */
    private CompletionStage<Filter> own(Caller caller, DocumentKind kind) {
        return caller instanceof Caller.Administrator administrator
                ? works(Set.of(administrator.administrator()), kind)
                : CompletableFuture.completedStage(any(DocumentKind.ID, Set.of()));
    }

    private CompletionStage<Filter> within(Sight sight, DocumentKind kind) {
        boolean users = kind.equals(Users.KIND) || kind.equals(SubUsers.KIND);
        if (sight instanceof Sight.Made made) {
            return users ? works(made.makers(), kind) : within(made.within(), kind);
        }
        if (!(sight instanceof Sight.Part part)) {
            return CompletableFuture.completedStage(new Not(any(DocumentKind.ID, Set.of())));
        }
        return cached(places, part, this::placesOf).thenCompose(found -> {
            if (users) {
                return cached(devices, part, each -> devicesAt(each, found)).thenApply(at -> holding(found, at));
            }
            return CompletableFuture.completedStage(lying(part, found, kind));
        });
    }

    private static Filter lying(Sight.Part part, Places places, DocumentKind kind) {
        if (kind.equals(Addresses.KIND)) {
            return any(DocumentKind.ID, places.addresses);
        }
        if (kind.equals(Folders.KIND) || kind.equals(Intercoms.KIND)) {
            return any("addressId", places.addresses);
        }
        return kind.equals(Cameras.KIND)
                ? new Either(List.of(at(places), any(DocumentKind.ID, cameras(part))))
                : any(DocumentKind.ID, Set.of());
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

    /** A sub-user is the work of whoever made its main user. */
    private CompletionStage<Filter> works(Set<AdministratorId> makers, DocumentKind kind) {
        boolean sub = kind.equals(SubUsers.KIND);
        String collection = sub ? "users" : kind.name() + (kind.name().endsWith("s") ? "es" : "s");
        Set<String> ids = java.util.concurrent.ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Boolean>> reads = makers.stream()
                .map(maker -> authorship
                        .works(collection, maker, WORKS)
                        .thenApply(ids::addAll)
                        .toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(done -> sub
                        ? new Either(List.of(any("ownerId", ids), any(DocumentKind.ID, ids)))
                        : any(DocumentKind.ID, ids));
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
