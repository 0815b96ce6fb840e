package io.sightline.api.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.activation.Activations;
import io.sightline.engine.activation.Mailer;
import io.sightline.engine.directory.listed.PlatformUsers;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.MailProof;
import io.sightline.engine.domain.MapProvider;
import io.sightline.engine.domain.Permission;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.Registration;
import io.sightline.engine.domain.SubscriberKind;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.money.Payments;
import io.sightline.engine.runtime.Reply;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Users of the platform where everybody pays for their own devices: registered by an administrator, switched off until they are
 * activated, known by their address of mail.
 */
final class RegistrationRoutes {

    private static final String USER = "/api/v1/users/{id}";
    private static final String REGISTRATION = USER + "/registration";
    private static final String ACTIVATION = USER + "/activation";
    private static final String TYPE = "platform";

    private static final Listing LISTED = Listing.of(PlatformUsers.KIND, "-registeredAt")
            .flags("active", "mailVerified")
            .keeping(SightFilters.HELD);

    private final Entities entities;
    private final Lists lists;
    private final Accounts accounts;
    private final Payments payments;
    private final Activations activations;
    private final InstantSource clock;

    RegistrationRoutes(Entities entities, Accounts accounts, Lists lists, Wiring.PlatformDesk desk) {
        this.lists = lists;
        this.entities = entities;
        this.accounts = accounts;
        payments = desk.payments();
        activations = desk.activations();
        clock = desk.clock();
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/platform-users", Scope.USERS_WRITE, this::register)
                        .creating()
                        .inSight(),
                Route.get("/api/v1/platform-users", Scope.USERS_READ, call -> lists.answer(call, LISTED))
                        .listing(LISTED)
                        .inSight(),
                Route.get(REGISTRATION, Scope.USERS_READ, this::show)
                        .asking("atLeast")
                        .own(),
                Route.patch(REGISTRATION, Scope.USERS_WRITE, this::change),
                Route.post(ACTIVATION, Scope.USERS_WRITE, this::activate).repeatable(),
                Route.delete(ACTIVATION, Scope.USERS_WRITE, this::deactivate).asking("waitFor"),
                Route.post(USER + "/activation-mails", Scope.USERS_WRITE, this::mail)
                        .repeatable());
    }

    private CompletionStage<HttpResponse> register(Call call) {
        return call.fields().thenCompose(fields -> {
            String email = fields.text("email", Limits.LOGIN);
            fields.text("name", Limits.NAME);
            String password = PasswordRule.readMixed(fields);
            MapProvider map = fields.choice("preferredMap", MapProvider.class);
            Profile profile = profile(fields, Profile.of(TYPE));
            Registration registration = registration(fields, Registration.of(map), profile.subscriberKind());
            fields.check();
            return accounts.create(new Accounts.Applicant(
                            email,
                            password,
                            new UserOrigin.Platform(registration, MailProof.none()),
                            profile,
                            Permission.defaults(profile.subscriberKind())))
                    .thenCompose(done -> same(done, profile, registration))
                    .thenApply(UserRoutes::created);
        });
    }

    /** A request sent again meets the user it has made; another one with the same address does not make it its own. */
    private CompletionStage<Reply.Done> same(Reply.Done done, Profile profile, Registration registration) {
        if (done.changed()) {
            return CompletableFuture.completedStage(done);
        }
        return entities.read(done.entity(), User.class).thenApply(at -> {
            boolean same = Registered.of(at.state())
                    .filter(known -> known.account().profile().equals(profile)
                            && known.platform().registration().equals(registration))
                    .isPresent();
            if (!same) {
                throw Problem.of(ProblemType.LOGIN_TAKEN).rejection();
            }
            return done;
        });
    }

    private static Profile profile(Fields fields, Profile was) {
        SubscriberKind kind = fields.optionalChoice("subscriberKind", SubscriberKind.class);
        return new Profile(
                fields.has("name") ? Personal.of(fields.text("name", Limits.NAME)) : was.name(),
                kind == null ? was.subscriberKind() : kind,
                was.userType(),
                was.entityId(),
                was.contractNumber(),
                was.billing(),
                was.properties(),
                was.canUpdatePassword(),
                was.particulars());
    }

    /** What was filled in after the fields that are there; the others stay as they were. */
    private static Registration registration(Fields fields, Registration was, SubscriberKind kind) {
        MapProvider map = fields.optionalChoice("preferredMap", MapProvider.class);
        Registration filled = new Registration(
                personal(fields, "secondName", Limits.NAME, was.secondName()),
                personal(fields, "phone", Registration.SHORT, was.phone()),
                personal(fields, "info", Registration.INFO, was.info()),
                personal(fields, "legalAddress", Limits.PROPERTY, was.legalAddress()),
                personal(fields, "postalAddress", Limits.PROPERTY, was.postalAddress()),
                personal(fields, "taxpayerNumber", Registration.SHORT, was.taxpayerNumber()),
                personal(fields, "bank", Limits.NAME, was.bank()),
                personal(fields, "bankAccount", Registration.SHORT, was.bankAccount()),
                map == null ? was.preferredMap() : map);
        if (kind == SubscriberKind.INDIVIDUAL) {
            onlyOfFirms(fields, "taxpayerNumber", filled.taxpayerNumber());
            onlyOfFirms(fields, "bank", filled.bank());
            onlyOfFirms(fields, "bankAccount", filled.bankAccount());
        }
        return filled;
    }

    private static void onlyOfFirms(Fields fields, String name, @Nullable Personal value) {
        if (value != null) {
            fields.fault(name, "invalid", "Only a legal entity has one");
        }
    }

    private static @Nullable Personal personal(Fields fields, String name, int most, @Nullable Personal was) {
        if (!fields.has(name)) {
            return was;
        }
        String text = fields.optionalText(name, most);
        return text == null || text.isBlank() ? null : Personal.of(text);
    }

    /** A platform user's account and what only such a user has. */
    private record Registered(Account account, UserOrigin.Platform platform) {

        static Optional<Registered> of(User user) {
            return user.account()
                    .flatMap(account -> account.origin() instanceof UserOrigin.Platform platform
                            ? Optional.of(new Registered(account, platform))
                            : Optional.empty());
        }

        boolean isActive() {
            return !account.standing().terminated()
                    && !account.standing().causes().contains(SuspensionCause.ADMIN_DISABLED);
        }
    }

    private CompletionStage<HttpResponse> show(Call call) {
        UserId id = call.name("id", UserId::new);
        return entities.existing(call, id.ref(), User.class, Registered::of)
                .thenCompose(found -> payments.read(id).thenApply(ledger -> {
                    Registered registered = found.part();
                    ObjectNode view = Json.object()
                            .put("id", id.value())
                            .put(
                                    "name",
                                    UserViews.text(
                                            registered.account().profile().name()))
                            .put("email", registered.account().login().text().text())
                            .put("mailVerified", registered.platform().mail().verified())
                            .put("active", registered.isActive())
                            .put("balance", ledger.state().balance())
                            .put("currency", payments.settings().currency())
                            .put(
                                    "registeredAt",
                                    registered.account().createdAt().toString())
                            .put(
                                    "subscriberKind",
                                    Json.word(registered.account().profile().subscriberKind()));
                    registration(view, registered.platform().registration());
                    return Answer.state(200, found.revision(), view);
                }));
    }

    static void registration(ObjectNode view, Registration registration) {
        view.put("secondName", UserViews.text(registration.secondName()))
                .put("phone", UserViews.text(registration.phone()))
                .put("info", UserViews.text(registration.info()))
                .put("legalAddress", UserViews.text(registration.legalAddress()))
                .put("postalAddress", UserViews.text(registration.postalAddress()))
                .put("taxpayerNumber", UserViews.text(registration.taxpayerNumber()))
                .put("bank", UserViews.text(registration.bank()))
                .put("bankAccount", UserViews.text(registration.bankAccount()))
                .put("preferredMap", Json.word(registration.preferredMap()));
    }

    private CompletionStage<HttpResponse> change(Call call) {
        UserId id = call.name("id", UserId::new);
        return call.patch().thenCompose(fields -> entities.forChange(call, id.ref(), User.class, Registered::of)
                .thenCompose(found -> change(found, fields)));
    }

    private CompletionStage<HttpResponse> change(Entities.Existing<Registered> found, Fields fields) {
        Account user = found.part().account();
        Profile profile = profile(fields, user.profile());
        Registration was = found.part().platform().registration();
        Registration registration = registration(fields, was, profile.subscriberKind());
        String email = fields.has("email") ? fields.text("email", Limits.LOGIN) : null;
        fields.check();
        List<Command> commands = new ArrayList<>();
        if (!profile.equals(user.profile())) {
            commands.add(new UserCommand.ChangeProfile(profile));
        }
        if (!registration.equals(was)) {
            commands.add(new UserCommand.ChangeRegistration(registration));
        }
        Entities.Existing<Account> known = new Entities.Existing<>(user, found.revision(), found.expected());
        CompletionStage<Reply.Done> changed = email == null
                ? entities.change(user.id().ref(), known, commands)
                : accounts.rename(known, email, commands);
        return changed.thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    /** Sends the user a link that proves the address of mail; those sent before are void. */
    private CompletionStage<HttpResponse> mail(Call call) {
        UserId id = call.name("id", UserId::new);
        return entities.existing(call, id.ref(), User.class, Registered::of).thenCompose(found -> activations
                .send(id)
                .exceptionally(failure -> {
                    throw unsent(failure).rejection();
                })
                .thenApply(reply -> {
                    if (reply instanceof Reply.Done done) {
                        return Answer.changed(Answer.nothing(), done);
                    }
                    Reply.Refused refused = (Reply.Refused) reply;
                    throw (refused.refusal() == Refusal.LIMIT_EXCEEDED
                                    ? tooSoon(found.part().platform().mail())
                                    : Problem.of(refused))
                            .rejection();
                }));
    }

    private static Problem unsent(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof Mailer.NotSentException
                ? Problem.of(ProblemType.UNAVAILABLE)
                        .saying("The mail could not be handed over; the link counts all the same, so wait for the next")
                        .with("Retry-After", "60")
                : Problem.unknownOutcome();
    }

    private Problem tooSoon(MailProof mail) {
        Instant now = clock.instant();
        Duration wait = Duration.between(now, mail.nextAt(activations.settings().rules(), now));
        return Problem.of(ProblemType.RATE_LIMITED)
                .saying("The user was sent a mail just now, or as many today as may be")
                .with(
                        "Retry-After",
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    private CompletionStage<HttpResponse> activate(Call call) {
        return switched(call, true, new UserCommand.Resume(SuspensionCause.ADMIN_DISABLED))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private CompletionStage<HttpResponse> deactivate(Call call) {
        return switched(call, false, new UserCommand.Suspend(SuspensionCause.ADMIN_DISABLED))
                .thenCompose(done -> entities.revoked(call, call.name("id", UserId::new), done));
    }

    /** Of several who switch at once, one does and the others find it done. */
    private CompletionStage<Reply.Done> switched(Call call, boolean on, UserCommand command) {
        UserId id = call.name("id", UserId::new);
        return entities.existing(call, id.ref(), User.class, Registered::of)
                .thenCompose(found -> entities.change(id.ref(), command))
                .thenApply(done -> {
                    if (!done.changed()) {
                        throw Problem.of(ProblemType.CONFLICT)
                                .saying(on ? "The user is active already" : "The user is not active")
                                .rejection();
                    }
                    return done;
                });
    }
}
