package io.sightline.api.admin;

import java.net.http.HttpRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.sightline.engine.access.ApiKey;
import io.sightline.engine.access.InMemoryApiKeyStore;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every route there is, called with no key, a wrong key, a key for everything else, and a key for it alone. */
@Timeout(300)
class AccessMatrixTest {

    private static final Route.Handler NOTHING = call -> CompletableFuture.completedStage(HttpResponse.create());

    @Test
    void letsInWhoMayCallAndNobodyElse() {
        try (AdminPlane plane = AdminPlane.start()) {
            List<String> wrong = new ArrayList<>();
            int cases = 0;
            for (Route route : plane.routes) {
                if (route.access() instanceof Access.Anyone) {
                    boolean off = route.path().text().startsWith(OidcRoutes.PATH);
                    assertThat(status(plane, route, null))
                            .as(route.toString())
                            .isIn(off ? Set.of(404) : Set.of(200, 422));
                    continue;
                }
                if (!(route.access() instanceof Access.Holder holder)) {
                    expect(wrong, route, "nobody known", status(plane, route, null) == 401);
                    int known = status(plane, route, plane.key);
                    expect(wrong, route, "a key: " + known, known != 401 && known != 403 && known < 500);
                    cases += 2;
                    continue;
                }
                String others = plane.keyWith(
                        EnumSet.complementOf(EnumSet.of(holder.scope())).toArray(Scope[]::new));
                String right = plane.keyWith(holder.scope());
                expect(wrong, route, "no key", status(plane, route, null) == 401);
                expect(wrong, route, "no such key", status(plane, route, altered(right)) == 401);
                expect(wrong, route, "no key at all", status(plane, route, "let me in") == 401);
                expect(wrong, route, "key for everything else", status(plane, route, others) == 403);
                int allowed = status(plane, route, right);
                expect(wrong, route, "its key: " + allowed, allowed != 401 && allowed != 403 && allowed < 500);
                cases += 5;
            }
            assertThat(wrong).isEmpty();
            assertThat(cases).isGreaterThan(250);
        }
    }

    private static void expect(List<String> wrong, Route route, String who, boolean holds) {
        if (!holds) {
            wrong.add(route + " with " + who);
        }
    }

    /** The same id with another secret. */
    private static String altered(String key) {
        char last = key.charAt(key.length() - 2);
        return key.substring(0, key.length() - 2) + (last == 'A' ? 'B' : 'A') + key.charAt(key.length() - 1);
    }

    private static int status(AdminPlane plane, Route route, @Nullable String key) {
        HttpRequest.Builder request = call(plane, route, "cam-1");
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return plane.send(request).statusCode();
    }

    /** @param id what stands in the path where something is named */
    private static HttpRequest.Builder call(AdminPlane plane, Route route, String id) {
        String path = route.path()
                .text()
                .replace("{place}", "A:" + id)
                .replace("{deviceId}", "cam-" + id)
                .replace("{flat}", "1")
                .replace("{file}", "start.js")
                .replaceAll("\\{[a-zA-Z]+}", id);
        if (path.contains("/addresses/A:") || path.contains("/folders/A:")) {
            path = path.replace("A:", "");
        }
        return HttpRequest.newBuilder(plane.uri(path))
                .method(route.method().name(), HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json");
    }

    /** Everything under one id: a user, a camera, an intercom, an address and a folder. */
    private static void furnish(AdminPlane plane, String id) {
        String[][] things = {
            {"addresses/" + id + "-above", "{\"name\":\"A\"}"},
            {"addresses/" + id, "{\"name\":\"A\",\"parentId\":\"" + id + "-above\"}"},
            {"folders/" + id, "{\"addressId\":\"" + id + "\",\"key\":\"f\"}"},
            {"cameras/" + id, "{\"name\":\"C\",\"archiveDays\":1,\"streams\":[]}"},
            {"cameras/" + id + "/places/A:" + id, "{\"label\":\"L\"}"},
            {"intercoms/" + id, "{\"name\":\"I\",\"addressId\":\"" + id + "\",\"flatFrom\":1,\"flatTo\":9}"}
        };
        for (String[] each : things) {
            assertThat(plane.send("PUT", "/api/v1/" + each[0], each[1]).statusCode())
                    .as(each[0])
                    .isEqualTo(each[0].contains("/places/") ? 204 : 201);
        }
    }

    /** Sessions with and without the permission, with a narrow sight, of one who must set a password, on what is seen, foreign, missing. */
    @Test
    void holdsAdministratorsToTheirPermissionsAndTheirSight() {
        try (AdminPlane plane = AdminPlane.start("sightline.admin.sessions.sign-in.network-burst = 10000")) {
            furnish(plane, "ours");
            furnish(plane, "theirs");
            String narrow = ",\"sight\":{\"addresses\":[\"ours-above\"]}";
            Browser.hire(plane, "renewing", "\"permissions\":[\"*\"]");
            Browser all = Browser.of(plane, "all", "\"permissions\":[\"*\"]");
            all.send("POST", "/api/v1/administrators/password-reset", "");
            Browser renewing = Browser.signIn(plane, "renewing");
            Browser nothing = Browser.of(plane, "nothing", "\"permissions\":[]");
            Browser part = Browser.of(plane, "part", "\"permissions\":[\"*\"]" + narrow);
            List<String> wrong = new ArrayList<>();
            int cases = 0;
            for (Route route : plane.routes) {
                if (!(route.access() instanceof Access.Holder)) {
                    continue;
                }
                for (String id : List.of("ours", "theirs", "missing")) {
                    boolean reads = route.method() == Method.GET;
                    expect(wrong, route, "without it on " + id, status(plane, route, nothing, id) == 403);
                    expect(wrong, route, "no new password on " + id, status(plane, route, renewing, id) == 403);
                    expect(
                            wrong,
                            route,
                            "without the token on " + id,
                            reads || withoutToken(plane, route, all, id) == 403);
                    int narrowly = status(plane, route, part, id);
                    boolean named = route.path().text().contains("{");
                    boolean nowhere = named && !id.equals("ours") && !creates(route);
                    boolean held = nowhere
                            ? narrowly == 404
                            : narrowly != 401 && narrowly < 500 && (narrowly != 403 || !named);
                    expect(wrong, route, "a part, on " + id + ": " + narrowly, held || isOwnConcern(route));
                    cases += reads ? 3 : 4;
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(cases).isGreaterThan(700);
        }
    }

    /** PUT under an id that is free creates it. */
    private static boolean creates(Route route) {
        return route.method() == Method.PUT && route.path().segments().size() == 4;
    }

    /** Administrators and roles: who sees them is theirs to say. */
    private static boolean isOwnConcern(Route route) {
        return route.path().text().startsWith("/api/v1/roles");
    }

    private static int status(AdminPlane plane, Route route, Browser browser, String id) {
        return plane.send(
                        call(plane, route, id).header("Cookie", browser.cookie).header("X-CSRF-Token", browser.csrf))
                .statusCode();
    }

    private static int withoutToken(AdminPlane plane, Route route, Browser browser, String id) {
        return plane.send(call(plane, route, id).header("Cookie", browser.cookie))
                .statusCode();
    }

    @Test
    void refusesARouteThatDoesNotSayWhoMayCallIt() {
        assertThatThrownBy(() -> Route.of(Method.GET, "/api/v1/secrets", undeclared(), NOTHING))
                .hasMessageContaining("does not declare who may call it");
    }

    @SuppressWarnings("NullAway") // What is proved is that the absence is refused at start.
    private static Access undeclared() {
        return null;
    }

    @Test
    void keepsEverythingButHealthFromTheUnknown() {
        assertThatThrownBy(() -> Route.open("/api/v1/secrets", NOTHING))
                .hasMessageContaining("Only health and the description");
    }

    @Test
    void refusesRoutesThatCannotBeToldApart() {
        Route one = Route.get("/a/{x}/c", Scope.USERS_READ, NOTHING);
        Route other = Route.get("/a/b/{y}", Scope.USERS_READ, NOTHING);
        assertThatThrownBy(() -> new RouteTable(List.of(one, other))).hasMessageContaining("cannot be told apart");
    }

    @Test
    void keepsNoKeyInAFormThatOpensAnything() {
        try (AdminPlane plane = AdminPlane.start()) {
            ApiKey kept = plane.keys.all().toCompletableFuture().join().get(0);
            String secret = plane.key.substring("slk_0123456789abcdef_".length());
            assertThat(kept.toString()).doesNotContain(secret);
            assertThat(plane.get("/api/v1/api-keys").body())
                    .doesNotContain(secret)
                    .doesNotContain(kept.hash());
        }
    }

    @Test
    void makesNoKeyThatMayMoreThanItsMaker() {
        try (AdminPlane plane = AdminPlane.start()) {
            String maker = plane.keyWith(Scope.KEYS_WRITE);
            var answer = plane.send(HttpRequest.newBuilder(plane.uri("/api/v1/api-keys"))
                    .header("Authorization", "Bearer " + maker)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "k")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"n\",\"scopes\":[\"users:write\"]}")));
            assertThat(answer.statusCode()).isEqualTo(422);
        }
    }

    @Test
    void aKeyWorksFromItsAnswerOnAndNotAfterItsRemoval() {
        try (AdminPlane plane = AdminPlane.start()) {
            var made = AdminPlane.json(
                    plane.send("POST", "/api/v1/api-keys", "{\"name\":\"n\",\"scopes\":[\"keys:read\"]}"));
            HttpRequest.Builder use = HttpRequest.newBuilder(plane.uri("/api/v1/api-keys"))
                    .header("Authorization", "Bearer " + made.get("key").textValue());
            assertThat(plane.send(use).statusCode()).isEqualTo(200);
            String path = "/api/v1/api-keys/" + made.get("id").textValue();
            assertThat(plane.send("DELETE", path, "").statusCode()).isEqualTo(204);
            assertThat(plane.send(use).statusCode()).isEqualTo(401);
            assertThat(plane.send("DELETE", path, "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void makesAFirstKeyThatMayEverythingForEver() {
        InMemoryApiKeyStore store = new InMemoryApiKeyStore();
        ApiKeys earlier = new ApiKeys(store, AdminPlane.SECRETS, InstantSource.fixed(AdminPlane.NOON));
        String text = earlier.first().toCompletableFuture().join().orElseThrow();
        store.rescopeFirst(Set.of(Scope.USERS_READ.code()));
        ApiKeys later = new ApiKeys(store, AdminPlane.SECRETS, InstantSource.fixed(AdminPlane.NOON));
        assertThat(later.first().toCompletableFuture().join()).isEmpty();
        ApiKey known = later.authenticate(text).toCompletableFuture().join().orElseThrow();
        assertThat(known.scopes()).containsAll(Scope.allCodes()).contains(ApiKey.EVERYTHING);
        assertThat(later.all().toCompletableFuture().join().get(0).scopes()).containsExactly(ApiKey.EVERYTHING);
    }

    @Test
    void givesEverythingToNobodyByAKeyThatHasLess() {
        try (AdminPlane plane = AdminPlane.start()) {
            String wide = "{\"name\":\"n\",\"scopes\":[\"*\"]}";
            String all = plane.keyWith(Scope.values());
            assertThat(plane.send("POST", "/api/v1/api-keys", wide).statusCode())
                    .isEqualTo(201);
            HttpRequest.Builder request = HttpRequest.newBuilder(plane.uri("/api/v1/api-keys"))
                    .header("Authorization", "Bearer " + all)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "wide")
                    .POST(HttpRequest.BodyPublishers.ofString(wide));
            assertThat(plane.send(request).statusCode()).isEqualTo(422);
        }
    }

    @Test
    void hasOneFirstKey() {
        try (AdminPlane plane = AdminPlane.start()) {
            assertThat(plane.keys.first().toCompletableFuture().join()).isEmpty();
        }
    }
}
