package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.FeedbackId;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * Holds callers who see a part to that part, for every route in one place: what a path names and is not in sight is missing, and
 * so is what a body names. A collection it does not know is missing to them too, and what names nothing is not for them unless
 * its route says that it keeps to their sight: a new route shows them nothing by oversight. Whoever sees everything passes.
 */
final class Guard {

    /** Collections whose members are nobody's part: their own handlers say who may see them. */
    static final Set<String> ELSEWHERE = Set.of(
            "administrators",
            "roles",
            "sessions",
            "flats",
            "acting",
            "transactions",
            "analytics-cases",
            "billing-events");

    private static final Map<String, Kind> FIELDS = Map.ofEntries(
            Map.entry("addressId", Kind.ADDRESS),
            Map.entry("addressIds", Kind.ADDRESS),
            Map.entry("addresses", Kind.ADDRESS),
            Map.entry("parentId", Kind.ADDRESS),
            Map.entry("folderId", Kind.FOLDER),
            Map.entry("folderIds", Kind.FOLDER),
            Map.entry("folders", Kind.FOLDER),
            Map.entry("cameraId", Kind.CAMERA),
            Map.entry("cameraIds", Kind.CAMERA),
            Map.entry("cameras", Kind.CAMERA),
            Map.entry("intercomId", Kind.INTERCOM),
            Map.entry("intercomIds", Kind.INTERCOM),
            Map.entry("intercoms", Kind.INTERCOM),
            Map.entry("userId", Kind.USER),
            Map.entry("userIds", Kind.USER),
            Map.entry("users", Kind.USER),
            Map.entry("recipients", Kind.USER));

    /** Fields that hold device keys such as {@code cam-1}. */
    private static final Set<String> KEYS = Set.of("device", "devices");

    /** Things one body may name; the strictest limit of any route is larger than this only for those who see everything. */
    private static final int NAMED = 2_000;

    private final Sights sights;

    Guard(Sights sights) {
        this.sights = sights;
    }

    /** Something that a request names. */
    private record Named(String where, EntityRef thing) {}

    /** Ends a call whose path names something out of the caller's sight, or which concerns everything there is. */
    CompletionStage<Void> path(RouteTable.Match.Found found, Caller caller) {
        if (caller.sight().isEverything()) {
            return done();
        }
        if (found.route().access() instanceof Access.Known) {
            return done();
        }
        List<Named> things;
        try {
            things = things(found);
        } catch (IllegalArgumentException notAnId) {
            return CompletableFuture.failedStage(Problem.notFound("path").rejection());
        }
        if (things.isEmpty()
                && !isElsewhere(found.route().path())
                && !found.route().sighted()) {
            return CompletableFuture.failedStage(Problem.of(ProblemType.FORBIDDEN)
                    .saying("It concerns everything, and you see a part")
                    .rejection());
        }
        return all(things, named -> sights.sees(caller, named.thing)
                .thenCompose(seen -> seen ? CompletableFuture.completedStage(true) : creates(found, named)));
    }

    /** Whether a path names nothing but what its own handler looks after. */
    private static boolean isElsewhere(PathTemplate path) {
        return path.segments().stream().anyMatch(segment -> segment.startsWith("{"));
    }

    /** What does not exist may be created under its id; what exists elsewhere looks as if it did not. */
    private CompletionStage<Boolean> creates(RouteTable.Match.Found found, Named named) {
        List<String> segments = found.route().path().segments();
        boolean itself = found.route().method() == Method.PUT
                && segments.size() == 4
                && segments.get(3).equals("{" + named.where + "}");
        return itself
                ? sights.exists(named.thing).thenApply(exists -> !exists)
                : CompletableFuture.completedStage(false);
    }

    private interface Look {
        CompletionStage<Boolean> passes(Named named);
    }

    private static CompletionStage<Void> all(List<Named> things, Look look) {
        CompletionStage<Void> passed = done();
        for (Named named : things) {
            passed = passed.thenCompose(before -> look.passes(named)).thenAccept(passes -> {
                if (!passes) {
                    throw Problem.notFound(named.thing.toString()).rejection();
                }
            });
        }
        return passed;
    }

    private static List<Named> things(RouteTable.Match.Found found) {
        List<Named> things = new ArrayList<>();
        List<String> segments = found.route().path().segments();
        for (int i = 1; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (!segment.startsWith("{")) {
                continue;
            }
            String name = segment.substring(1, segment.length() - 1);
            String value = found.names().getOrDefault(name, "");
            if (things.isEmpty() || isKnown(segments.get(i - 1))) {
                thing(segments.get(i - 1), value).ifPresent(thing -> things.add(new Named(name, thing)));
            }
        }
        return things;
    }

    /**
     * What a segment names, by the collection before it.
     *
     * @throws IllegalArgumentException when it names nothing there can be, or the collection is not known here
     */
    private static Optional<EntityRef> thing(String collection, String value) {
        if (ELSEWHERE.contains(collection)) {
            return Optional.empty();
        }
        if (collection.equals("places")) {
            return Optional.of(new SourceId(value).owner());
        }
        if (collection.equals("access")) {
            return Optional.of(Sights.device(value).orElseThrow(IllegalArgumentException::new));
        }
        if (collection.equals("feedback")) {
            return Optional.of(new FeedbackId(value).owner().ref());
        }
        Kind kind = Sights.kind(collection).orElseThrow(IllegalArgumentException::new);
        return Optional.of(ref(kind, value));
    }

    /** Whether the members of a collection are in sight or not; of one that is not known they are parts of what is before it. */
    private static boolean isKnown(String collection) {
        return collection.equals("places")
                || collection.equals("access")
                || Sights.kind(collection).isPresent();
    }

    private static EntityRef ref(Kind kind, String value) {
        // All ids have one shape, which this constructor checks.
        return EntityRef.of(kind, new AddressId(value).value());
    }

    /** Ends a call whose body names something out of the caller's sight: it is then as unknown as what does not exist. */
    CompletionStage<Void> body(@Nullable Caller caller, ObjectNode body) {
        if (caller == null || caller.sight().isEverything()) {
            return done();
        }
        List<Named> things = new ArrayList<>();
        collect(body, "", "", things);
        if (things.size() > NAMED) {
            return CompletableFuture.failedStage(Problem.of(ProblemType.LIMIT_EXCEEDED)
                    .saying("It names more than " + NAMED + " things")
                    .rejection());
        }
        CompletionStage<Void> passed = done();
        for (Named named : things) {
            passed = passed.thenCompose(before -> sights.sees(caller, named.thing))
                    .thenAccept(seen -> {
                        if (!seen) {
                            throw Problem.of(ProblemType.UNKNOWN_REFERENCE)
                                    .saying(named.thing.toString())
                                    .pointing(List.of(
                                            new Problem.Fault(named.where, "unknown", "There is no such thing")))
                                    .rejection();
                        }
                    });
        }
        return passed;
    }

    private static void collect(JsonNode node, String field, String pointer, List<Named> things) {
        if (node.isTextual()) {
            named(field, node.textValue()).ifPresent(thing -> things.add(new Named(pointer, thing)));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), field, pointer + "/" + i, things);
            }
        } else if (node.isObject()) {
            node.properties()
                    .forEach(each -> collect(
                            each.getValue(),
                            each.getKey(),
                            pointer + "/" + each.getKey().replace("~", "~0").replace("/", "~1"),
                            things));
        }
    }

    /** What a text in a field names; a text that can be no id is for the handler to refuse. */
    private static Optional<EntityRef> named(String field, String text) {
        try {
            if (KEYS.contains(field)) {
                return Sights.device(text);
            }
            return Optional.ofNullable(FIELDS.get(field)).map(kind -> ref(kind, text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }
}
