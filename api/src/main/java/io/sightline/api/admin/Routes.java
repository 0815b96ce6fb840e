package io.sightline.api.admin;

import java.util.List;
import java.util.stream.Stream;

/** Table of contents of the admin plane. */
final class Routes {

    private Routes() {}

    static List<Route> of(Wiring wiring, AdminSettings settings) {
        return Stream.of(
                        new HealthRoutes(wiring.health(), wiring.metrics()).routes(),
                        new ApiKeyRoutes(wiring.keys()).routes())
                .flatMap(List::stream)
                .toList();
    }
}
