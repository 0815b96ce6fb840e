package io.sightline.engine.directory.listed;

import java.util.List;
import java.util.Optional;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Notification;

import static io.sightline.engine.directory.Field.Use.FACET;
import static io.sightline.engine.directory.Field.Use.FILTER;
import static io.sightline.engine.directory.Field.Use.SEARCH;
import static io.sightline.engine.directory.Field.Use.SORT;

/** The notifications administrators have sent. */
public final class Notifications {

    public static final DocumentKind KIND = new DocumentKind(
            "notification",
            1,
            null,
            List.of(
                    Field.text("title", SEARCH, SORT),
                    Field.code("severity", FILTER, FACET, SORT),
                    Field.code("status", FILTER, FACET),
                    Field.code("everybody", FILTER, FACET),
                    Field.number("told", SORT),
                    Field.time("createdAt", FILTER, SORT)));

    public static final Derivation.OfState<Notification> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.NOTIFICATION, Notification.class, Notifications::document);

    private Notifications() {}

    private static Optional<Document> document(Notification notification) {
        if (notification.notice() == null || notification.sentAt() == null) {
            return Optional.empty();
        }
        return Optional.of(Document.of(KIND, notification.id().value())
                .text("title", notification.notice().title().text())
                .code("severity", Everything.word(notification.notice().severity()))
                .code("status", Everything.word(notification.status()))
                .flag("everybody", notification.to() == null)
                .number("told", notification.told())
                .time("createdAt", notification.sentAt())
                .build());
    }
}
