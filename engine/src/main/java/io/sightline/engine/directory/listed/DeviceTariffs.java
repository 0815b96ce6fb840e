package io.sightline.engine.directory.listed;

import java.util.Optional;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.DeviceTariff;
import io.sightline.engine.domain.DeviceTariffTerms;
import io.sightline.engine.domain.Kind;

import static io.sightline.engine.directory.Field.Use.FACET;
import static io.sightline.engine.directory.Field.Use.FILTER;
import static io.sightline.engine.directory.Field.Use.SEARCH;
import static io.sightline.engine.directory.Field.Use.SORT;

/** Tariffs for single devices, those that are offered no more among them. */
public final class DeviceTariffs {

    public static final DocumentKind KIND = DocumentKind.of(
            "device-tariff",
            1,
            Field.text("name", SEARCH, SORT),
            Field.code("device", FILTER, FACET, SORT),
            Field.code("userId", FILTER),
            Field.code("offered", FILTER, FACET),
            Field.code("currency"),
            Field.number("monthly", FILTER, SORT),
            Field.number("threeMonths"),
            Field.number("halfYear"),
            Field.number("year"),
            Field.number("creditDays"),
            Field.code("features", FILTER),
            Field.time("createdAt", FILTER, SORT));

    public static final Derivation.OfState<DeviceTariff> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.DEVICE_TARIFF, DeviceTariff.class, DeviceTariffs::document);

    private DeviceTariffs() {}

    private static Optional<Document> document(DeviceTariff tariff) {
        DeviceTariffTerms terms = tariff.terms();
        if (terms == null) {
            return Optional.empty();
        }
        return Optional.of(Document.of(KIND, tariff.id().value())
                .text("name", terms.name())
                .code("device", Everything.word(terms.device()))
                .code("userId", terms.only() == null ? null : terms.only().value())
                .code("offered", Boolean.toString(tariff.withdrawnAt() == null))
                .code("currency", terms.monthly().currency())
                .number("monthly", terms.monthly().minor())
                .number("threeMonths", terms.price(3).minor())
                .number("halfYear", terms.price(6).minor())
                .number("year", terms.price(12).minor())
                .number("creditDays", terms.creditDays())
                .codes(
                        "features",
                        terms.features().stream().sorted().map(Everything::word).toList())
                .time("createdAt", tariff.createdAt())
                .build());
    }
}
