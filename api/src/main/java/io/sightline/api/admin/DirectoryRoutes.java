package io.sightline.api.admin;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.directory.AtLeast;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Filter.AnyOf;
import io.sightline.engine.directory.listed.Addresses;
import io.sightline.engine.directory.listed.Cameras;
import io.sightline.engine.directory.listed.Folders;
import io.sightline.engine.directory.listed.Intercoms;
import io.sightline.engine.directory.listed.MonitoringObjects;
import io.sightline.engine.directory.listed.SubUsers;
import io.sightline.engine.directory.listed.Trackers;
import io.sightline.engine.directory.listed.Users;
import io.sightline.engine.domain.User;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Lists of all users, devices and places, and of what belongs to users. */
final class DirectoryRoutes {

    /** Found by the login itself and not in the index, so that whoever has just been made is found. */
    private static final Filter<String> LOGIN = new Filter<>("login", text -> text);

    static final Listing USERS = Listing.of(Users.KIND, "-createdAt")
            .several("suspensions")
            .hiding("addressIds", "folderIds", "cameraIds", "intercomIds");
    private static final Listing SUB_USERS = Listing.of(SubUsers.KIND, "-createdAt")
            .several("suspensions")
            .hiding("addressIds", "folderIds", "cameraIds", "intercomIds");
    static final Listing CAMERAS = Listing.of(Cameras.KIND, "-createdAt")
            .flags("enabled", "archive", "publicAccess")
            .several("addressIds", "folderIds")
            .hiding("userIds");
    static final Listing INTERCOMS = Listing.of(Intercoms.KIND, "-createdAt").hiding("userIds");
    static final Listing ADDRESSES = Listing.of(Addresses.KIND, "name").flags("leaf");
    static final Listing FOLDERS = Listing.of(Folders.KIND, "addressName").flags("editable");

    static final Listing TRACKERS = Listing.of(Trackers.KIND, "-createdAt")
            .flags("expired")
            .several("objectIds")
            .hiding("sharedWith")
            .keeping(SightFilters.HELD);
    static final Listing MONITORING_OBJECTS = Listing.of(MonitoringObjects.KIND, "-createdAt")
            .hiding("sharedWith")
            .keeping(SightFilters.HELD);

    private final Entities entities;
    private final Accounts accounts;
    private final Lists lists;

    DirectoryRoutes(Entities entities, Accounts accounts, Lists lists) {
        this.entities = entities;
        this.accounts = accounts;
        this.lists = lists;
    }

    List<Route> routes() {
        return List.of(
                users("/api/v1/users", USERS.replacing(LOGIN)),
                users("/api/v1/sub-users", SUB_USERS.replacing(LOGIN)),
                list("/api/v1/cameras", Scope.DEVICES_READ, CAMERAS),
                list("/api/v1/intercoms", Scope.DEVICES_READ, INTERCOMS),
                list("/api/v1/addresses", Scope.PLACES_READ, ADDRESSES),
                list("/api/v1/folders", Scope.PLACES_READ, FOLDERS),
                list("/api/v1/trackers", Scope.DEVICES_READ, TRACKERS),
                list("/api/v1/monitoring-objects", Scope.DEVICES_READ, MONITORING_OBJECTS),
                export("users", Scope.USERS_READ, USERS),
                export("sub-users", Scope.USERS_READ, SUB_USERS),
                export("cameras", Scope.DEVICES_READ, CAMERAS),
                export("intercoms", Scope.DEVICES_READ, INTERCOMS),
                export("addresses", Scope.PLACES_READ, ADDRESSES),
                export("folders", Scope.PLACES_READ, FOLDERS),
                export("trackers", Scope.DEVICES_READ, TRACKERS),
                export("monitoring-objects", Scope.DEVICES_READ, MONITORING_OBJECTS));
    }

    /** In a folder of their own, because whatever stands behind {@code /cameras/} may be the id of one. */
    private Route export(String name, Scope scope, Listing listing) {
        return Route.get("/api/v1/exports/" + name, scope, call -> lists.export(call, name, listing))
                .exporting(listing)
                .inSight();
    }

    private Route list(String path, Scope scope, Listing listing) {
        return Route.get(path, scope, call -> lists.answer(call, listing))
                .listing(listing)
                .inSight();
    }

    private Route users(String path, Listing listing) {
        return Route.get(path, Scope.USERS_READ, call -> users(call, listing))
                .listing(listing)
                .inSight();
    }

    private CompletionStage<HttpResponse> users(Call call, Listing listing) {
        String login = call.list().value(LOGIN).orElse(null);
        if (login == null) {
            return lists.answer(call, listing);
        }
        return accounts.holder(login)
                .thenCompose(holder -> holder.isEmpty()
                        ? lists.answer(call, listing, new AnyOf(DocumentKind.ID, java.util.Set.of()))
                        : entities.read(call, holder.get().ref(), User.class)
                                .thenCompose(at -> lists.answer(
                                        call,
                                        listing,
                                        new AtLeast(holder.get().ref(), at.revision()),
                                        new AnyOf(
                                                DocumentKind.ID,
                                                java.util.Set.of(holder.get().value())))));
    }
}
