package io.sightline.api.admin;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressCommand;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.AddressNode;
import io.sightline.engine.domain.AddressPlace;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Folder;
import io.sightline.engine.domain.FolderCommand;
import io.sightline.engine.domain.FolderId;
import io.sightline.engine.domain.FolderPlace;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Source;
import io.sightline.engine.runtime.Reply;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The address tree and the private folders in its leaves. */
final class PlaceRoutes {

    private static final String ADDRESS = "/api/v1/addresses/{id}";
    private static final String FOLDER = "/api/v1/folders/{id}";
    private static final int KEY = 64;

    private static final ListSpec BY_ID = ListSpec.sortedBy("id", "-id").paged();

    private final Entities entities;
    private final SecureRandom random = new SecureRandom();

    PlaceRoutes(Entities entities) {
        this.entities = entities;
    }

    List<Route> routes() {
        return List.of(
                Route.put(ADDRESS, Scope.PLACES_WRITE, this::putAddress),
                Route.get(ADDRESS, Scope.PLACES_READ, this::showAddress).asking("atLeast"),
                Route.patch(ADDRESS, Scope.PLACES_WRITE, this::changeAddress),
                Route.delete(ADDRESS, Scope.PLACES_WRITE, this::removeAddress),
                Route.get(ADDRESS + "/children", Scope.PLACES_READ, this::children)
                        .listing(BY_ID)
                        .asking("atLeast"),
                Route.put(FOLDER, Scope.PLACES_WRITE, this::putFolder),
                Route.get(FOLDER, Scope.PLACES_READ, this::showFolder).asking("atLeast"),
                Route.patch(FOLDER, Scope.PLACES_WRITE, this::changeFolder),
                Route.delete(FOLDER, Scope.PLACES_WRITE, this::removeFolder));
    }

    private CompletionStage<HttpResponse> putAddress(Call call) {
        AddressId id = call.name("id", AddressId::new);
        return call.fields().thenCompose(fields -> {
            fields.text("name", Limits.NAME);
            AddressNode wanted = node(fields, new AddressNode("", null, null, null, null));
            return entities.forPut(call, id.ref(), Address.class, Address::place)
                    .thenCompose(held -> held.isEmpty()
                            ? under(wanted.parent(), id)
                                    .thenCompose(asked ->
                                            entities.change(id.ref(), new AddressCommand.Create(epoch(), wanted)))
                                    .thenApply(done -> answer(201, id.value(), done))
                            : move(id, held.get(), wanted, call).thenApply(done -> answer(200, id.value(), done)));
        });
    }

    private CompletionStage<Reply.Done> move(
            AddressId id, Entities.Existing<AddressPlace> held, AddressNode wanted, Call call) {
        AddressNode was = held.part().node();
        List<Command> commands = wanted.equals(was) ? List.of() : List.of(new AddressCommand.ChangeNode(wanted));
        Entities.mustKnow(call, commands);
        boolean elsewhere = wanted.parent() != null && !wanted.parent().equals(was.parent());
        CompletionStage<?> asked = elsewhere ? under(wanted.parent(), id) : CompletableFuture.completedStage(null);
        return asked.thenCompose(done -> entities.change(id.ref(), held, commands));
    }

    /** Asks the parent first: a node that holds devices or folders takes no children. */
    private CompletionStage<?> under(@Nullable AddressId parent, AddressId child) {
        return parent == null
                ? CompletableFuture.completedStage(null)
                : entities.ask(parent.ref(), new AddressCommand.AddChild(child)).thenApply(PlaceRoutes::taken);
    }

    /** A parent that is not there is at fault in the body and not in the path. */
    private static Reply taken(Reply reply) {
        if (reply instanceof Reply.Refused refused) {
            boolean unknown = refused.refusal() == io.sightline.engine.domain.Refusal.UNKNOWN_ENTITY;
            throw (unknown
                            ? Problem.of(io.sightline.engine.domain.Refusal.UNKNOWN_REFERENCE, "address")
                            : Problem.of(refused))
                    .rejection();
        }
        return reply;
    }

    private static AddressNode node(Fields fields, AddressNode was) {
        AddressNode node = new AddressNode(
                fields.has("name") ? fields.text("name", Limits.NAME) : was.name(),
                text(fields, "externalId", Limits.NAME, was.externalId()),
                text(fields, "csa", KEY, was.csa()),
                fields.has("parentId") ? fields.optional("parentId", AddressId::new) : was.parent(),
                text(fields, "contractNumber", Limits.NAME, was.contractNumber()));
        fields.check();
        return node;
    }

    private static @Nullable String text(Fields fields, String name, int max, @Nullable String was) {
        return fields.has(name) ? fields.optionalText(name, max) : was;
    }

    private CompletionStage<HttpResponse> showAddress(Call call) {
        return address(call).thenApply(found -> Answer.state(200, found.revision(), view(found.part())));
    }

    private CompletionStage<Entities.Existing<AddressPlace>> address(Call call) {
        return entities.existing(call, call.name("id", AddressId::new).ref(), Address.class, Address::place);
    }

    private static ObjectNode view(AddressPlace address) {
        ObjectNode view = Json.object()
                .put("id", address.id().value())
                .put("name", address.node().name())
                .put("externalId", address.node().externalId())
                .put("csa", address.node().csa())
                .put(
                        "parentId",
                        address.node().parent() == null
                                ? null
                                : address.node().parent().value())
                .put("contractNumber", address.node().contractNumber())
                .put("leaf", address.isLeaf())
                .put("childCount", address.children().size())
                .put("createdAt", address.createdAt().toString());
        ObjectNode folders = view.putObject("folders");
        new TreeMap<>(address.folders()).forEach((key, folder) -> folders.put(key, folder.value()));
        content(view, address.source(), address.members().present().size());
        return view;
    }

    private static void content(ObjectNode view, Source source, int users) {
        view.put("userCount", users);
        ArrayNode devices = view.putArray("devices");
        source.entries().keySet().stream().sorted().forEach(devices::add);
    }

    private CompletionStage<HttpResponse> changeAddress(Call call) {
        AddressId id = call.name("id", AddressId::new);
        return call.patch()
                .thenCompose(fields -> entities.forChange(call, id.ref(), Address.class, Address::place)
                        .thenCompose(found ->
                                move(id, found, node(fields, found.part().node()), call)))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private CompletionStage<HttpResponse> removeAddress(Call call) {
        AddressId id = call.name("id", AddressId::new);
        return entities.remove(call, id.ref(), Address.class, Address::place, new AddressCommand.Delete());
    }

    private CompletionStage<HttpResponse> children(Call call) {
        return address(call).thenCompose(found -> {
            List<AddressId> all = List.copyOf(found.part().children());
            return Page.of(call.list(), all, AddressId::value).read(id -> entities.read(id.ref(), Address.class)
                    .thenApply(at -> at.state().place().map(PlaceRoutes::view)));
        });
    }

    private CompletionStage<HttpResponse> putFolder(Call call) {
        FolderId id = call.name("id", FolderId::new);
        return call.fields().thenCompose(fields -> {
            AddressId address = fields.required("addressId", AddressId::new, new AddressId("none"));
            String key = fields.text("key", KEY);
            boolean editable = fields.flag("editable", false);
            fields.check();
            return entities.forPut(call, id.ref(), Folder.class, Folder::place)
                    .thenCompose(held -> held.isEmpty()
                            ? entities.ask(address.ref(), new AddressCommand.AddFolder(key, id))
                                    .thenApply(PlaceRoutes::taken)
                                    .thenCompose(asked -> entities.change(
                                            id.ref(), new FolderCommand.Create(epoch(), address, key, editable)))
                                    .thenApply(done -> answer(201, id.value(), done))
                            : replace(held.get(), new Folder.Lying(address, key), editable, call)
                                    .thenApply(done -> answer(200, id.value(), done)));
        });
    }

    private CompletionStage<Reply.Done> replace(
            Entities.Existing<FolderPlace> held, Folder.Lying lying, boolean editable, Call call) {
        FolderPlace folder = held.part();
        if (!folder.lying().equals(lying)) {
            throw Problem.of(ProblemType.CONFLICT)
                    .saying("A folder does not move: it lies elsewhere or has another key")
                    .rejection();
        }
        List<Command> commands = new ArrayList<>();
        if (folder.editable() != editable) {
            commands.add(new FolderCommand.SetEditable(editable));
        }
        Entities.mustKnow(call, commands);
        return entities.change(folder.id().ref(), held, commands);
    }

    private CompletionStage<HttpResponse> showFolder(Call call) {
        return entities.existing(call, call.name("id", FolderId::new).ref(), Folder.class, Folder::place)
                .thenApply(found -> {
                    FolderPlace folder = found.part();
                    ObjectNode view = Json.object()
                            .put("id", folder.id().value())
                            .put("addressId", folder.lying().address().value())
                            .put("key", folder.lying().key())
                            .put("editable", folder.editable())
                            .put("createdAt", folder.createdAt().toString());
                    content(view, folder.source(), folder.members().present().size());
                    return Answer.state(200, found.revision(), view);
                });
    }

    private CompletionStage<HttpResponse> changeFolder(Call call) {
        return onFolder(call, fields -> {
            List<Command> commands = fields.has("editable")
                    ? List.of(new FolderCommand.SetEditable(fields.flag("editable", false)))
                    : List.of();
            fields.check();
            return commands;
        });
    }

    private CompletionStage<HttpResponse> onFolder(Call call, Function<Fields, List<Command>> commands) {
        FolderId id = call.name("id", FolderId::new);
        return call.patch()
                .thenCompose(fields -> entities.forChange(call, id.ref(), Folder.class, Folder::place)
                        .thenCompose(found -> entities.change(id.ref(), found, commands.apply(fields))))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }

    private CompletionStage<HttpResponse> removeFolder(Call call) {
        FolderId id = call.name("id", FolderId::new);
        return entities.remove(call, id.ref(), Folder.class, Folder::place, new FolderCommand.Delete());
    }

    private static HttpResponse answer(int status, String id, Reply.Done done) {
        return Answer.changed(Json.response(status, Json.object().put("id", id)), done);
    }

    private Epoch epoch() {
        return Epoch.of(random.nextLong());
    }
}
