package io.sightline.engine.directory.listed;

import java.util.Optional;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Registration;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.domain.UserOrigin;

import static io.sightline.engine.directory.Field.Use.FACET;
import static io.sightline.engine.directory.Field.Use.FILTER;
import static io.sightline.engine.directory.Field.Use.SEARCH;
import static io.sightline.engine.directory.Field.Use.SORT;

/** Users who pay for devices of their own, until they are deleted. Each is among all users too. */
public final class PlatformUsers {

    public static final DocumentKind KIND = new DocumentKind(
            "platform-user",
            2,
            null,
            Users.withHeld(
                    Field.text("name", SEARCH, SORT),
                    Field.text("email", SEARCH, SORT),
                    Field.text("phone", SEARCH, SORT),
                    Field.text("taxpayerNumber", SEARCH),
                    Field.code("subscriberKind", FILTER, FACET),
                    Field.code("active", FILTER, FACET),
                    Field.code("mailVerified", FILTER, FACET),
                    Field.time("registeredAt", FILTER, SORT)));

    public static final Derivation.OfState<Account> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.USER, Account.class, PlatformUsers::document);

    private PlatformUsers() {}

    private static Optional<Document> document(Account user) {
        if (!(user.origin() instanceof UserOrigin.Platform platform)
                || user.standing().terminated()
                || Users.isErased(user)) {
            return Optional.empty();
        }
        Registration registration = platform.registration();
        boolean active = !user.standing().causes().contains(SuspensionCause.ADMIN_DISABLED);
        return Optional.of(Users.holding(Document.of(KIND, user.id().value()), user)
                .text("name", Users.text(user.profile().name()))
                .text("email", user.login().text().text())
                .text("phone", Users.text(registration.phone()))
                .text("taxpayerNumber", Users.text(registration.taxpayerNumber()))
                .code("subscriberKind", Everything.word(user.profile().subscriberKind()))
                .code("active", Boolean.toString(active))
                .code("mailVerified", Boolean.toString(platform.mail().verified()))
                .time("registeredAt", user.createdAt())
                .build());
    }
}
