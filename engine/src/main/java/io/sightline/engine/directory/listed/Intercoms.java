package io.sightline.engine.directory.listed;

import java.util.Optional;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.InstalledIntercom;
import io.sightline.engine.domain.IntercomSpec;
import io.sightline.engine.domain.Kind;

import static io.sightline.engine.directory.Field.Use.FACET;
import static io.sightline.engine.directory.Field.Use.FILTER;
import static io.sightline.engine.directory.Field.Use.SEARCH;
import static io.sightline.engine.directory.Field.Use.SEARCH_WHOLE;
import static io.sightline.engine.directory.Field.Use.SORT;

/** Intercoms that are registered. */
public final class Intercoms {

    public static final DocumentKind KIND = DocumentKind.of(
            "intercom",
            2,
            Field.text("name", SEARCH, SORT),
            Field.text("addressLabel", SEARCH, SORT),
            Field.code("addressId", FILTER),
            Field.number("department", FILTER, SORT),
            Field.text("departmentName", SEARCH),
            Field.code("departmentType", FILTER, FACET),
            Field.code("operationalStatus", FILTER, FACET, SORT),
            Field.code("availability", FILTER, FACET, SORT),
            Field.code("vendor", FILTER, FACET, SORT),
            Field.code("model", FILTER, FACET, SORT),
            Field.code("connectionType", FILTER, FACET),
            Field.code("externalId", FILTER, SEARCH_WHOLE, SORT),
            Field.code("mac", FILTER, SEARCH_WHOLE),
            Field.text("serialNumber", SEARCH, SORT, FILTER),
            Field.time("createdAt", FILTER, SORT),
            Field.number("keyCount", FILTER, SORT),
            Field.code("userIds", FILTER));

    public static final Derivation.OfState<InstalledIntercom> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.INTERCOM, InstalledIntercom.class, Intercoms::document);

    private Intercoms() {}

    private static Optional<Document> document(InstalledIntercom intercom) {
        IntercomSpec spec = intercom.spec();
        return Optional.of(Document.of(KIND, intercom.id().value())
                .text("name", spec.name())
                .text("addressLabel", spec.addressLabel())
                .code(
                        "addressId",
                        spec.address() == null ? null : spec.address().value())
                .number("department", spec.department())
                .text("departmentName", spec.departmentName())
                .code("departmentType", Everything.word(spec.departmentType()))
                .code("operationalStatus", Everything.word(intercom.operational()))
                .code("availability", intercom.online() ? "online" : "offline")
                .code("vendor", spec.vendor())
                .code("model", spec.model())
                .code("connectionType", Everything.word(spec.connection()))
                .code("externalId", spec.externalId())
                .code("mac", spec.device() == null ? null : spec.device().mac())
                .text("serialNumber", spec.serialNumber())
                .time("createdAt", intercom.createdAt())
                .number("keyCount", intercom.keys().size())
                .codes(
                        "userIds",
                        intercom.links().keySet().stream()
                                .map(user -> user.value())
                                .toList())
                .build());
    }
}
