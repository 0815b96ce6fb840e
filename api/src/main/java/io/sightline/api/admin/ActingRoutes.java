package io.sightline.api.admin;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.access.Acting;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Staff;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.jspecify.annotations.Nullable;

/** Login as User, and Connect: an administrator acts for a user, with a reason and for a while. */
final class ActingRoutes {

    private static final String OF_USER = "/api/v1/users/{id}/acting";
    private static final String ONE = OF_USER + "/{acting}";

    private final Entities entities;
    private final Actings actings;
    private final Sights sights;
    private final Roster roster;

    ActingRoutes(Gate gate) {
        this.entities = gate.entities();
        this.actings = gate.actings();
        this.sights = gate.sights();
        this.roster = gate.roster();
    }

    List<Route> routes() {
        ListSpec byTime = ListSpec.sortedBy("startedAt", "-startedAt").paged();
        return List.of(
                Route.post(OF_USER, Scope.ACTING_WRITE, this::begin).creating(),
                Route.get(OF_USER, Scope.ACTING_READ, call -> list(call, user(call)))
                        .listing(byTime),
                Route.get(ONE, Scope.ACTING_READ, this::show).own(),
                Route.delete(ONE, Scope.ACTING_WRITE, this::end).own(),
                Route.get("/api/v1/acting", Scope.ACTING_READ, call -> list(call, null))
                        .listing(byTime)
                        .inSight());
    }

    private static UserId user(Call call) {
        return call.name("id", UserId::new);
    }

    private CompletionStage<HttpResponse> begin(Call call) {
        UserId user = user(call);
        return call.fields().thenCompose(fields -> {
            String reason = fields.text("reason", Acting.REASON);
            if (reason.isBlank()) {
                fields.fault("reason", "required", "Why it is needed, for whoever reads the audit");
            }
            Acting.Purpose purpose = fields.choice("purpose", Acting.Purpose.class);
            Integer minutes = fields.optionalInteger("minutes", 1, (int) Acting.LONGEST.toMinutes());
            fields.check();
            if (!(call.caller() instanceof Caller.Administrator administrator)) {
                throw Problem.of(ProblemType.FORBIDDEN)
                        .saying("Only an administrator with a session acts for a user")
                        .rejection();
            }
            Duration length = minutes == null ? Acting.LONGEST : Duration.ofMinutes(minutes);
            Actings.Wish wish = new Actings.Wish(user, purpose, reason.strip(), length);
            return entities.existing(call, user.ref(), User.class, User::account)
                    .thenCompose(found -> {
                        if (found.part().manifest().status() == Manifest.Status.ENDED) {
                            throw Problem.of(ProblemType.GONE).rejection();
                        }
                        return actings.begin(call.identity().substring(0, 16), administrator, wish, call);
                    })
                    .thenCombine(roster.lately(), ActingRoutes::begun);
        });
    }

    private static HttpResponse begun(Actings.Begun begun, Staff staff) {
        Acting acting = begun.acting();
        return Json.response(201, view(acting, staff).put("token", begun.token()))
                .addHeader(Location.create("/api/v1/users/" + acting.user().value() + "/acting/" + acting.id()));
    }

    private CompletionStage<HttpResponse> list(Call call, @Nullable UserId of) {
        return actings.all(of)
                .thenCompose(all -> sights.seen(Objects.requireNonNull(call.caller()), all, each -> each.user()
                        .ref()))
                .thenCombine(roster.lately(), (all, staff) -> Page.of(
                                call.list(), all, each -> Page.moment(each.startedAt()) + each.id())
                        .answer(each -> view(each, staff)));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return one(call)
                .thenCombine(
                        roster.lately(),
                        (found, staff) -> Json.response(
                                200,
                                view(
                                        found.orElseThrow(
                                                () -> Problem.notFound("acting").rejection()),
                                        staff)));
    }

    private CompletionStage<HttpResponse> end(Call call) {
        return one(call)
                .thenCompose(found ->
                        found.isPresent() ? actings.end(found.get(), call) : CompletableFuture.completedStage(false))
                .thenApply(ended -> {
                    if (!ended) {
                        throw Problem.notFound("acting").rejection();
                    }
                    return Answer.nothing();
                });
    }

    /** To one who acts there is no other acting than the own. */
    private CompletionStage<Optional<Acting>> one(Call call) {
        String id = call.name("acting", text -> text);
        if (call.caller() instanceof Caller.User acting && !acting.acting().equals(id)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return actings.all(user(call))
                .thenApply(
                        all -> all.stream().filter(each -> each.id().equals(id)).findFirst());
    }

    /** With the login, which is what whoever is acted for may know of an administrator. */
    private static ObjectNode view(Acting acting, Staff staff) {
        return Json.object()
                .put("id", acting.id())
                .put("userId", acting.user().value())
                .put("administrator", acting.administrator().value())
                .put(
                        "administratorLogin",
                        staff.find(acting.administrator())
                                .map(who -> who.particulars().loginText().text())
                                .orElse(null))
                .put("purpose", Json.word(acting.purpose()))
                .put("reason", acting.reason())
                .put("startedAt", acting.startedAt().toString())
                .put("expiresAt", acting.expiresAt().toString());
    }
}
