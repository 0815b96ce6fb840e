package io.sightline.engine.directory.listed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserOrigin;
import org.jspecify.annotations.Nullable;

import static io.sightline.engine.directory.Field.Use.FACET;
import static io.sightline.engine.directory.Field.Use.FILTER;
import static io.sightline.engine.directory.Field.Use.SEARCH;
import static io.sightline.engine.directory.Field.Use.SEARCH_WHOLE;
import static io.sightline.engine.directory.Field.Use.SORT;

/** Main users, those of billing and those an administrator has made for a time. Terminated ones stay until they are erased. */
public final class Users {

    /** Fields by which it is told what somebody holds, and so who may see that there is such a user. */
    static final List<Field> HELD = List.of(
            Field.code("addressIds", FILTER),
            Field.code("folderIds", FILTER),
            Field.code("cameraIds", FILTER),
            Field.code("intercomIds", FILTER));

    public static final DocumentKind KIND = new DocumentKind(
            "user",
            4,
            null,
            withHeld(
                    Field.text("name", SEARCH, SORT),
                    Field.text("login", SEARCH, SORT, FILTER),
                    Field.code("origin", FILTER, FACET, SORT),
                    Field.code("status", FILTER, FACET, SORT),
                    Field.code("suspensions", FILTER, FACET),
                    Field.code("userType", FILTER, FACET, SORT),
                    Field.code("subscriberKind", FILTER, FACET, SORT),
                    Field.code("entityId", FILTER, SEARCH_WHOLE),
                    Field.text("contractNumber", SEARCH, SORT, FILTER),
                    Field.time("createdAt", FILTER, SORT),
                    Field.time("expiresAt", FILTER, SORT),
                    Field.number("subUserCount", FILTER, SORT)));

    public static final Derivation.OfState<Account> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.USER, Account.class, Users::document);

    private Users() {}

    private static Optional<Document> document(Account user) {
        if (user.origin() instanceof UserOrigin.SubUser || isErased(user)) {
            return Optional.empty();
        }
        return Optional.of(holding(Document.of(KIND, user.id().value()), user)
                .text("name", text(user.profile().name()))
                .text("login", user.login().text().text())
                .code("origin", origin(user.origin()))
                .code("status", Everything.word(user.standing().status()))
                .codes("suspensions", suspensions(user))
                .code("userType", user.profile().userType())
                .code("subscriberKind", Everything.word(user.profile().subscriberKind()))
                .code("entityId", user.profile().entityId())
                .text("contractNumber", text(user.profile().contractNumber()))
                .time("createdAt", user.createdAt())
                .time("expiresAt", user.origin() instanceof UserOrigin.Temporary until ? until.expiresAt() : null)
                .number("subUserCount", user.family().subUsers().size())
                .build());
    }

    private static String origin(UserOrigin origin) {
        if (origin instanceof UserOrigin.Temporary) {
            return "temporary";
        }
        if (origin instanceof UserOrigin.Portal) {
            return "portal";
        }
        return origin instanceof UserOrigin.Platform ? "platform" : "billing";
    }

    /** Whether nothing personal of a user can be read any more, the login included: there is nobody to list. */
    static boolean isErased(Account user) {
        return user.login().text().isRedacted();
    }

    static Collection<String> suspensions(Account user) {
        return user.standing().causes().stream().map(Everything::word).toList();
    }

    static @Nullable String text(@Nullable Personal personal) {
        return personal == null ? null : personal.text();
    }

    /** The fields of a kind with those of {@link #HELD} after them. */
    static List<Field> withHeld(Field... fields) {
        List<Field> all = new ArrayList<>(List.of(fields));
        all.addAll(HELD);
        return List.copyOf(all);
    }

    /** The fields of a kind of thing that belongs to users, with whose it is, borrowed of that user; so is who may see it. */
    static List<Field> withOwner(Field... fields) {
        List<Field> all = new ArrayList<>(List.of(fields));
        all.add(Field.code("owner", FILTER));
        all.add(Field.text("ownerName", SEARCH, SORT).borrowing("name"));
        all.add(Field.text("ownerLogin", SEARCH, SORT).borrowing("login"));
        HELD.forEach(field -> all.add(field.borrowing(field.name())));
        return List.copyOf(all);
    }

    /** Fills in the fields of {@link #HELD}. */
    static Document.Builder holding(Document.Builder document, Account user) {
        return document.codes("addressIds", held(user, Kind.ADDRESS))
                .codes("folderIds", held(user, Kind.FOLDER))
                .codes("cameraIds", devices(user, DeviceKey::isCamera, key -> DeviceKey.camera(key)
                        .value()))
                .codes("intercomIds", devices(user, DeviceKey::isIntercom, key -> DeviceKey.intercom(key)
                        .value()));
    }

    /** Places whose devices the user is shown; for a sub-user those of its main user. */
    static Collection<String> held(Account user, Kind kind) {
        return user.manifest().grants().keySet().stream()
                .map(SourceId::owner)
                .filter(owner -> owner.kind() == kind)
                .map(owner -> owner.id())
                .toList();
    }

    /** Devices that the user has by itself and not with a place. */
    static Collection<String> devices(Account user, Predicate<String> kind, Function<String, String> id) {
        return user.source().entries().keySet().stream().filter(kind).map(id).toList();
    }
}
