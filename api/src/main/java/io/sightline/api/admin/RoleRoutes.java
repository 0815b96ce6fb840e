package io.sightline.api.admin;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.RoleId;
import io.sightline.engine.domain.Staff;
import io.sightline.engine.domain.StaffCommand;
import io.sightline.engine.domain.StaffRole;
import io.sightline.engine.runtime.Reply;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;

/** Roles: named sets of permissions, of which an administrator may have several. */
final class RoleRoutes {

    private static final String PATH = "/api/v1/roles";
    private static final int ID = 24;

    private final Gate gate;

    RoleRoutes(Gate gate) {
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Scope.ADMINISTRATORS_READ, this::list)
                        .listing(ListSpec.sortedBy("name", "-name", "createdAt", "-createdAt")
                                .paged())
                        .inSight(),
                Route.post(PATH, Scope.ADMINISTRATORS_WRITE, this::create)
                        .creating()
                        .inSight(),
                Route.get(PATH + "/{id}", Scope.ADMINISTRATORS_READ, this::show),
                Route.patch(PATH + "/{id}", Scope.ADMINISTRATORS_WRITE, this::change),
                Route.delete(PATH + "/{id}", Scope.ADMINISTRATORS_WRITE, this::remove));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        return gate.roster().now().thenApply(staff -> Page.of(
                        call.list(), List.copyOf(staff.roles().values()), role -> position(call.list(), role))
                .answer(role -> AdministratorViews.role(staff, role)));
    }

    private static String position(ListQuery query, StaffRole role) {
        String by = query.sort().endsWith("name")
                ? role.content().name().toLowerCase(Locale.ROOT)
                : Page.moment(role.createdAt());
        return by + "\n" + role.id();
    }

    private CompletionStage<HttpResponse> create(Call call) {
        return call.fields().thenCompose(fields -> {
            StaffRole.Content content = content(fields, new StaffRole.Content("", Set.of(), false), true);
            fields.check();
            RoleId id = new RoleId("r." + call.identity().substring(0, ID));
            return gate.entities()
                    .change(Staff.REF, new StaffCommand.CreateRole(id, Peers.by(call), content))
                    .thenCompose(done -> answered(
                            id,
                            Json.response(201, Json.object().put("id", id.value()))
                                    .addHeader(Location.create(PATH + "/" + id)),
                            done));
        });
    }

    private static StaffRole.Content content(Fields fields, StaffRole.Content was, boolean all) {
        return new StaffRole.Content(
                all || fields.has("name") ? fields.text("name", Limits.NAME) : was.name(),
                fields.has("permissions") ? AdministratorRoutes.permissions(fields) : was.permissions(),
                fields.flag("individualAccess", was.individual()));
    }

    private record Found(Staff staff, StaffRole role) {}

    private CompletionStage<Found> find(Call call) {
        RoleId id = call.name("id", RoleId::new);
        return gate.roster()
                .now()
                .thenApply(staff -> new Found(staff, staff.role(id).orElseThrow(() -> Problem.notFound("role " + id)
                        .rejection())));
    }

    private CompletionStage<HttpResponse> answered(RoleId id, HttpResponse response, Reply.Done done) {
        return gate.roster().now().thenApply(staff -> {
            long revision = staff.role(id).map(StaffRole::revision).orElse(done.revision());
            return Answer.changed(response, new Reply.Done(done.entity(), revision, done.changed()));
        });
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return find(call)
                .thenApply(found -> Answer.state(
                        200, found.role().revision(), AdministratorViews.role(found.staff(), found.role())));
    }

    private CompletionStage<HttpResponse> change(Call call) {
        return find(call).thenCompose(found -> {
            Long expected = AdministratorRoutes.expected(call, found.role().revision());
            return call.patch().thenCompose(fields -> {
                StaffRole.Content content = content(fields, found.role().content(), false);
                fields.check();
                RoleId id = found.role().id();
                return gate.entities()
                        .change(Staff.REF, new StaffCommand.ChangeRole(id, Peers.by(call), content, expected))
                        .thenCompose(done -> answered(id, Answer.nothing(), done));
            });
        });
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        return find(call).thenCompose(found -> {
            Long expected = AdministratorRoutes.expected(call, found.role().revision());
            RoleId id = found.role().id();
            return gate.entities()
                    .change(Staff.REF, new StaffCommand.RemoveRole(id, Peers.by(call), expected))
                    .thenCompose(done -> answered(id, Answer.nothing(), done));
        });
    }
}
