package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Analytics;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Permission;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.Selection;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.runtime.Reply;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The additional logins under a main user. What they have is a choice among what the main user has. */
final class SubUserRoutes {

    private static final String ALL = "/api/v1/users/{id}/sub-users";
    private static final String ONE = ALL + "/{sub}";

    private static final ListSpec BY_ID = ListSpec.sortedBy("id", "-id").paged();

    private final Entities entities;
    private final Accounts accounts;
    private final OfferedPermissions offered;
    private final PassingOn passingOn;

    SubUserRoutes(Entities entities, Accounts accounts, Sources sources) {
        this.entities = entities;
        this.accounts = accounts;
        offered = new OfferedPermissions(entities);
        passingOn = new PassingOn(entities, sources);
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Scope.USERS_READ, this::list)
                        .listing(BY_ID)
                        .asking("atLeast")
                        .own(),
                Route.post(ALL, Scope.USERS_WRITE, this::create).creating().own(),
                Route.get(ONE, Scope.USERS_READ, this::show).asking("atLeast").own(),
                Route.patch(ONE, Scope.USERS_WRITE, this::change).own(),
                Route.delete(ONE, Scope.USERS_WRITE, this::remove)
                        .asking("waitFor")
                        .own(),
                Route.get(ONE + "/permissions", Scope.USERS_READ, this::form).own(),
                Route.get(ONE + "/licences", Scope.ANALYTICS_READ, this::licences)
                        .own());
    }

    private CompletionStage<HttpResponse> list(Call call) {
        return passingOn.main(call).thenCompose(main -> {
            List<UserId> all = List.copyOf(main.family().subUsers().keySet());
            return Page.of(call.list(), all, UserId::value).read(id -> entities.read(id.ref(), User.class)
                    .thenApply(at -> at.state().account().map(UserViews::user)));
        });
    }

    private CompletionStage<HttpResponse> create(Call call) {
        return call.fields().thenCompose(fields -> passingOn.main(call).thenCompose(main -> {
            String login = fields.text("login", Limits.LOGIN);
            String password = PasswordRule.read(fields);
            Profile profile = UserRoutes.profile(fields, Profile.of("subuser"));
            Set<String> permissions = fields.has("permissions")
                    ? fields.texts("permissions", Limits.PERMISSIONS, 64)
                    : PassingOn.unsaid(call, main, Permission.defaults(profile.subscriberKind()));
            Choice choice = Choice.of(fields);
            fields.check();
            PassingOn.may(main);
            return passingOn
                    .check(call, main, permissions, choice.keys())
                    .thenCompose(has -> offered.check(main.id(), Set.of(), permissions))
                    .thenCompose(may -> accounts.create(new Accounts.Applicant(
                            login, password, new UserOrigin.SubUser(main.id()), profile, permissions)))
                    .thenCompose(created -> adopt(
                                    main.id(), new UserId(created.entity().id()))
                            .thenCompose(adopted -> choose(created, choice.from(new Selection.Only(Set.of())))))
                    .thenApply(done -> UserRoutes.created(done, PassingOn.among(call, main)));
        }));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return sub(call).thenApply(found -> Answer.state(200, found.revision(), UserViews.user(found.part())));
    }

    /** The form in which its access is set. */
    private CompletionStage<HttpResponse> form(Call call) {
        return sub(call).thenCompose(found -> offered.form(found.part()));
    }

    /** What there is for it of its main user's licences, and how many of them its own cases use. */
    private CompletionStage<HttpResponse> licences(Call call) {
        UserId main = call.name("id", UserId::new);
        return sub(call).thenCompose(found -> entities.read(Analytics.ref(main), Analytics.class)
                .thenApply(at -> {
                    ObjectNode body = Json.object();
                    ArrayNode levels = body.putArray("levels");
                    for (Analytics.Count count : at.state().counts()) {
                        levels.addObject()
                                .put("level", count.level().number())
                                .put("total", count.total())
                                .put(
                                        "used",
                                        at.state()
                                                .used(
                                                        count.level(),
                                                        found.part().id()))
                                .put("free", count.free());
                    }
                    return Json.response(200, body);
                }));
    }

    private CompletionStage<Reply.Done> choose(Reply.Done created, List<Command> choice) {
        return choice.isEmpty()
                ? CompletableFuture.completedStage(created)
                : entities.change(created.entity(), choice)
                        .thenApply(done ->
                                new Reply.Done(created.entity(), done.revision(), created.changed() || done.changed()));
    }

    /** Puts a new sub-user under its main user, and ends it again when that one may not have it. */
    private CompletionStage<Reply.Done> adopt(UserId main, UserId sub) {
        return entities.ask(main.ref(), new UserCommand.AddSubUser(sub)).thenCompose(reply -> {
            if (reply instanceof Reply.Done done) {
                return CompletableFuture.completedStage(done);
            }
            Problem problem = Problem.of((Reply.Refused) reply);
            return entities.change(sub.ref(), new UserCommand.Terminate()).thenApply(ended -> {
                throw problem.rejection();
            });
        });
    }

    private CompletionStage<HttpResponse> change(Call call) {
        return call.patch().thenCompose(fields -> passingOn.main(call).thenCompose(main -> held(call)
                .thenCompose(found -> {
                    Account sub = found.part();
                    List<Command> commands = new ArrayList<>();
                    Profile profile = UserRoutes.profile(fields, sub.profile());
                    if (!profile.equals(sub.profile())) {
                        commands.add(new UserCommand.ChangeProfile(profile));
                    }
                    Set<String> permissions = fields.has("permissions")
                            ? fields.texts("permissions", Limits.PERMISSIONS, 64)
                            : sub.permissions();
                    if (!permissions.equals(sub.permissions())) {
                        commands.add(new UserCommand.SetPermissions(permissions));
                    }
                    Choice choice = Choice.of(fields);
                    fields.check();
                    Selection was = sub.delegation() == null
                            ? Selection.all()
                            : sub.delegation().choice();
                    commands.addAll(choice.from(was));
                    return passingOn
                            .check(call, main, without(permissions, sub.permissions()), choice.newTo(was))
                            .thenCompose(has -> offered.check(sub, permissions))
                            .thenCompose(may -> entities.change(sub.id().ref(), found, commands))
                            .thenApply(done -> Answer.changed(Answer.nothing(), done));
                })));
    }

    private static Set<String> without(Set<String> all, Set<String> these) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(these);
        return rest;
    }

    /**
     * What {@code devices} says: nothing, {@code "all"}, or a list of keys.
     *
     * @param only null for all of them
     */
    private record Choice(boolean made, @Nullable Set<String> only) {

        static Choice of(Fields fields) {
            if (!fields.has("devices")) {
                return new Choice(false, null);
            }
            if (fields.isText("devices")) {
                if (!"all".equals(fields.optionalText("devices", 8))) {
                    fields.fault("devices", "invalid", "A list of device keys is expected, or the word all");
                }
                return new Choice(true, null);
            }
            return new Choice(true, fields.texts("devices", Limits.KEYS_A_CHOICE, 80));
        }

        Set<String> keys() {
            return only == null ? Set.of() : only;
        }

        Set<String> newTo(Selection was) {
            return without(keys(), chosen(was));
        }

        /** The commands that lead to it from an earlier one. */
        List<Command> from(Selection was) {
            if (!made) {
                return List.of();
            }
            return only == null
                    ? List.of(new UserCommand.ChooseEverything())
                    : List.of(new UserCommand.ChooseDevices(newTo(was), without(chosen(was), only)));
        }

        private static Set<String> chosen(Selection was) {
            return was instanceof Selection.Only few ? few.keys() : Set.of();
        }
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        return passingOn.main(call).thenCompose(main -> held(call).thenCompose(found -> {
            UserId sub = found.part().id();
            // The sub-user ends first, because only it can hold the caller to the revision it has seen; its main user
            // then has nothing to take back but its name. Done again, either is without effect.
            return entities.change(sub.ref(), found, List.of(new UserCommand.Terminate()))
                    .thenCompose(ended -> entities.change(main.id().ref(), new UserCommand.RemoveSubUser(sub))
                            .thenCompose(done -> entities.revoked(
                                    call, sub, () -> CompletableFuture.completedStage(ended.revision()), done)));
        }));
    }

    /** The sub-user the path names; not found under any other main user than its own. */
    private CompletionStage<Entities.Existing<Account>> sub(Call call) {
        UserId main = call.name("id", UserId::new);
        return passingOn
                .main(call)
                .thenCompose(may -> entities.existing(
                        call, call.name("sub", UserId::new).ref(), User.class, state -> of(main, state)));
    }

    /** The same as seen under the call's If-Match. */
    private CompletionStage<Entities.Existing<Account>> held(Call call) {
        UserId main = call.name("id", UserId::new);
        return entities.forChange(call, call.name("sub", UserId::new).ref(), User.class, state -> of(main, state));
    }

    private static Optional<Account> of(UserId main, User state) {
        return state.account()
                .filter(account -> account.origin() instanceof UserOrigin.SubUser origin
                        && origin.parent().equals(main));
    }
}
