package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import io.sightline.engine.access.Authorship;
import io.sightline.engine.access.Sight;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.directory.Filter;
import io.sightline.engine.directory.Filter.AnyOf;
import io.sightline.engine.directory.Filter.Either;
import io.sightline.engine.domain.AdministratorId;

/**
 * What a caller who sees a part finds in lists: the same things that the caller finds one by one, but for what changed in the
 * last moments. A kind of list that is not known here is empty to such a caller. Thread-safe.
 */
final class SightFilter {

    private static final Set<String> KNOWN = Set.of("address", "folder", "camera", "intercom", "user", "sub-user");

    private final Sights sights;
    private final Authorship authorship;

    SightFilter(Sights sights, Authorship authorship) {
        this.sights = sights;
        this.authorship = authorship;
    }

    /** The filter to add to a query; empty when everything is in sight. */
    CompletionStage<Optional<Filter>> of(Call call, DocumentKind kind) {
        Caller caller = call.caller();
        if (caller == null || caller.sight().isEverything()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        if (!KNOWN.contains(kind.name()) && !call.names().isEmpty()) {
            // Parts of what the path names, and that is in sight.
            return CompletableFuture.completedStage(Optional.empty());
        }
        return within(caller.sight(), kind).thenCombine(own(caller, kind), (there, made) -> {
            List<Filter> either = new ArrayList<>(there);
            either.addAll(made);
            return Optional.of(new Either(either));
        });
    }

    /** What one made oneself is in sight wherever it is. */
    private CompletionStage<List<Filter>> own(Caller caller, DocumentKind kind) {
        return caller instanceof Caller.Administrator administrator
                ? works(kind, Set.of(administrator.administrator()))
                : none();
    }

    private CompletionStage<List<Filter>> within(Sight sight, DocumentKind kind) {
        if (sight instanceof Sight.Made made) {
            boolean users = kind.name().equals("user") || kind.name().equals("sub-user");
            return users ? works(kind, made.makers()) : within(made.within(), kind);
        }
        if (!(sight instanceof Sight.Part part)) {
            return CompletableFuture.completedStage(List.of(everything(kind)));
        }
        return sights.reach(part).thenApply(reach -> within(reach, kind));
    }

    /** Whatever there is: any time will do, and none too. */
    private static Filter everything(DocumentKind kind) {
        String time = kind.field("createdAt", Field.Use.FILTER).name();
        return new Either(List.of(new Filter.Between(time, null, null), new Filter.Empty(time)));
    }

    private static List<Filter> within(Sights.Reach reach, DocumentKind kind) {
        Set<String> addresses = texts(reach.addresses());
        Set<String> folders = texts(reach.folders());
        Set<String> cameras = texts(reach.cameras());
        List<Filter> filters = new ArrayList<>();
        switch (kind.name()) {
            case "address" -> any(filters, DocumentKind.ID, addresses);
            case "folder", "intercom" -> any(filters, "addressId", addresses);
            case "camera" -> {
                any(filters, "addressIds", addresses);
                any(filters, "folderIds", folders);
                any(filters, DocumentKind.ID, cameras);
            }
            case "user" -> {
                any(filters, "addressIds", addresses);
                any(filters, "folderIds", folders);
                any(filters, "cameraIds", cameras);
            }
            default -> any(filters, DocumentKind.ID, Set.of());
        }
        return filters;
    }

    private static Set<String> texts(Collection<?> ids) {
        return ids.stream().map(Object::toString).collect(Collectors.toSet());
    }

    /** One filter takes so many codes; more are several. */
    private static void any(List<Filter> filters, String field, Set<String> codes) {
        List<String> all = List.copyOf(codes);
        for (int from = 0; from == 0 || from < all.size(); from += Filter.CODES) {
            filters.add(new AnyOf(field, Set.copyOf(all.subList(from, Math.min(all.size(), from + Filter.CODES)))));
        }
    }

    private CompletionStage<List<Filter>> works(DocumentKind kind, Set<AdministratorId> makers) {
        String collection =
                switch (kind.name()) {
                    case "address" -> "addresses";
                    case "folder" -> "folders";
                    case "camera" -> "cameras";
                    case "intercom" -> "intercoms";
                    case "user", "sub-user" -> "users";
                    default -> "";
                };
        String field = kind.name().equals("sub-user") ? "ownerId" : DocumentKind.ID;
        List<CompletableFuture<Set<String>>> reads = makers.stream()
                .map(maker -> authorship.works(collection, maker, Filter.CODES).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).thenApply(done -> {
            Set<String> ids = new HashSet<>();
            reads.forEach(read -> ids.addAll(read.join()));
            List<Filter> filters = new ArrayList<>();
            any(filters, field, ids);
            return filters;
        });
    }

    private static CompletionStage<List<Filter>> none() {
        return CompletableFuture.completedStage(List.of());
    }
}
