package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.DeviceFacts.Opening;
import io.sightline.engine.domain.InstalledIntercom;
import io.sightline.engine.domain.Intercom;
import io.sightline.engine.domain.IntercomCommand;
import io.sightline.engine.domain.IntercomId;
import io.sightline.engine.domain.IntercomLink;
import io.sightline.engine.domain.IntercomSpec;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.NetworkDeviceId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Intercoms: what they are, whether they can be reached, and who lives behind them. */
final class IntercomRoutes {

    private static final String ONE = "/api/v1/intercoms/{id}";
    private static final String RESIDENT = ONE + "/flats/{flat}/users/{user}";

    private final Entities entities;

    IntercomRoutes(Entities entities) {
        this.entities = entities;
    }

    List<Route> routes() {
        return List.of(
                Route.put(ONE, Scope.DEVICES_WRITE, this::put),
                Route.get(ONE, Scope.DEVICES_READ, this::show).asking("atLeast"),
                Route.patch(ONE, Scope.DEVICES_WRITE, this::change),
                Route.delete(ONE, Scope.DEVICES_WRITE, this::remove),
                Route.put(RESIDENT, Scope.DEVICES_WRITE, this::link),
                Route.delete(RESIDENT, Scope.DEVICES_WRITE, this::unlink).asking("waitFor"));
    }

    private enum Availability {
        ONLINE,
        OFFLINE
    }

    private record Wanted(IntercomSpec spec, boolean online, boolean restrictLive, boolean restrictArchive) {

        static Wanted of(InstalledIntercom intercom) {
            return new Wanted(intercom.spec(), intercom.online(), intercom.restrictLive(), intercom.restrictArchive());
        }

        List<Command> since(Wanted was) {
            List<Command> commands = new ArrayList<>();
            if (!spec.equals(was.spec)) {
                commands.add(new IntercomCommand.ChangeSpec(spec));
            }
            if (online != was.online) {
                commands.add(new IntercomCommand.SetOnline(online));
            }
            if (restrictLive != was.restrictLive || restrictArchive != was.restrictArchive) {
                commands.add(new IntercomCommand.Restrict(restrictLive, restrictArchive));
            }
            return commands;
        }
    }

    private static final Wanted FRESH = new Wanted(
            new IntercomSpec(
                    "",
                    null,
                    "",
                    "",
                    null,
                    null,
                    null,
                    null,
                    IntercomSpec.DepartmentType.MAIN,
                    1,
                    null,
                    0,
                    0,
                    IntercomSpec.ConnectionType.SMART,
                    IntercomSpec.DOOR_OPEN_SECONDS),
            false,
            false,
            false);

    private CompletionStage<HttpResponse> put(Call call) {
        IntercomId id = call.name("id", IntercomId::new);
        return call.fields().thenCompose(fields -> {
            fields.text("name", Limits.NAME);
            fields.integer("flatFrom", 0, Limits.FLAT);
            fields.integer("flatTo", 0, Limits.FLAT);
            Wanted wanted = wanted(fields, FRESH);
            return entities.forPut(call, id.ref(), Intercom.class, Intercom::installed)
                    .thenCompose(held -> held.isEmpty()
                            ? install(id, wanted).thenApply(done -> answer(201, id, done))
                            : replace(id, wanted, held.get(), call).thenApply(done -> answer(200, id, done)));
        });
    }

    private CompletionStage<Reply.Done> install(IntercomId id, Wanted wanted) {
        return entities.change(id.ref(), new IntercomCommand.Install(wanted.spec))
                .thenCompose(done -> entities.read(id.ref(), Intercom.class).thenCompose(at -> at.state()
                        .installed()
                        .map(made -> rest(id, wanted.since(Wanted.of(made)), done))
                        .orElseThrow(() -> Problem.notFound("intercom").rejection())));
    }

    private CompletionStage<Reply.Done> rest(IntercomId id, List<Command> commands, Reply.Done installed) {
        return commands.isEmpty() ? CompletableFuture.completedStage(installed) : entities.change(id.ref(), commands);
    }

    private CompletionStage<Reply.Done> replace(
            IntercomId id, Wanted wanted, Entities.Existing<InstalledIntercom> held, Call call) {
        List<Command> commands = wanted.since(Wanted.of(held.part()));
        Entities.mustKnow(call, commands);
        return entities.change(id.ref(), held, commands);
    }

    private static HttpResponse answer(int status, IntercomId id, Reply.Done done) {
        return Answer.changed(Json.response(status, Json.object().put("id", id.value())), done);
    }

    private static Wanted wanted(Fields fields, Wanted was) {
        IntercomSpec spec = was.spec;
        IntercomSpec.DepartmentType type = fields.optionalChoice("departmentType", IntercomSpec.DepartmentType.class);
        IntercomSpec.ConnectionType connection =
                fields.optionalChoice("connectionType", IntercomSpec.ConnectionType.class);
        Availability availability = fields.optionalChoice("availability", Availability.class);
        Wanted wanted = new Wanted(
                new IntercomSpec(
                        fields.has("name") ? fields.text("name", Limits.NAME) : spec.name(),
                        text(fields, "externalId", spec.externalId()),
                        orEmpty(text(fields, "vendor", spec.vendor())),
                        orEmpty(text(fields, "model", spec.model())),
                        fields.has("mac") ? fields.optional("mac", NetworkDeviceId::new) : spec.device(),
                        text(fields, "serialNumber", spec.serialNumber()),
                        fields.has("addressId") ? fields.optional("addressId", AddressId::new) : spec.address(),
                        text(fields, "addressLabel", spec.addressLabel()),
                        type == null ? spec.departmentType() : type,
                        number(fields, "department", 1, 10_000, spec.department()),
                        text(fields, "departmentName", spec.departmentName()),
                        number(fields, "flatFrom", 0, Limits.FLAT, spec.flatFrom()),
                        number(fields, "flatTo", 0, Limits.FLAT, spec.flatTo()),
                        connection == null ? spec.connection() : connection,
                        number(fields, "doorOpenSeconds", 1, 600, spec.doorOpenSeconds())),
                availability == null ? was.online : availability == Availability.ONLINE,
                fields.flag("restrictLive", was.restrictLive),
                fields.flag("restrictArchive", was.restrictArchive));
        fields.check();
        return wanted;
    }

    private static int number(Fields fields, String name, int min, int max, int was) {
        return fields.has(name) ? fields.integer(name, min, max) : was;
    }

    private static @Nullable String text(Fields fields, String name, @Nullable String was) {
        return fields.has(name) ? fields.optionalText(name, Limits.NAME) : was;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return entities.existing(call, call.name("id", IntercomId::new).ref(), Intercom.class, Intercom::installed)
                .thenApply(found -> Answer.state(200, found.revision(), view(found.part())));
    }

    private static ObjectNode view(InstalledIntercom intercom) {
        IntercomSpec spec = intercom.spec();
        ObjectNode view = Json.object()
                .put("id", intercom.id().value())
                .put("name", spec.name())
                .put("externalId", spec.externalId())
                .put("vendor", spec.vendor())
                .put("model", spec.model())
                .put("mac", spec.device() == null ? null : spec.device().mac())
                .put("serialNumber", spec.serialNumber())
                .put("addressId", spec.address() == null ? null : spec.address().value())
                .put("addressLabel", spec.addressLabel())
                .put("departmentType", Json.word(spec.departmentType()))
                .put("department", spec.department())
                .put("departmentName", spec.departmentName())
                .put("flatFrom", spec.flatFrom())
                .put("flatTo", spec.flatTo())
                .put("connectionType", Json.word(spec.connection()))
                .put("doorOpenSeconds", spec.doorOpenSeconds())
                .put("operationalStatus", Json.word(intercom.operational()))
                .put("availability", intercom.online() ? "online" : "offline")
                .put("restrictLive", intercom.restrictLive())
                .put("restrictArchive", intercom.restrictArchive())
                .put("keyCount", intercom.keys().size())
                .put("createdAt", intercom.createdAt().toString());
        ArrayNode users = view.putArray("users");
        intercom.links().entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getKey().value()))
                .forEach(each -> users.addObject()
                        .put("userId", each.getKey().value())
                        .put("flat", each.getValue().link().flat()));
        return view;
    }

    private CompletionStage<HttpResponse> change(Call call) {
        IntercomId id = call.name("id", IntercomId::new);
        return call.patch()
                .thenCompose(fields -> entities.forChange(call, id.ref(), Intercom.class, Intercom::installed)
                        .thenCompose(found -> {
                            Wanted was = Wanted.of(found.part());
                            return entities.change(
                                    id.ref(), found, wanted(fields, was).since(was));
                        }))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        IntercomId id = call.name("id", IntercomId::new);
        return entities.remove(call, id.ref(), Intercom.class, Intercom::installed, new IntercomCommand.Delete());
    }

    private CompletionStage<HttpResponse> link(Call call) {
        IntercomId id = call.name("id", IntercomId::new);
        UserId user = call.name("user", UserId::new);
        int flat = flat(call);
        return call.fields().thenCompose(fields -> {
            Set<Opening> open = fields.has("open") ? openings(fields) : EnumSet.allOf(Opening.class);
            IntercomLink link = new IntercomLink(
                    flat, fields.flag("restrictLive", false), fields.flag("restrictArchive", false), open);
            fields.check();
            return entities.change(id.ref(), new IntercomCommand.Link(user, link))
                    .thenCompose(done -> entities.existing(call, id.ref(), Intercom.class, Intercom::installed)
                            .thenApply(found -> {
                                // The user has answered by now, and was taken out again if it does not take intercoms.
                                if (!found.part().links().containsKey(user)) {
                                    throw Problem.of(ProblemType.UNKNOWN_REFERENCE)
                                            .saying("There is no such user, or it is a sub-user")
                                            .rejection();
                                }
                                return Answer.changed(Answer.nothing(), done);
                            }));
        });
    }

    private static Set<Opening> openings(Fields fields) {
        Set<Opening> open = EnumSet.noneOf(Opening.class);
        for (String word : fields.texts("open", Opening.values().length, 16)) {
            EnumSet.allOf(Opening.class).stream()
                    .filter(each -> Json.word(each).equals(word))
                    .findFirst()
                    .ifPresentOrElse(open::add, () -> fields.fault("open", "invalid", "key, code, app, face"));
        }
        return open;
    }

    private CompletionStage<HttpResponse> unlink(Call call) {
        IntercomId id = call.name("id", IntercomId::new);
        UserId user = call.name("user", UserId::new);
        int flat = flat(call);
        return entities.existing(call, id.ref(), Intercom.class, Intercom::installed)
                .thenCompose(found -> {
                    var held = found.part().links().get(user);
                    if (held != null && held.link().flat() != flat) {
                        throw Problem.notFound("the user lives in another flat").rejection();
                    }
                    return entities.change(id.ref(), new IntercomCommand.Unlink(user));
                })
                // By now the user has given it up, at a revision of its own.
                .thenCompose(done -> entities.revoked(
                        call, user, () -> entities.read(user.ref(), User.class).thenApply(Versioned::revision), done));
    }

    private static int flat(Call call) {
        return call.name("flat", Integer::valueOf);
    }
}
