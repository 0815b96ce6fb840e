package io.sightline.engine.directory.listed;

import java.util.Collection;
import java.util.Optional;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.CameraProfile;
import io.sightline.engine.domain.InstalledCamera;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.SourceId;

import static io.sightline.engine.directory.Field.Use.FACET;
import static io.sightline.engine.directory.Field.Use.FILTER;
import static io.sightline.engine.directory.Field.Use.SEARCH;
import static io.sightline.engine.directory.Field.Use.SEARCH_WHOLE;
import static io.sightline.engine.directory.Field.Use.SORT;

/** Cameras that are in place. */
public final class Cameras {

    public static final DocumentKind KIND = DocumentKind.of(
            "camera",
            2,
            Field.text("name", SEARCH, SORT),
            Field.code("status", FILTER, FACET, SORT),
            Field.code("enabled", FILTER, FACET),
            Field.code("externalId", FILTER, SEARCH_WHOLE, SORT),
            Field.code("mac", FILTER, SEARCH_WHOLE),
            Field.text("serialNumber", SEARCH, SORT, FILTER),
            Field.text("location", SEARCH, SORT),
            Field.code("service", FILTER, FACET, SORT),
            Field.code("csa", FILTER, SEARCH_WHOLE),
            Field.code("publicAccess", FILTER, FACET),
            Field.code("source", FILTER, FACET),
            Field.code("archive", FILTER, FACET),
            Field.number("archiveDays", FILTER, SORT),
            Field.time("createdAt", FILTER, SORT),
            Field.code("holder", FILTER),
            Field.code("addressIds", FILTER),
            Field.code("folderIds", FILTER),
            Field.code("userIds", FILTER));

    public static final Derivation.OfState<InstalledCamera> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.CAMERA, InstalledCamera.class, Cameras::document);

    private Cameras() {}

    private static Optional<Document> document(InstalledCamera camera) {
        CameraProfile profile = camera.profile();
        return Optional.of(Document.of(KIND, camera.id().value())
                .text("name", camera.displayName())
                .code("status", Everything.word(camera.status()))
                .flag("enabled", camera.enabled())
                .code("externalId", profile.externalId())
                .code(
                        "mac",
                        profile.networkDevice() == null
                                ? null
                                : profile.networkDevice().mac())
                .text("serialNumber", profile.serialNumber())
                .text("location", camera.label())
                .code("service", profile.service())
                .code("csa", profile.csa())
                .flag("publicAccess", profile.publicAccess())
                .code("source", camera.own() != null ? "user" : profile.automatic() ? "auto" : "manual")
                .flag("archive", camera.archive())
                .number("archiveDays", camera.archiveDays())
                .time("createdAt", camera.createdAt())
                .code(
                        "holder",
                        profile.holder() == null ? null : profile.holder().value())
                .codes("addressIds", shown(camera, Kind.ADDRESS))
                .codes("folderIds", shown(camera, Kind.FOLDER))
                .codes("userIds", shown(camera, Kind.USER))
                .build());
    }

    private static Collection<String> shown(InstalledCamera camera, Kind kind) {
        return camera.listings().shown().keySet().stream()
                .map(SourceId::owner)
                .filter(owner -> owner.kind() == kind)
                .map(owner -> owner.id())
                .toList();
    }
}
