package io.sightline.engine.directory.listed;

import java.util.Optional;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.ServiceStatus;
import io.sightline.engine.domain.Subscription;

/** The services of users with a tariff plan, for what the list of these users repeats of them. Without a plan there is no status. */
public final class Services {

    public static final DocumentKind KIND =
            DocumentKind.of("service", 1, Field.code("serviceStatus"), Field.code("tariffId"), Field.text("tariff"));

    public static final Derivation.OfState<Subscription> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.SUBSCRIPTION, Subscription.class, Services::document);

    private Services() {}

    private static Optional<Document> document(Subscription service) {
        Subscription.Plan plan = service.plan();
        boolean added = service.status() != ServiceStatus.SERVICE_NOT_ADDED;
        return Optional.of(Document.of(KIND, service.user().value())
                .code("serviceStatus", added ? Everything.word(service.status()) : null)
                .code("tariffId", added && plan != null ? plan.id().value() : null)
                .text("tariff", added && plan != null ? plan.name() : null)
                .build());
    }
}
