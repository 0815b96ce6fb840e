package io.sightline.engine.directory.listed;

import java.util.Optional;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.KeptTracker;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.TrackerCard;

import static io.sightline.engine.directory.Field.Use.FACET;
import static io.sightline.engine.directory.Field.Use.FILTER;
import static io.sightline.engine.directory.Field.Use.SEARCH;
import static io.sightline.engine.directory.Field.Use.SEARCH_WHOLE;
import static io.sightline.engine.directory.Field.Use.SORT;

/** Trackers of all users. */
public final class Trackers {

    public static final DocumentKind KIND = new DocumentKind(
            "tracker",
            1,
            new DocumentKind.Owner("owner", Users.KIND.name()),
            Users.withOwner(
                    Field.text("name", SEARCH, SORT),
                    Field.code("model", FILTER, FACET, SORT),
                    Field.code("imei", FILTER, SEARCH_WHOLE, SORT),
                    Field.text("phone", SEARCH),
                    Field.code("expired", FILTER, FACET),
                    Field.number("shareCount", FILTER, SORT),
                    Field.code("objectIds", FILTER),
                    Field.code("sharedWith", FILTER),
                    Field.time("createdAt", FILTER, SORT)));

    public static final Derivation.OfState<KeptTracker> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.TRACKER, KeptTracker.class, Trackers::document);

    private Trackers() {}

    private static Optional<Document> document(KeptTracker tracker) {
        TrackerCard card = tracker.card();
        if (card.name().isRedacted()) {
            return Optional.empty();
        }
        return Optional.of(Document.of(KIND, tracker.id().value())
                .code("owner", tracker.owner().value())
                .text("name", card.name().text())
                .code("model", card.model())
                .code("imei", card.imei().text())
                .text("phone", Users.text(card.phone()))
                .flag("expired", tracker.belonging().expired())
                .number("shareCount", tracker.belonging().shares().size())
                .codes(
                        "objectIds",
                        tracker.objects().stream().map(object -> object.value()).toList())
                .codes(
                        "sharedWith",
                        tracker.belonging().shares().keySet().stream()
                                .map(user -> user.value())
                                .toList())
                .time("createdAt", tracker.createdAt())
                .build());
    }
}
