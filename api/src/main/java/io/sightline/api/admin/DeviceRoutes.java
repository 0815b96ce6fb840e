package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.access.Why;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Intercom;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.Hashes;
import io.sightline.engine.sync.wire.DeviceValue;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;

/** What a user's environments have to show, entry by entry, and why a device is or is not among it. */
final class DeviceRoutes {

    /** Sources read at a time; each may hold thousands of entries. */
    private static final int ABREAST = 4;

    private final Entities entities;
    private final Sources sources;
    private final Sights sights;

    DeviceRoutes(Entities entities, Sources sources, Sights sights) {
        this.entities = entities;
        this.sources = sources;
        this.sights = sights;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/users/{id}/devices", Scope.USERS_READ, this::devices)
                        .asking("atLeast"),
                Route.get("/api/v1/users/{id}/access/{deviceId}", Scope.USERS_READ, this::why)
                        .asking("atLeast"));
    }

    /** The manifest, and for each source of it the very entries an environment in step holds; written while it is read. */
    private CompletionStage<HttpResponse> devices(Call call) {
        return account(call).thenApply(found -> {
            Account user = found.part();
            List<Grant> grants = new ArrayList<>(user.manifest().grants().values());
            org.apache.pekko.stream.javadsl.Source<ByteString, NotUsed> sources =
                    org.apache.pekko.stream.javadsl.Source.from(grants)
                            .mapAsync(ABREAST, grant -> content(call, grant))
                            .map(view -> ByteString.fromArrayUnsafe(Json.bytes(view)))
                            .intersperse(
                                    ByteString.fromString(head(user) + "\"sources\":["),
                                    ByteString.fromString(",\n"),
                                    ByteString.fromString("]}\n"));
            // No ETag: what is shown has many owners, and the user's revision tells nothing of theirs.
            return HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, sources));
        });
    }

    private CompletionStage<Entities.Existing<Account>> account(Call call) {
        return entities.existing(call, call.name("id", UserId::new).ref(), User.class, User::account);
    }

    /** The beginning of the answer: all of the manifest but its sources. */
    private static String head(Account user) {
        ObjectNode head = Json.object()
                .put("manifestEpoch", user.manifest().epoch().hex())
                .put("manifestRev", user.manifest().rev())
                .put("status", Json.word(user.manifest().status()));
        String text = head.toString();
        return text.substring(0, text.length() - 1) + ",";
    }

    private CompletionStage<ObjectNode> content(Call call, Grant grant) {
        return sources.source(grant.source())
                .thenCompose(held -> seen(call, held).thenApply(keys -> content(grant, held, keys)));
    }

    /** The keys of a source that are of things in the caller's sight, or of no thing. */
    private CompletionStage<Set<String>> seen(Call call, Optional<Source> held) {
        List<String> keys =
                held.map(source -> List.copyOf(source.entries().keySet())).orElse(List.of());
        Caller caller = Objects.requireNonNull(call.caller());
        List<String> things =
                keys.stream().filter(key -> thing(key).isPresent()).toList();
        return sights.seen(caller, things, key -> thing(key).orElseThrow()).thenApply(in -> {
            Set<String> shown = new HashSet<>(keys);
            things.forEach(shown::remove);
            shown.addAll(in);
            return shown;
        });
    }

    /** What an entry is about; the user's own word about a device is about the device. */
    private static Optional<EntityRef> thing(String key) {
        return Sights.device(key.startsWith("own:") ? key.substring("own:".length()) : key);
    }

    private static ObjectNode content(Grant grant, Optional<Source> held, Set<String> keys) {
        ObjectNode view = Json.object()
                .put("source", grant.source().value())
                .put("grant", grant.number())
                .put("class", Json.word(grant.viewClass()));
        if (grant.until() != null) {
            view.put("until", grant.until().toString());
        }
        held.ifPresent(source -> view.put("epoch", source.epoch().hex()).put("rev", source.rev()));
        ArrayNode entries = view.putArray("entries");
        Hashes hashes = new Hashes();
        held.stream()
                .flatMap(source -> source.entries().values().stream())
                .filter(entry -> keys.contains(entry.key()) && grant.selection().covers(entry.key()))
                .sorted(Comparator.comparing(Source.Entry::key))
                .forEach(entry -> {
                    String value = DeviceValue.of(entry.facts(), grant.viewClass());
                    entries.addObject()
                            .put("k", entry.key())
                            .put("r", entry.rev())
                            .put("dr", entry.deviceRevision())
                            .put("h", HexFormat.of().toHexDigits(hashes.text(value)))
                            .put("v", value);
                });
        return view;
    }

    private CompletionStage<HttpResponse> why(Call call) {
        String key = call.name("deviceId", text -> text);
        if (!DeviceKey.isDevice(key)) {
            throw Problem.notFound("A device is named by its key: cam- or int- and its id")
                    .rejection();
        }
        return account(call).thenCompose(found -> {
            Account user = found.part();
            return sources.of(user).thenCompose(held -> places(key)
                    .thenApply(places -> Json.response(200, view(user, key, Why.explain(user, held, key), places))));
        });
    }

    /** The billing request by which a path came to be: billing gives cameras by themselves, and nothing else. */
    private static Optional<Receipt> giver(Account user, SourceId source, String key) {
        return source.equals(SourceId.of(user.id())) && DeviceKey.isCamera(key)
                ? user.requests().giverOf(DeviceKey.camera(key))
                : Optional.empty();
    }

    /** Where a device shows itself to more than one user; empty when there is no such device. */
    private CompletionStage<Optional<List<String>>> places(String key) {
        if (DeviceKey.isCamera(key)) {
            return entities.read(DeviceKey.camera(key).ref(), Camera.class)
                    .thenApply(at -> at.state().installed().map(camera -> camera.listings().shown().keySet().stream()
                            .filter(source -> source.owner().kind() != Kind.USER)
                            .map(SourceId::value)
                            .sorted()
                            .toList()));
        }
        return entities.read(DeviceKey.intercom(key).ref(), Intercom.class)
                .thenApply(at -> at.state().installed().map(intercom -> List.of()));
    }

    private static ObjectNode view(Account user, String key, Why why, Optional<List<String>> places) {
        ObjectNode view = Json.object().put("device", key).put("verdict", Json.word(why.verdict()));
        if (why.cause() != null) {
            view.put("cause", Json.word(why.cause()));
        }
        if (!why.suspensions().isEmpty()) {
            ArrayNode suspensions = view.putArray("suspensions");
            why.suspensions().stream().sorted().map(Json::word).forEach(suspensions::add);
        }
        ArrayNode paths = view.putArray("paths");
        for (Why.Path path : why.paths()) {
            ObjectNode shown = paths.addObject()
                    .put("source", path.source().value())
                    .put("grant", path.grant())
                    .put("class", Json.word(path.viewClass()))
                    .put("chosen", path.chosen())
                    .put("rev", path.rev())
                    .put("deviceRevision", path.deviceRevision());
            giver(user, path.source(), key).ifPresent(receipt -> shown.putObject("billing")
                    .put("requestId", receipt.request().id().value())
                    .put("at", receipt.at().toString()));
        }
        view.put("exists", places.isPresent());
        places.ifPresent(all -> all.forEach(view.putArray("places")::add));
        return view;
    }
}
