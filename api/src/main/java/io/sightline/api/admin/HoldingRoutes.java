package io.sightline.api.admin;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Filter.AnyOf;
import io.sightline.engine.directory.Filter.Not;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.AddressPlace;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Folder;
import io.sightline.engine.domain.FolderId;
import io.sightline.engine.domain.FolderPlace;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Who and what belongs to a place, and the places a user could still be given. */
final class HoldingRoutes {

    private static final String ADDRESS = "/api/v1/addresses/{id}";
    private static final String FOLDER = "/api/v1/folders/{id}";
    private static final String USER = "/api/v1/users/{id}";

    private final Entities entities;
    private final Lists lists;

    HoldingRoutes(Entities entities, Lists lists) {
        this.entities = entities;
        this.lists = lists;
    }

    List<Route> routes() {
        return List.of(
                ofAddress("/users", Scope.USERS_READ, DirectoryRoutes.USERS, "addressIds"),
                ofAddress("/cameras", Scope.DEVICES_READ, DirectoryRoutes.CAMERAS, "addressIds"),
                ofAddress("/intercoms", Scope.DEVICES_READ, DirectoryRoutes.INTERCOMS, "addressId"),
                ofFolder("/users", Scope.USERS_READ, DirectoryRoutes.USERS),
                ofFolder("/cameras", Scope.DEVICES_READ, DirectoryRoutes.CAMERAS),
                Route.get(
                                USER + "/attachable-addresses",
                                Scope.PLACES_READ,
                                call -> attachable(call, Kind.ADDRESS, DirectoryRoutes.ADDRESSES))
                        .listing(DirectoryRoutes.ADDRESSES),
                Route.get(
                                USER + "/attachable-folders",
                                Scope.PLACES_READ,
                                call -> attachable(call, Kind.FOLDER, DirectoryRoutes.FOLDERS))
                        .listing(DirectoryRoutes.FOLDERS));
    }

    private Route ofAddress(String what, Scope scope, Listing listing, String field) {
        return Route.get(ADDRESS + what, scope, call -> {
                    AddressId id = call.name("id", AddressId::new);
                    return entities.existing(call, id.ref(), Address.class, Address::place)
                            .thenCompose((Entities.Existing<AddressPlace> found) ->
                                    lists.answer(call, listing, new AnyOf(field, Set.of(id.value()))));
                })
                .listing(listing);
    }

    private Route ofFolder(String what, Scope scope, Listing listing) {
        return Route.get(FOLDER + what, scope, call -> {
                    FolderId id = call.name("id", FolderId::new);
                    return entities.existing(call, id.ref(), Folder.class, Folder::place)
                            .thenCompose((Entities.Existing<FolderPlace> found) ->
                                    lists.answer(call, listing, new AnyOf("folderIds", Set.of(id.value()))));
                })
                .listing(listing);
    }

    private CompletionStage<HttpResponse> attachable(Call call, Kind kind, Listing listing) {
        EntityRef user = call.name("id", UserId::new).ref();
        return entities.existing(call, user, User.class, User::account)
                .thenCompose(found ->
                        lists.answer(call, listing, new Not(new AnyOf(DocumentKind.ID, held(found.part(), kind)))));
    }

    private static Set<String> held(Account user, Kind kind) {
        Set<String> held = new HashSet<>();
        user.grants().places().keySet().forEach(place -> {
            if (place.owner().kind() == kind) {
                held.add(place.owner().id());
            }
        });
        return held;
    }
}
