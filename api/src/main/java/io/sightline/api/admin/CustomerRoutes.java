package io.sightline.api.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.AccountProfile;
import io.sightline.engine.domain.Area;
import io.sightline.engine.domain.Branding;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Customer;
import io.sightline.engine.domain.CustomerCommand;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.RecordingDefaults;
import io.sightline.engine.domain.RecordingMode;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.service.CustomerSettings;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Main users as customers: the account profile, the areas of the platform, and whether the customer is disabled. */
final class CustomerRoutes {

    private static final String PROFILE = "/api/v1/users/{id}/profile";
    private static final String AREAS = "/api/v1/users/{id}/areas";
    private static final String BRANDING = "/api/v1/users/{id}/branding";
    private static final String ERASURE = "/api/v1/users/{id}/erasure";
    private static final String DISABLEMENT = "/api/v1/users/{id}/disablement";

    private final Entities entities;
    private final CustomerSettings settings;
    private final InstantSource clock;

    CustomerRoutes(Entities entities, CustomerSettings settings, InstantSource clock) {
        this.entities = entities;
        this.settings = settings;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PROFILE, Scope.USERS_READ, this::profile).own().asking("atLeast"),
                Route.patch(PROFILE, Scope.USERS_WRITE, this::change),
                Route.get(AREAS, Scope.USERS_READ, this::areas).own().asking("atLeast"),
                Route.patch(AREAS, Scope.USERS_WRITE, this::open),
                Route.post(DISABLEMENT, Scope.USERS_WRITE, this::disable)
                        .repeatable()
                        .asking("waitFor"),
                Route.delete(DISABLEMENT, Scope.USERS_WRITE, this::enable),
                Route.get(BRANDING, Scope.USERS_READ, this::branding).own().asking("atLeast"),
                Route.put(BRANDING, Scope.USERS_WRITE, this::brand),
                Route.delete(BRANDING, Scope.USERS_WRITE, this::unbrand),
                Route.post(ERASURE, Scope.USERS_WRITE, this::erase).repeatable());
    }

    private CompletionStage<HttpResponse> profile(Call call) {
        return shown(call, CustomerRoutes::view);
    }

    private CompletionStage<HttpResponse> areas(Call call) {
        return shown(call, CustomerRoutes::areas);
    }

    private interface View {
        ObjectNode of(Customer customer);
    }

    private CompletionStage<HttpResponse> shown(Call call, View view) {
        return mainUser(call)
                .thenCompose(user -> entities.read(call, Customer.ref(user.id()), Customer.class))
                .thenApply(at -> Answer.state(200, at.revision(), view.of(at.state())));
    }

    /** A user who is a customer; a sub-user has no profile of its own. */
    private CompletionStage<Account> mainUser(Call call) {
        UserId id = call.name("id", UserId::new);
        return entities.read(id.ref(), User.class).thenApply(at -> at.state()
                .account()
                .filter(account -> !account.isSubUser())
                .orElseThrow(() -> Problem.notFound(id.ref().toString()).rejection()));
    }

    private CompletionStage<Entities.Existing<Customer>> customer(Call call) {
        return mainUser(call)
                .thenCompose(user ->
                        entities.forChange(call, Customer.ref(user.id()), Customer.class, java.util.Optional::of));
    }

    private CompletionStage<HttpResponse> change(Call call) {
        return call.patch().thenCompose(fields -> customer(call).thenCompose(found -> {
            Customer was = found.part();
            AccountProfile profile = new AccountProfile(
                    contact(fields, was.profile().contact()),
                    billing(fields, was.profile().billing()),
                    location(fields, was.profile().location()));
            RecordingDefaults recording = recording(fields, was.recording());
            fields.check();
            List<Command> commands = new ArrayList<>();
            if (!profile.equals(was.profile())) {
                commands.add(new CustomerCommand.ChangeProfile(profile));
            }
            if (!recording.equals(was.recording())) {
                commands.add(new CustomerCommand.SetRecording(recording));
            }
            return changed(was, found, commands);
        }));
    }

    private CompletionStage<HttpResponse> changed(
            Customer was, Entities.Existing<Customer> found, List<Command> commands) {
        return entities.change(Customer.ref(was.user()), found, commands)
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private static AccountProfile.Contact contact(Fields fields, AccountProfile.Contact was) {
        if (!fields.has("contact")) {
            return was;
        }
        Fields contact = fields.object("contact");
        return new AccountProfile.Contact(
                text(contact, "firstName", Limits.NAME, was.firstName()),
                text(contact, "lastName", Limits.NAME, was.lastName()),
                text(contact, "phone", 64, was.phone()),
                text(contact, "email", Limits.NAME, was.email()));
    }

    private static AccountProfile.BillingInformation billing(Fields fields, AccountProfile.BillingInformation was) {
        if (!fields.has("billing")) {
            return was;
        }
        Fields billing = fields.object("billing");
        return new AccountProfile.BillingInformation(
                billing.flag("automatic", was.automatic()),
                billing.flag("taxIncluded", was.taxIncluded()),
                text(billing, "plan", Limits.NAME, was.plan()));
    }

    private static AccountProfile.Location location(Fields fields, AccountProfile.Location was) {
        if (!fields.has("location")) {
            return was;
        }
        Fields location = fields.object("location");
        return new AccountProfile.Location(
                text(location, "line1", Limits.NAME, was.line1()),
                text(location, "line2", Limits.NAME, was.line2()),
                text(location, "city", Limits.NAME, was.city()),
                text(location, "region", Limits.NAME, was.region()),
                text(location, "postcode", 32, was.postcode()),
                text(location, "country", 2, was.country()));
    }

    private static RecordingDefaults recording(Fields fields, RecordingDefaults was) {
        if (!fields.has("recording")) {
            return was;
        }
        Fields recording = fields.object("recording");
        return new RecordingDefaults(
                recording.has("archiveDays")
                        ? recording.optionalInteger("archiveDays", 0, Limits.ARCHIVE_DAYS)
                        : was.archiveDays(),
                recording.has("mode") ? recording.optionalChoice("mode", RecordingMode.class) : was.mode());
    }

    private static @Nullable Personal text(Fields fields, String name, int most, @Nullable Personal was) {
        if (!fields.has(name)) {
            return was;
        }
        String text = fields.optionalText(name, most);
        return text == null ? null : Personal.of(text);
    }

    private CompletionStage<HttpResponse> open(Call call) {
        return call.patch().thenCompose(fields -> customer(call).thenCompose(found -> {
            Set<Area> closed = new HashSet<>();
            Set<Area> were = found.part().governance().closed();
            for (Area area : Area.values()) {
                if (!fields.flag(Json.word(area), !were.contains(area))) {
                    closed.add(area);
                }
            }
            fields.check();
            return changed(
                    found.part(),
                    found,
                    closed.equals(were) ? List.of() : List.of(new CustomerCommand.SetAreas(closed)));
        }));
    }

    private CompletionStage<HttpResponse> disable(Call call) {
        return mainUser(call).thenCompose(user -> switched(user, new CustomerCommand.Disable())
                .thenCompose(done -> entities.revoked(call, user.id(), () -> revision(user.id()), done)));
    }

    private CompletionStage<HttpResponse> enable(Call call) {
        return mainUser(call)
                .thenCompose(user -> switched(user, new CustomerCommand.Enable(settings.reenableAllCameras())))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private CompletionStage<HttpResponse> branding(Call call) {
        return mainUser(call)
                .thenCompose(
                        user -> entities.existing(call, Customer.ref(user.id()), Customer.class, CustomerRoutes::look))
                .thenApply(found -> Answer.state(200, found.revision(), view(found.part())));
    }

    private static Optional<Branding> look(Customer customer) {
        return Optional.ofNullable(customer.branding());
    }

    private CompletionStage<HttpResponse> brand(Call call) {
        return call.fields().thenCompose(fields -> {
            String loginText = fields.optionalText("loginText", 1_000);
            Branding wanted = new Branding(
                    Personal.of(fields.text("name", Limits.NAME)),
                    loginText == null ? null : Personal.of(loginText),
                    fields.text("primary", 7),
                    fields.text("background", 7),
                    fields.text("text", 7),
                    logo(fields));
            fields.check();
            return mainUser(call).thenCompose(user -> entities.forPut(
                            call, Customer.ref(user.id()), Customer.class, CustomerRoutes::look)
                    .thenCompose(held -> brand(call, user.id(), wanted, held)));
        });
    }

    private CompletionStage<HttpResponse> brand(
            Call call, UserId user, Branding wanted, Optional<Entities.Existing<Branding>> held) {
        List<Command> commands = held.isPresent() && held.get().part().equals(wanted)
                ? List.of()
                : List.of(new CustomerCommand.Brand(wanted));
        if (held.isPresent()) {
            Entities.mustKnow(call, commands);
        }
        CompletionStage<Reply.Done> done = held.isPresent()
                ? entities.change(Customer.ref(user), held.get(), commands)
                : entities.change(Customer.ref(user), commands);
        return done.thenApply(changed -> Answer.changed(
                Json.response(held.isPresent() ? 200 : 201, Json.object().put("id", user.value())), changed));
    }

    private static Branding.@Nullable Logo logo(Fields fields) {
        if (!fields.has("logo") || fields.isNull("logo")) {
            return null;
        }
        Fields logo = fields.object("logo");
        return new Branding.Logo(
                logo.choice("type", Branding.ImageType.class), Personal.of(logo.text("data", Branding.LOGO)));
    }

    private CompletionStage<HttpResponse> unbrand(Call call) {
        return mainUser(call)
                .thenCompose(user -> entities.remove(
                        call,
                        Customer.ref(user.id()),
                        Customer.class,
                        CustomerRoutes::look,
                        new CustomerCommand.Brand(null)));
    }

    private static ObjectNode view(Branding branding) {
        ObjectNode view = Json.object()
                .put("name", branding.name().text())
                .put("loginText", UserViews.text(branding.loginText()))
                .put("primary", branding.primary())
                .put("background", branding.background())
                .put("text", branding.text());
        if (branding.logo() != null) {
            view.putObject("logo")
                    .put("type", Json.word(branding.logo().type()))
                    .put("data", branding.logo().data().text());
        }
        return view;
    }

    /** Deletes for good; the login in the body says that the caller means this customer. */
    private CompletionStage<HttpResponse> erase(Call call) {
        return call.fields().thenCompose(fields -> {
            String login = fields.text("login", Limits.LOGIN);
            fields.check();
            return mainUser(call).thenCompose(user -> {
                if (!user.login().text().text().equals(login)) {
                    throw Problem.invalid(List.of(
                                    new Problem.Fault("/login", "mismatch", "It is not the login of this customer")))
                            .rejection();
                }
                Instant purgeAt = clock.instant().plus(settings.retention());
                return switched(user, new CustomerCommand.Delete(purgeAt))
                        .thenApply(done -> Answer.changed(
                                Json.response(202, Json.object().put("removedAt", purgeAt.toString())), done));
            });
        });
    }

    private CompletionStage<Reply.Done> switched(Account user, CustomerCommand command) {
        return entities.change(Customer.ref(user.id()), command);
    }

    private CompletionStage<Long> revision(UserId user) {
        return entities.read(user.ref(), User.class).thenCompose(at -> CompletableFuture.completedStage(at.revision()));
    }

    private static ObjectNode view(Customer customer) {
        AccountProfile profile = customer.profile();
        ObjectNode view = Json.object()
                .put("id", customer.user().value())
                .put("status", customer.governance().disabled() ? "disabled" : "enabled");
        view.putObject("contact")
                .put("firstName", UserViews.text(profile.contact().firstName()))
                .put("lastName", UserViews.text(profile.contact().lastName()))
                .put("phone", UserViews.text(profile.contact().phone()))
                .put("email", UserViews.text(profile.contact().email()));
        view.putObject("billing")
                .put("automatic", profile.billing().automatic())
                .put("taxIncluded", profile.billing().taxIncluded())
                .put("plan", UserViews.text(profile.billing().plan()));
        view.putObject("location")
                .put("line1", UserViews.text(profile.location().line1()))
                .put("line2", UserViews.text(profile.location().line2()))
                .put("city", UserViews.text(profile.location().city()))
                .put("region", UserViews.text(profile.location().region()))
                .put("postcode", UserViews.text(profile.location().postcode()))
                .put("country", UserViews.text(profile.location().country()));
        RecordingMode mode = customer.recording().mode();
        view.putObject("recording")
                .put("archiveDays", customer.recording().archiveDays())
                .put("mode", mode == null ? null : Json.word(mode));
        view.set("areas", areas(customer));
        return view;
    }

    private static ObjectNode areas(Customer customer) {
        ObjectNode areas = Json.object();
        for (Area area : Area.values()) {
            areas.put(Json.word(area), !customer.governance().closed().contains(area));
        }
        return areas;
    }
}
