package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Particulars;
import io.sightline.engine.domain.Permission;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.RequestType;
import io.sightline.engine.domain.SubscriberKind;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.runtime.Reply;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.jspecify.annotations.Nullable;

/** Users: who they are, what they may do, whether they have access. What they have access to is in {@link GrantRoutes}. */
final class UserRoutes {

    private static final Filter<RequestType> TYPE = new Filter<>("type", UserRoutes::type);
    private static final Filter<Outcome> OUTCOME = Filter.word("outcome", Outcome.class);
    private static final ListSpec RECEIPTS = ListSpec.sortedBy("-createdAt", "createdAt")
            .filteredBy(TYPE, OUTCOME)
            .paged();

    private final Entities entities;
    private final Accounts accounts;
    private final OfferedPermissions offered;
    private final OwnPassword ownPasswords;

    UserRoutes(Entities entities, Accounts accounts) {
        this.entities = entities;
        this.accounts = accounts;
        offered = new OfferedPermissions(entities);
        ownPasswords = new OwnPassword(entities, accounts);
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/users", Scope.USERS_WRITE, this::create)
                        .creating()
                        .inSight(),
                Route.get("/api/v1/users/{id}", Scope.USERS_READ, this::show).asking("atLeast"),
                Route.patch("/api/v1/users/{id}", Scope.USERS_WRITE, this::change),
                Route.delete("/api/v1/users/{id}", Scope.USERS_WRITE, this::terminate)
                        .asking("waitFor"),
                Route.put("/api/v1/users/{id}/password", Scope.USERS_WRITE, this::password)
                        .own(),
                Route.put("/api/v1/users/{id}/permissions", Scope.USERS_WRITE, this::permissions),
                Route.post("/api/v1/users/{id}/suspension", Scope.USERS_WRITE, this::suspend)
                        .repeatable()
                        .asking("waitFor"),
                Route.delete("/api/v1/users/{id}/suspension", Scope.USERS_WRITE, this::resume),
                Route.get("/api/v1/users/{id}/billing-events", Scope.BILLING_READ, this::billingEvents)
                        .listing(RECEIPTS)
                        .asking("atLeast"));
    }

    private CompletionStage<HttpResponse> create(Call call) {
        return call.fields().thenCompose(fields -> {
            String login = fields.text("login", Limits.LOGIN);
            String password = PasswordRule.read(fields);
            UserOrigin origin = new UserOrigin.Temporary(
                    fields.instant("expiresAt"), fields.has("ptzPriority") ? fields.integer("ptzPriority", 1, 100) : 1);
            Profile profile = profile(fields, Profile.of("special"));
            Set<String> permissions = fields.has("permissions")
                    ? fields.texts("permissions", Limits.PERMISSIONS, 64)
                    : Permission.defaults(profile.subscriberKind());
            fields.check();
            return accounts.create(new Accounts.Applicant(login, password, origin, profile, permissions))
                    .thenApply(UserRoutes::created);
        });
    }

    static HttpResponse created(Reply.Done done) {
        return created(done, "/api/v1/users");
    }

    /** @param among the path of the list it is now in */
    static HttpResponse created(Reply.Done done, String among) {
        int status = done.changed() ? 201 : 200;
        return Answer.changed(
                        Json.response(
                                status, Json.object().put("id", done.entity().id())),
                        done)
                .addHeader(Location.create(among + "/" + done.entity().id()));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return entities.existing(call, call.name("id", UserId::new).ref(), User.class, User::account)
                .thenApply(found -> Answer.state(200, found.revision(), UserViews.user(found.part())));
    }

    private CompletionStage<HttpResponse> change(Call call) {
        UserId id = call.name("id", UserId::new);
        return call.patch().thenCompose(fields -> entities.forChange(call, id.ref(), User.class, User::account)
                .thenCompose(found -> change(found, fields)));
    }

    /** A merge patch: each part of it is a command of its own, they hold together, and what is not mentioned stays. */
    private CompletionStage<HttpResponse> change(Entities.Existing<Account> found, Fields fields) {
        Account user = found.part();
        List<Command> commands = new ArrayList<>();
        Profile profile = profile(fields, user.profile());
        if (user.origin() instanceof UserOrigin.Portal) {
            profile = profile.with(particulars(fields, user.profile().particulars()));
        }
        if (!profile.equals(user.profile())) {
            commands.add(new UserCommand.ChangeProfile(profile));
        }
        if (fields.has("liveOnly")) {
            commands.add(new UserCommand.SetLiveOnly(
                    fields.flag("liveOnly", user.standing().liveOnly())));
        }
        if (fields.has("expiresAt")) {
            commands.add(new UserCommand.Prolong(fields.instant("expiresAt")));
        }
        if (fields.has("ptzPriority")) {
            commands.add(new UserCommand.SetPtzPriority(fields.integer("ptzPriority", 1, 100)));
        }
        @Nullable String login = fields.has("login") ? fields.text("login", Limits.LOGIN) : null;
        if (login != null && user.origin() instanceof UserOrigin.Portal) {
            fields.fault("login", "invalid", "It is given once and for all");
        }
        fields.check();
        if (login != null || !profile.equals(user.profile())) {
            notOfBilling(user);
        }
        CompletionStage<Reply.Done> changed = login == null
                ? entities.change(user.id().ref(), found, commands)
                : accounts.rename(found, login, commands);
        return changed.thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    /** What the operator's billing says of a user it alone may change. */
    private static void notOfBilling(Account user) {
        if (user.origin() instanceof UserOrigin.Billing) {
            throw Problem.of(ProblemType.CONFLICT)
                    .saying("This is kept in the operator's billing, and is changed there")
                    .rejection();
        }
    }

    /** The profile after the fields that are there; the others stay as they were. */
    static Profile profile(Fields fields, Profile was) {
        SubscriberKind kind = fields.optionalChoice("subscriberKind", SubscriberKind.class);
        String type = fields.optionalText("userType", 50);
        return new Profile(
                personal(fields, "name", was.name()),
                kind == null ? was.subscriberKind() : kind,
                type == null ? was.userType() : type,
                fields.has("entityId") ? fields.optionalText("entityId", Limits.NAME) : was.entityId(),
                personal(fields, "contractNumber", was.contractNumber()),
                fields.has("billing") ? personal(fields, "billing") : was.billing(),
                fields.has("properties") ? personal(fields, "properties") : was.properties(),
                fields.flag("canUpdatePassword", was.canUpdatePassword()),
                was.particulars());
    }

    /** The particulars after the fields of {@code particulars} that are there; the others stay as they were. */
    static Particulars particulars(Fields body, @Nullable Particulars was) {
        Particulars held = was == null ? Particulars.none() : was;
        Fields fields = body.object("particulars");
        return new Particulars(
                personal(fields, "email", Limits.NAME, held.email()),
                personal(fields, "phone", Particulars.SHORT_TEXT, held.phone()),
                personal(fields, "registrationAddress", Limits.PROPERTY, held.registrationAddress()),
                personal(fields, "taxpayerNumber", Particulars.SHORT_TEXT, held.taxpayerNumber()),
                personal(fields, "notes", Particulars.LONG_TEXT, held.notes()),
                personal(fields, "comment", Particulars.LONG_TEXT, held.comment()));
    }

    private static @Nullable Personal personal(Fields fields, String name, @Nullable Personal was) {
        return personal(fields, name, Limits.NAME, was);
    }

    private static @Nullable Personal personal(Fields fields, String name, int max, @Nullable Personal was) {
        if (!fields.has(name)) {
            return was;
        }
        String text = fields.optionalText(name, max);
        return text == null ? null : Personal.of(text);
    }

    private static Map<String, Personal> personal(Fields fields, String name) {
        Map<String, Personal> values = new LinkedHashMap<>();
        fields.map(name, Limits.PROPERTIES, Limits.PROPERTY).forEach((key, text) -> values.put(key, Personal.of(text)));
        return values;
    }

    private CompletionStage<HttpResponse> terminate(Call call) {
        UserId id = call.name("id", UserId::new);
        return entities.forChange(call, id.ref(), User.class, User::account)
                .thenCompose(found -> {
                    notOfBilling(found.part());
                    return entities.change(id.ref(), found, List.of(new UserCommand.Terminate()));
                })
                .thenCompose(done -> entities.revoked(call, id, done));
    }

    private CompletionStage<HttpResponse> password(Call call) {
        UserId id = call.name("id", UserId::new);
        if (call.caller() instanceof Caller.EndUser) {
            return ownPasswords.change(call, id);
        }
        return call.fields().thenCompose(fields -> {
            String password = PasswordRule.read(fields);
            fields.check();
            // Whether there is such a user is cheap to know, and a hash is not.
            return entities.existing(call, id.ref(), User.class, User::account)
                    .thenCompose(found -> {
                        notOfBilling(found.part());
                        PasswordRule.check(password, found.part().origin());
                        return accounts.hash(password);
                    })
                    .thenCompose(hash -> entities.change(id.ref(), new UserCommand.ChangePassword(hash)))
                    .thenApply(done -> Answer.changed(Answer.nothing(), done));
        });
    }

    private CompletionStage<HttpResponse> permissions(Call call) {
        UserId id = call.name("id", UserId::new);
        return call.fields().thenCompose(fields -> {
            if (!fields.has("permissions")) {
                fields.fault("permissions", "required", "It must be given");
            }
            Set<String> permissions = fields.texts("permissions", Limits.PERMISSIONS, 64);
            fields.check();
            return entities.existing(call, id.ref(), User.class, User::account)
                    .thenCompose(found -> offered.check(found.part(), permissions))
                    .thenCompose(may -> entities.change(id.ref(), new UserCommand.SetPermissions(permissions)))
                    .thenApply(done -> Answer.changed(Answer.nothing(), done));
        });
    }

    private CompletionStage<HttpResponse> suspend(Call call) {
        UserId id = call.name("id", UserId::new);
        return entities.change(id.ref(), new UserCommand.Suspend(SuspensionCause.ADMIN_DISABLED))
                .thenCompose(done -> entities.revoked(call, id, done));
    }

    private CompletionStage<HttpResponse> resume(Call call) {
        UserId id = call.name("id", UserId::new);
        return entities.change(id.ref(), new UserCommand.Resume(SuspensionCause.ADMIN_DISABLED))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private CompletionStage<HttpResponse> billingEvents(Call call) {
        UserId id = call.name("id", UserId::new);
        return entities.existing(call, id.ref(), User.class, User::account).thenApply(found -> {
            ListQuery query = call.list();
            List<Receipt> chosen = found.part().requests().receipts().values().stream()
                    .filter(each -> isOf(query, each))
                    .toList();
            return Page.of(query, chosen, UserRoutes::position).answer(UserViews::receipt);
        });
    }

    private static boolean isOf(ListQuery query, Receipt receipt) {
        return query.value(TYPE)
                        .filter(type -> type != receipt.request().type())
                        .isEmpty()
                && query.value(OUTCOME)
                        .filter(outcome -> outcome != receipt.outcome())
                        .isEmpty();
    }

    private static String position(Receipt receipt) {
        return Page.moment(receipt.at()) + receipt.request().id().value();
    }

    private static RequestType type(String code) {
        return Arrays.stream(RequestType.values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }
}
