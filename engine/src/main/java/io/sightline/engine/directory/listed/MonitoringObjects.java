package io.sightline.engine.directory.listed;

import java.util.Optional;
import java.util.function.Predicate;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.KeptObject;
import io.sightline.engine.domain.Kind;

import static io.sightline.engine.directory.Field.Use.FILTER;
import static io.sightline.engine.directory.Field.Use.SEARCH;
import static io.sightline.engine.directory.Field.Use.SORT;

/** Monitoring objects of all users. */
public final class MonitoringObjects {

    public static final DocumentKind KIND = new DocumentKind(
            "monitoring-object",
            1,
            new DocumentKind.Owner("owner", Users.KIND.name()),
            Users.withOwner(
                    Field.text("name", SEARCH, SORT),
                    Field.text("description", SEARCH),
                    Field.number("trackerCount", FILTER, SORT),
                    Field.number("cameraCount", FILTER, SORT),
                    Field.number("shareCount", FILTER, SORT),
                    Field.code("sharedWith", FILTER),
                    Field.time("createdAt", FILTER, SORT)));

    public static final Derivation.OfState<KeptObject> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.MONITORING_OBJECT, KeptObject.class, MonitoringObjects::document);

    private MonitoringObjects() {}

    private static Optional<Document> document(KeptObject object) {
        if (object.card().name().isRedacted()) {
            return Optional.empty();
        }
        return Optional.of(Document.of(KIND, object.id().value())
                .code("owner", object.owner().value())
                .text("name", object.card().name().text())
                .text("description", Users.text(object.card().description()))
                .number("trackerCount", count(object, DeviceKey::isTracker))
                .number("cameraCount", count(object, DeviceKey::isCamera))
                .number("shareCount", object.shares().size())
                .codes(
                        "sharedWith",
                        object.shares().keySet().stream()
                                .map(user -> user.value())
                                .toList())
                .time("createdAt", object.createdAt())
                .build());
    }

    private static long count(KeptObject object, Predicate<String> kind) {
        return object.source().entries().keySet().stream().filter(kind).count();
    }
}
