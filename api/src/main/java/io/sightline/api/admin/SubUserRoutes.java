package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.sightline.engine.domain.Account;
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

/** The additional logins under a main user. What they have is a choice among what the main user has. */
final class SubUserRoutes {

    private static final String ALL = "/api/v1/users/{id}/sub-users";
    private static final String ONE = ALL + "/{sub}";

    private static final ListSpec BY_ID = ListSpec.sortedBy("id", "-id").paged();

    private final Entities entities;
    private final Accounts accounts;
    private final OfferedPermissions offered;

    SubUserRoutes(Entities entities, Accounts accounts) {
        this.entities = entities;
        this.accounts = accounts;
        offered = new OfferedPermissions(entities);
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Scope.USERS_READ, this::list).listing(BY_ID).asking("atLeast"),
                Route.post(ALL, Scope.USERS_WRITE, this::create).creating(),
                Route.patch(ONE, Scope.USERS_WRITE, this::change),
                Route.delete(ONE, Scope.USERS_WRITE, this::remove).asking("waitFor"));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        return parent(call).thenCompose(parent -> {
            List<UserId> all = List.copyOf(parent.part().family().subUsers().keySet());
            return Page.of(call.list(), all, UserId::value).read(id -> entities.read(id.ref(), User.class)
                    .thenApply(at -> at.state().account().map(UserViews::user)));
        });
    }

    private CompletionStage<Entities.Existing<Account>> parent(Call call) {
        return entities.existing(call, call.name("id", UserId::new).ref(), User.class, User::account);
    }

    private CompletionStage<HttpResponse> create(Call call) {
        return call.fields().thenCompose(fields -> parent(call).thenCompose(parent -> {
            UserId main = parent.part().id();
            String login = fields.text("login", Limits.LOGIN);
            String password = PasswordRule.read(fields);
            Profile profile = UserRoutes.profile(fields, Profile.of("subuser"));
            Set<String> permissions = fields.has("permissions")
                    ? fields.texts("permissions", Limits.PERMISSIONS, 64)
                    : Permission.defaults(profile.subscriberKind());
            Function<Selection, List<Command>> choice = choice(fields);
            fields.check();
            if (!parent.part().effectivePermissions().contains(Permission.SUBUSERS_MANAGE)) {
                throw Problem.of(io.sightline.engine.domain.Refusal.FORBIDDEN, Permission.SUBUSERS_MANAGE)
                        .rejection();
            }
            return offered.check(main, Set.of(), permissions)
                    .thenCompose(may -> accounts.create(new Accounts.Applicant(
                            login, password, new UserOrigin.SubUser(main), profile, permissions)))
                    .thenCompose(created -> adopt(
                                    main, new UserId(created.entity().id()))
                            .thenCompose(adopted -> choose(created, choice.apply(new Selection.Only(Set.of())))))
                    .thenApply(UserRoutes::created);
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
        return call.patch().thenCompose(fields -> sub(call).thenCompose(found -> {
            Account sub = found.part();
            List<Command> commands = new ArrayList<>();
            Profile profile = UserRoutes.profile(fields, sub.profile());
            if (!profile.equals(sub.profile())) {
                commands.add(new UserCommand.ChangeProfile(profile));
            }
            Set<String> permissions =
                    fields.has("permissions") ? fields.texts("permissions", Limits.PERMISSIONS, 64) : sub.permissions();
            if (!permissions.equals(sub.permissions())) {
                commands.add(new UserCommand.SetPermissions(permissions));
            }
            Function<Selection, List<Command>> choice = choice(fields);
            fields.check();
            commands.addAll(choice.apply(
                    sub.delegation() == null
                            ? Selection.all()
                            : sub.delegation().choice()));
            return offered.check(sub, permissions)
                    .thenCompose(may -> entities.change(sub.id().ref(), found, commands))
                    .thenApply(done -> Answer.changed(Answer.nothing(), done));
        }));
    }

    /** The commands that lead from an earlier choice to the one in {@code devices}: {@code "all"}, or a list of keys. */
    private static Function<Selection, List<Command>> choice(Fields fields) {
        if (!fields.has("devices")) {
            return was -> List.of();
        }
        if (fields.isText("devices")) {
            if (!"all".equals(fields.optionalText("devices", 8))) {
                fields.fault("devices", "invalid", "A list of device keys is expected, or the word all");
            }
            return was -> List.of(new UserCommand.ChooseEverything());
        }
        Set<String> wanted = fields.texts("devices", Limits.KEYS_A_CHOICE, 80);
        return was -> {
            Set<String> dropped = new HashSet<>(was instanceof Selection.Only only ? only.keys() : Set.of());
            Set<String> added = new HashSet<>(wanted);
            added.removeAll(dropped);
            dropped.removeAll(wanted);
            return List.of(new UserCommand.ChooseDevices(added, dropped));
        };
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        UserId main = call.name("id", UserId::new);
        return sub(call).thenCompose(found -> {
            UserId sub = found.part().id();
            // The sub-user ends first, because only it can hold the caller to the revision it has seen; its main user
            // then has
            // nothing to take back but its name. Done again, either is without effect.
            return entities.change(sub.ref(), found, List.of(new UserCommand.Terminate()))
                    .thenCompose(ended -> entities.change(main.ref(), new UserCommand.RemoveSubUser(sub))
                            .thenCompose(done -> entities.revoked(
                                    call, sub, () -> CompletableFuture.completedStage(ended.revision()), done)));
        });
    }

    /** The sub-user the path names, as seen under its If-Match; not found under any other main user than its own. */
    private CompletionStage<Entities.Existing<Account>> sub(Call call) {
        UserId main = call.name("id", UserId::new);
        return entities.forChange(call, call.name("sub", UserId::new).ref(), User.class, state -> state.account()
                .filter(account -> account.origin() instanceof UserOrigin.SubUser origin
                        && origin.parent().equals(main)));
    }
}
