package io.sightline.api.admin;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.Administrator;
import io.sightline.engine.domain.AdministratorId;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Purview;
import io.sightline.engine.domain.Rights;
import io.sightline.engine.domain.RoleId;
import io.sightline.engine.domain.Staff;
import io.sightline.engine.domain.StaffCommand;
import io.sightline.engine.runtime.Reply;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.jspecify.annotations.Nullable;

/** Administrators: who they are, what they may do, what they see, where they are signed in. */
final class AdministratorRoutes {

    private static final String PATH = "/api/v1/administrators";
    private static final int LONGEST_LIFETIME = 3_650;
    private static final int ID = 24;

    private enum Status {
        ENABLED,
        DISABLED
    }

    private static final Filter<String> SEARCH = new Filter<>("q", text -> text.toLowerCase(Locale.ROOT));
    private static final Filter<Status> STATUS = Filter.word("status", Status.class);
    private static final Filter<RoleId> ROLE = new Filter<>("role", RoleId::new);
    private static final ListSpec LIST = ListSpec.sortedBy(
                    "name", "-name", "login", "-login", "createdAt", "-createdAt")
            .filteredBy(SEARCH, STATUS, ROLE)
            .paged();
    private static final ListSpec SESSIONS =
            ListSpec.sortedBy("-createdAt", "createdAt").paged();

    private final Gate gate;
    private final AdminSignIn signIn;
    private final Peers peers;

    AdministratorRoutes(Gate gate, AdminSignIn signIn) {
        this.gate = gate;
        this.signIn = signIn;
        this.peers = new Peers(gate);
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Scope.ADMINISTRATORS_READ, this::list)
                        .listing(LIST)
                        .inSight(),
                Route.post(PATH, Scope.ADMINISTRATORS_WRITE, this::create)
                        .creating()
                        .inSight(),
                Route.get(PATH + "/{id}", Scope.ADMINISTRATORS_READ, this::show),
                Route.patch(PATH + "/{id}", Scope.ADMINISTRATORS_WRITE, this::change),
                Route.delete(PATH + "/{id}", Scope.ADMINISTRATORS_WRITE, this::remove),
                Route.put(PATH + "/{id}/password", Scope.ADMINISTRATORS_WRITE, this::password),
                Route.post(PATH + "/{id}/suspension", Scope.ADMINISTRATORS_WRITE, this::disable)
                        .repeatable(),
                Route.delete(PATH + "/{id}/suspension", Scope.ADMINISTRATORS_WRITE, this::enable),
                Route.post(PATH + "/password-reset", Scope.ADMINISTRATORS_RESET, this::resetAll)
                        .repeatable()
                        .inSight(),
                Route.get(PATH + "/{id}/sessions", Scope.SESSIONS_READ, this::sessions)
                        .listing(SESSIONS),
                Route.delete(PATH + "/{id}/sessions/{session}", Scope.SESSIONS_WRITE, this::endSession));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        ListQuery query = call.list();
        return gate.roster().now().thenCompose(staff -> peers.all(call, staff).thenApply(all -> {
            List<Administrator> chosen =
                    all.stream().filter(each -> isOf(query, each)).toList();
            Instant now = gate.clock().instant();
            return Page.of(query, chosen, position(query.sort()))
                    .answer(each -> AdministratorViews.administrator(staff, each, now));
        }));
    }

    private static boolean isOf(ListQuery query, Administrator each) {
        String words = each.particulars().name().text() + "\n"
                + each.particulars().loginText().text() + "\n" + each.id();
        return query.value(SEARCH)
                        .map(text -> words.toLowerCase(Locale.ROOT).contains(text))
                        .orElse(true)
                && query.value(STATUS)
                        .map(status -> each.enabled() == (status == Status.ENABLED))
                        .orElse(true)
                && query.value(ROLE)
                        .map(each.particulars().rights().roles()::contains)
                        .orElse(true);
    }

    private static Function<Administrator, String> position(String sort) {
        return each -> {
            String by = sort.endsWith("createdAt")
                    ? Page.moment(each.createdAt())
                    : (sort.endsWith("login")
                                    ? each.particulars().loginText()
                                    : each.particulars().name())
                            .text()
                            .toLowerCase(Locale.ROOT);
            return by + "\n" + each.id();
        };
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return peers.find(call)
                .thenApply(found -> Answer.state(
                        200,
                        found.administrator().revision(),
                        AdministratorViews.administrator(
                                found.staff(),
                                found.administrator(),
                                gate.clock().instant())));
    }

    private CompletionStage<HttpResponse> create(Call call) {
        return call.fields().thenCompose(fields -> {
            String login = fields.text("login", Limits.LOGIN);
            String password = NewPassword.of(fields, "password", login);
            boolean mustChange = fields.flag("mustChangePassword", true);
            Administrator.Particulars said = new Administrator.Particulars(
                    Personal.of(fields.text("name", Limits.NAME)),
                    login.isEmpty() ? new LoginId("none") : signIn.login(login),
                    Personal.of(login),
                    fields.optionalInteger("passwordLifetimeDays", 1, LONGEST_LIFETIME),
                    rights(fields, new Rights(Set.of(), Set.of(), null, null)));
            fields.check();
            AdministratorId id = new AdministratorId("a." + call.identity().substring(0, ID));
            return signIn.hash(password)
                    .thenCompose(hash -> gate.entities()
                            .change(Staff.REF, new StaffCommand.Hire(id, Peers.by(call), said, hash, mustChange)))
                    .thenCompose(done -> answered(
                            id,
                            Json.response(201, Json.object().put("id", id.value()))
                                    .addHeader(Location.create(PATH + "/" + id)),
                            done));
        });
    }

    /** The answer with the administrator's own revision, which is not the staff's when nothing was changed. */
    private CompletionStage<HttpResponse> answered(AdministratorId id, HttpResponse response, Reply.Done done) {
        return gate.roster().now().thenApply(staff -> {
            long revision = staff.find(id).map(Administrator::revision).orElse(done.revision());
            return Answer.changed(response, new Reply.Done(done.entity(), revision, done.changed()));
        });
    }

    private static Rights rights(Fields fields, Rights was) {
        Set<RoleId> roles = was.roles();
        if (fields.has("roles")) {
            roles = fields.texts("roles", Limits.ROLES, 64).stream()
                    .flatMap(text -> id(fields, "roles", text, RoleId::new))
                    .collect(Collectors.toSet());
        }
        Set<String> permissions = fields.has("permissions") ? permissions(fields) : was.permissions();
        Purview purview = was.purview();
        if (fields.has("sight")) {
            Fields sight = fields.optionalObject("sight");
            purview = sight == null ? null : purview(sight);
        }
        Boolean individual =
                fields.has("individualAccess") ? fields.optionalFlag("individualAccess") : was.individual();
        return new Rights(roles, permissions, purview, individual);
    }

    /** Scopes, or the one that stands for all of them. */
    static Set<String> permissions(Fields fields) {
        Set<String> permissions = fields.texts("permissions", Limits.PERMISSIONS, 64);
        for (String each : permissions) {
            if (!each.equals(Rights.EVERY) && Scope.of(each).isEmpty()) {
                fields.fault("permissions", "invalid", "There is no permission " + each);
            }
        }
        return permissions;
    }

    private static Purview purview(Fields sight) {
        Set<AddressId> addresses = new HashSet<>();
        Set<CameraId> cameras = new HashSet<>();
        sight.texts("addresses", Limits.PURVIEW_ADDRESSES, 64)
                .forEach(text -> id(sight, "addresses", text, AddressId::new).forEach(addresses::add));
        sight.texts("cameras", Limits.PURVIEW_CAMERAS, 64)
                .forEach(text -> id(sight, "cameras", text, CameraId::new).forEach(cameras::add));
        return new Purview(addresses, cameras);
    }

    private static <T> java.util.stream.Stream<T> id(
            Fields fields, String name, String text, Function<String, T> type) {
        try {
            return java.util.stream.Stream.of(type.apply(text));
        } catch (IllegalArgumentException e) {
            fields.fault(name, "invalid", String.valueOf(e.getMessage()));
            return java.util.stream.Stream.of();
        }
    }

    private CompletionStage<HttpResponse> change(Call call) {
        return peers.find(call).thenCompose(found -> {
            Administrator held = found.administrator();
            Long expected = expected(call, held.revision());
            return call.patch().thenCompose(fields -> {
                Administrator.Particulars was = held.particulars();
                String login = fields.has("login")
                        ? fields.text("login", Limits.LOGIN)
                        : was.loginText().text();
                Administrator.Particulars said = new Administrator.Particulars(
                        fields.has("name") ? Personal.of(fields.text("name", Limits.NAME)) : was.name(),
                        login.isEmpty() ? was.login() : signIn.login(login),
                        Personal.of(login),
                        fields.has("passwordLifetimeDays")
                                ? fields.optionalInteger("passwordLifetimeDays", 1, LONGEST_LIFETIME)
                                : was.passwordLifetimeDays(),
                        rights(fields, was.rights()));
                fields.check();
                return gate.entities()
                        .change(Staff.REF, new StaffCommand.Change(held.id(), Peers.by(call), said, expected))
                        .thenCompose(done -> answered(held.id(), Answer.nothing(), done));
            });
        });
    }

    /** The revision the caller has seen, null for any; 428 without, 412 when it is another. */
    static @Nullable Long expected(Call call, long revision) {
        String wanted = call.header("If-Match")
                .orElseThrow(() -> Problem.of(ProblemType.IF_MATCH).rejection());
        if (wanted.equals("*")) {
            return null;
        }
        if (!wanted.equals(Answer.etag(revision))) {
            throw Problem.of(ProblemType.STALE)
                    .with("ETag", Answer.etag(revision))
                    .rejection();
        }
        return revision;
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        return peers.find(call).thenCompose(found -> {
            Administrator held = found.administrator();
            Long expected = expected(call, held.revision());
            return gate.entities()
                    .change(Staff.REF, new StaffCommand.Remove(held.id(), Peers.by(call), expected))
                    .thenCompose(done -> answered(held.id(), Answer.nothing(), done));
        });
    }

    private CompletionStage<HttpResponse> password(Call call) {
        return peers.find(call).thenCompose(found -> {
            Administrator held = found.administrator();
            Caller caller = call.caller();
            if (caller != null && Peers.isOneself(caller, held)) {
                throw Problem.of(ProblemType.FORBIDDEN)
                        .saying("One's own needs the present one: PUT /api/v1/me/password")
                        .rejection();
            }
            return call.fields().thenCompose(fields -> {
                String password = NewPassword.of(
                        fields, "password", held.particulars().loginText().text());
                boolean mustChange = fields.flag("mustChangePassword", true);
                fields.check();
                return signIn.hash(password)
                        .thenCompose(hash -> gate.entities()
                                .change(
                                        Staff.REF,
                                        new StaffCommand.SetPassword(held.id(), Peers.by(call), hash, mustChange)))
                        .thenCompose(done -> answered(held.id(), Answer.nothing(), done));
            });
        });
    }

    private CompletionStage<HttpResponse> disable(Call call) {
        return switched(call, (id, by) -> new StaffCommand.Disable(id, by));
    }

    private CompletionStage<HttpResponse> enable(Call call) {
        return switched(call, (id, by) -> new StaffCommand.Enable(id, by));
    }

    private interface Switch {
        StaffCommand of(AdministratorId id, StaffCommand.By by);
    }

    private CompletionStage<HttpResponse> switched(Call call, Switch command) {
        return peers.find(call).thenCompose(found -> {
            AdministratorId id = found.administrator().id();
            return gate.entities()
                    .change(Staff.REF, command.of(id, Peers.by(call)))
                    .thenCompose(done -> answered(id, Answer.nothing(), done));
        });
    }

    private CompletionStage<HttpResponse> resetAll(Call call) {
        return gate.entities()
                .change(Staff.REF, new StaffCommand.ResetPasswords(Peers.by(call)))
                .thenCompose(done -> gate.roster().now().thenApply(staff -> Answer.changed(Answer.nothing(), done)));
    }

    private CompletionStage<HttpResponse> sessions(Call call) {
        String current = call.caller() instanceof Caller.Administrator administrator ? administrator.session() : null;
        return peers.find(call)
                .thenCompose(found -> gate.sessions().of(found.administrator()))
                .thenApply(all -> Page.of(call.list(), all, session -> Page.moment(session.createdAt()) + session.id())
                        .answer(session -> AdministratorViews.session(
                                session, gate.sessions().end(session), current)));
    }

    private CompletionStage<HttpResponse> endSession(Call call) {
        String session = call.name("session", id -> id);
        return peers.find(call)
                .thenCompose(found -> gate.sessions().end(found.administrator().id(), session))
                .thenApply(ended -> {
                    if (!ended) {
                        throw Problem.notFound("session").rejection();
                    }
                    return Answer.nothing();
                });
    }
}
