package io.sightline.engine.directory.listed;

import java.util.List;
import java.util.Optional;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.FolderPlace;
import io.sightline.engine.domain.Kind;

import static io.sightline.engine.directory.Field.Use.FACET;
import static io.sightline.engine.directory.Field.Use.FILTER;
import static io.sightline.engine.directory.Field.Use.SEARCH;
import static io.sightline.engine.directory.Field.Use.SORT;

/** Private folders. Each shows the name of the address it lies at, and is found by it. */
public final class Folders {

    public static final DocumentKind KIND = new DocumentKind(
            "folder",
            2,
            new DocumentKind.Owner("addressId", Addresses.KIND.name()),
            List.of(
                    Field.text("key", SEARCH, SORT, FILTER),
                    Field.code("addressId", FILTER),
                    Field.text("addressName", SEARCH, SORT).borrowing("name"),
                    Field.code("editable", FILTER, FACET),
                    Field.number("deviceCount", FILTER, SORT),
                    Field.time("createdAt", FILTER, SORT)));

    public static final Derivation.OfState<FolderPlace> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.FOLDER, FolderPlace.class, Folders::document);

    private Folders() {}

    private static Optional<Document> document(FolderPlace folder) {
        return Optional.of(Document.of(KIND, folder.id().value())
                .text("key", folder.lying().key())
                .code("addressId", folder.lying().address().value())
                .flag("editable", folder.editable())
                .number("deviceCount", folder.source().entries().size())
                .time("createdAt", folder.createdAt())
                .build());
    }
}
