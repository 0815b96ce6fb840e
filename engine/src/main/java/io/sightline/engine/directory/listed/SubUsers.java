package io.sightline.engine.directory.listed;

import java.util.List;
import java.util.Optional;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.UserOrigin;

import static io.sightline.engine.directory.Field.Use.FACET;
import static io.sightline.engine.directory.Field.Use.FILTER;
import static io.sightline.engine.directory.Field.Use.SEARCH;
import static io.sightline.engine.directory.Field.Use.SORT;

/** Additional logins. Each shows its main user's name and login, and is found by them. */
public final class SubUsers {

    public static final DocumentKind KIND = new DocumentKind(
            "sub-user",
            3,
            new DocumentKind.Owner("ownerId", Users.KIND.name()),
            List.of(
                    Field.text("name", SEARCH, SORT),
                    Field.text("login", SEARCH, SORT, FILTER),
                    Field.code("ownerId", FILTER),
                    Field.text("ownerName", SEARCH, SORT).borrowing("name"),
                    Field.text("ownerLogin", SEARCH, SORT).borrowing("login"),
                    Field.code("status", FILTER, FACET, SORT),
                    Field.code("suspensions", FILTER, FACET),
                    Field.time("createdAt", FILTER, SORT),
                    Field.code("addressIds", FILTER),
                    Field.code("folderIds", FILTER),
                    Field.code("cameraIds", FILTER),
                    Field.code("intercomIds", FILTER)));

    public static final Derivation.OfState<Account> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.USER, Account.class, SubUsers::document);

    private SubUsers() {}

    private static Optional<Document> document(Account user) {
        if (!(user.origin() instanceof UserOrigin.SubUser sub) || Users.isErased(user)) {
            return Optional.empty();
        }
        return Optional.of(Document.of(KIND, user.id().value())
                .text("name", Users.text(user.profile().name()))
                .text("login", user.login().text().text())
                .code("ownerId", sub.parent().value())
                .code("status", Everything.word(user.standing().status()))
                .codes("suspensions", Users.suspensions(user))
                .time("createdAt", user.createdAt())
                .codes("addressIds", Users.held(user, Kind.ADDRESS))
                .codes("folderIds", Users.held(user, Kind.FOLDER))
                .codes("cameraIds", Users.devices(user, DeviceKey::isCamera, key -> DeviceKey.camera(key)
                        .value()))
                .codes("intercomIds", Users.devices(user, DeviceKey::isIntercom, key -> DeviceKey.intercom(key)
                        .value()))
                .build());
    }
}
