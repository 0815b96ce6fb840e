package io.sightline.api.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.access.ApiKey;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;

/** The callers' keys: who has one, a new one (told once), one less. */
final class ApiKeyRoutes {

    private static final int NAME = 100;

    private final ApiKeys keys;

    ApiKeyRoutes(ApiKeys keys) {
        this.keys = keys;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/api-keys", Scope.KEYS_READ, this::list)
                        .listing(ListSpec.sortedBy("createdAt", "-createdAt").paged())
                        .forAll(),
                Route.post("/api/v1/api-keys", Scope.KEYS_WRITE, this::issue)
                        .creating()
                        .forAll(),
                Route.post("/api/v1/api-keys/{key}/rotation", Scope.KEYS_WRITE, this::rotate)
                        .creating()
                        .forAll(),
                Route.delete("/api/v1/api-keys/{key}", Scope.KEYS_WRITE, this::remove)
                        .forAll());
    }

    private CompletionStage<HttpResponse> list(Call call) {
        return keys.all().thenCombine(keys.lastUses(), (all, uses) -> Page.of(
                        call.list(), all, key -> Page.moment(key.createdAt()) + key.id())
                .answer(key -> {
                    ObjectNode view = view(key);
                    LocalDate used = uses.get(key.id());
                    return used == null ? view : view.put("lastUsedOn", used.toString());
                }));
    }

    private CompletionStage<HttpResponse> issue(Call call) {
        return call.fields().thenCompose(fields -> {
            String name = fields.text("name", NAME);
            Set<String> scopes = fields.texts("scopes", Scope.values().length + 1, 64);
            if (scopes.isEmpty()) {
                fields.fault("scopes", "required", "At least one scope");
            }
            Caller caller = call.caller();
            for (String scope : scopes) {
                if (Scope.of(scope).isEmpty() && !scope.equals(ApiKey.EVERYTHING)) {
                    fields.fault("scopes", "invalid", "There is no scope " + scope);
                } else if (caller == null || !caller.scopes().contains(scope)) {
                    fields.fault("scopes", "forbidden", "You lack " + scope);
                }
            }
            boolean signed = fields.flag("signed", false);
            fields.check();
            return keys.issue(keyId(call), name, scopes, signed).thenApply(ApiKeyRoutes::shown);
        });
    }

    private static HttpResponse shown(ApiKeys.Issued issued) {
        ObjectNode body = view(issued.key()).put("key", issued.text()).put("signingSecret", issued.signingSecret());
        return Json.response(201, body)
                .addHeader(Location.create("/api/v1/api-keys/" + issued.key().id()));
    }

    private CompletionStage<HttpResponse> rotate(Call call) {
        return call.fields().thenCompose(fields -> {
            Instant until = fields.has("until") ? fields.instant("until") : null;
            if (until != null && until.isBefore(keys.now())) {
                fields.fault("until", "invalid", "It is over already");
            }
            return keys.find(call.name("key", id -> id)).thenCompose(found -> {
                ApiKey old = found.orElseThrow(() -> Problem.notFound("key").rejection());
                boolean signed = fields.flag("signed", old.signed());
                fields.check();
                Caller caller = call.caller();
                if (caller == null || !caller.scopes().containsAll(old.scopes())) {
                    throw Problem.of(ProblemType.SCOPE)
                            .saying("It lacks scopes of the key that is to be replaced")
                            .rejection();
                }
                return keys.rotate(old, keyId(call), signed, until).thenApply(ApiKeyRoutes::shown);
            });
        });
    }

    /** The same for the same call sent again: what a lost attempt made is replaced and does not stay beside it. */
    private static String keyId(Call call) {
        return call.identity().substring(0, 16);
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        return keys.remove(call.name("key", id -> id)).thenApply(removed -> {
            if (!removed) {
                throw Problem.notFound("key").rejection();
            }
            return Answer.nothing();
        });
    }

    private static ObjectNode view(ApiKey key) {
        ObjectNode view = Json.object()
                .put("id", key.id())
                .put("name", key.name())
                .put("createdAt", key.createdAt().toString())
                .put("signed", key.signed());
        if (key.predecessor() != null) {
            view.put("predecessor", key.predecessor());
        }
        if (key.expiresAt() != null) {
            view.put("expiresAt", key.expiresAt().toString());
        }
        key.scopes().stream().sorted().forEach(view.putArray("scopes")::add);
        return view;
    }
}
