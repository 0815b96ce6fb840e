package io.sightline.engine.directory.listed;

import java.util.Optional;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Particulars;
import io.sightline.engine.domain.UserOrigin;

import static io.sightline.engine.directory.Field.Use.FACET;
import static io.sightline.engine.directory.Field.Use.FILTER;
import static io.sightline.engine.directory.Field.Use.SEARCH;
import static io.sightline.engine.directory.Field.Use.SORT;

/** Firms and persons added by hand, with the plan that each has and how it stands. */
public final class PortalUsers {

    public static final DocumentKind KIND = new DocumentKind(
            "portal-user",
            2,
            new DocumentKind.Owner("serviceId", Services.KIND.name()),
            Users.withHeld(
                    Field.text("login", SEARCH, SORT),
                    Field.text("name", SEARCH, SORT),
                    Field.text("taxpayerNumber", SEARCH, SORT),
                    Field.code("serviceId", FILTER),
                    Field.code("serviceStatus", FILTER, FACET, SORT).borrowing("serviceStatus"),
                    Field.code("tariffId", FILTER, FACET).borrowing("tariffId"),
                    Field.text("tariff", FILTER, SORT).borrowing("tariff"),
                    Field.code("status", FILTER, FACET, SORT),
                    Field.time("createdAt", FILTER, SORT)));

    public static final Derivation.OfState<Account> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.USER, Account.class, PortalUsers::document);

    private PortalUsers() {}

    private static Optional<Document> document(Account user) {
        if (!(user.origin() instanceof UserOrigin.Portal) || Users.isErased(user)) {
            return Optional.empty();
        }
        Particulars known = user.profile().particulars();
        return Optional.of(Users.holding(Document.of(KIND, user.id().value()), user)
                .text("login", user.login().text().text())
                .text("name", Users.text(user.profile().name()))
                .text("taxpayerNumber", known == null ? null : Users.text(known.taxpayerNumber()))
                .code("serviceId", user.id().value())
                .code("status", Everything.word(user.standing().status()))
                .time("createdAt", user.createdAt())
                .build());
    }
}
