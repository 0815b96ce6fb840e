package io.sightline.api.admin;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.access.Sight;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Administrator;
import io.sightline.engine.domain.Staff;
import io.sightline.engine.domain.StaffCommand;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Who calls, what it may do, and its own password. */
final class MeRoutes {

    private final Gate gate;
    private final AdminSignIn signIn;

    MeRoutes(Gate gate, AdminSignIn signIn) {
        this.gate = gate;
        this.signIn = signIn;
    }

    List<Route> routes() {
        return List.of(
                Route.known(Method.GET, "/api/v1/me", this::show).own(),
                Route.known(Method.PUT, "/api/v1/me/password", this::password));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        Caller caller = call.caller();
        if (caller == null) {
            throw new IllegalStateException("The route is for those who are known");
        }
        ObjectNode view = Json.object();
        caller.scopes().stream()
                .filter(code -> Scope.of(code).isPresent())
                .sorted()
                .forEach(view.putArray("scopes")::add);
        view.put("seesEverything", caller.sight() instanceof Sight.Everything);
        if (caller instanceof Caller.Key key) {
            view.put("kind", "key").put("id", key.id()).put("name", key.key().name());
        } else if (caller instanceof Caller.User user) {
            view.put("kind", "user")
                    .put("id", user.user().value())
                    .put("administrator", user.administrator().id())
                    .put("reason", user.because());
            return account(user.user(), view);
        } else if (caller instanceof Caller.EndUser user) {
            view.put("kind", "user").put("id", user.user().value());
            return account(user.user(), view);
        } else if (caller instanceof Caller.Administrator administrator) {
            return gate.roster().lately().thenApply(staff -> {
                view.put("kind", "administrator").put("id", administrator.id());
                view.put("mustChangePassword", administrator.needsPassword());
                staff.find(administrator.administrator())
                        .ifPresent(who -> view.set(
                                "administrator",
                                AdministratorViews.administrator(
                                        staff, who, gate.clock().instant())));
                return Json.response(200, view);
            });
        }
        return CompletableFuture.completedStage(Json.response(200, view));
    }

    private CompletionStage<HttpResponse> account(UserId user, ObjectNode view) {
        return gate.entities().read(user.ref(), User.class).thenApply(at -> {
            Account account = at.state().account().orElseThrow(() -> Problem.notFound("user")
                    .rejection());
            ObjectNode own = view.putObject("account")
                    .put("login", account.login().text().text())
                    .put("name", UserViews.text(account.profile().name()))
                    .put("mainUser", !account.isSubUser())
                    .put("liveOnly", account.standing().liveOnly())
                    .put("mayChangePassword", OwnPassword.isAllowed(account));
            account.effectivePermissions().stream().sorted().forEach(own.putArray("permissions")::add);
            return Json.response(200, view);
        });
    }

    /** Every session ends, and this browser has a new one. */
    private CompletionStage<HttpResponse> password(Call call) {
        if (!(call.caller() instanceof Caller.Administrator caller)) {
            throw Problem.notFound("password").rejection();
        }
        return gate.roster().now().thenCompose(staff -> {
            Administrator who = staff.find(caller.administrator()).orElseThrow();
            return call.fields().thenCompose(fields -> {
                String present = fields.text("current", NewPassword.MAX);
                String wanted = NewPassword.of(
                        fields, "password", who.particulars().loginText().text());
                if (wanted.equals(present) && !wanted.isEmpty()) {
                    fields.fault("password", "invalid", "It must be another one");
                }
                fields.check();
                return signIn.knows(call, who, present).thenCompose(right -> {
                    if (!right) {
                        throw Problem.invalid("/current", "It is another one").rejection();
                    }
                    return changed(call, who, wanted);
                });
            });
        });
    }

    private CompletionStage<HttpResponse> changed(Call call, Administrator who, String wanted) {
        return signIn.hash(wanted)
                .thenCompose(hash -> gate.entities()
                        .change(
                                Staff.REF,
                                new StaffCommand.SetPassword(
                                        who.id(), StaffCommand.By.administrator(who.id()), hash, false)))
                .thenCompose(done -> gate.roster().now())
                .thenCompose(after ->
                        SessionRoutes.opened(gate, call, after.find(who.id()).orElseThrow()));
    }
}
