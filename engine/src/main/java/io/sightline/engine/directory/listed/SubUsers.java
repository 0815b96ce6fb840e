package io.sightline.engine.directory.listed;

import java.util.Optional;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.Account;
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
            Users.withHeld(
                    Field.text("name", SEARCH, SORT),
                    Field.text("login", SEARCH, SORT, FILTER),
                    Field.code("ownerId", FILTER),
                    Field.text("ownerName", SEARCH, SORT).borrowing("name"),
                    Field.text("ownerLogin", SEARCH, SORT).borrowing("login"),
                    Field.code("status", FILTER, FACET, SORT),
                    Field.code("suspensions", FILTER, FACET),
                    Field.time("createdAt", FILTER, SORT)));

    public static final Derivation.OfState<Account> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.USER, Account.class, SubUsers::document);

    private SubUsers() {}

    private static Optional<Document> document(Account user) {
        if (!(user.origin() instanceof UserOrigin.SubUser sub) || Users.isErased(user)) {
            return Optional.empty();
        }
        return Optional.of(Users.holding(Document.of(KIND, user.id().value()), user)
                .text("name", Users.text(user.profile().name()))
                .text("login", user.login().text().text())
                .code("ownerId", sub.parent().value())
                .code("status", Everything.word(user.standing().status()))
                .codes("suspensions", Users.suspensions(user))
                .time("createdAt", user.createdAt())
                .build());
    }
}
