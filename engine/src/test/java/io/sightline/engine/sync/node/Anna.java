package io.sightline.engine.sync.node;

import java.util.TreeSet;

import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.ViewClass;

import static io.sightline.engine.sync.node.Town.ANNA;
import static io.sightline.engine.sync.node.Town.HOUSE;
import static org.assertj.core.api.Assertions.assertThat;

/** Anna, the town she lives in, and her browser. */
final class Anna {

    final Town town = new Town();
    final NaiveClient client = town.client("web-00000001");

    /** Her house has two cameras, and her browser shows them. */
    void opens() {
        town.grant(ANNA, HOUSE, ViewClass.ARCHIVE);
        town.put(HOUSE, "cam-1", "Door");
        town.put(HOUSE, "cam-2", "Yard");
        client.open(0);
        client.sync();
    }

    /** Her browser holds exactly what she is granted, and never thought that it differed. */
    void isInStep() {
        var grants = town.user(ANNA).manifest.grants();
        for (Grant grant : grants.values()) {
            var held = client.sources.get(grant.source().value());
            assertThat(held).as("%s", grant.source()).isNotNull();
            Source source = town.source(grant.source()).source;
            assertThat(held.e).isEqualTo(source.epoch().hex());
            assertThat(held.rev).isEqualTo(source.rev());
            var visible = new TreeSet<>(source.entries().keySet());
            visible.removeIf(key -> !grant.selection().covers(key));
            assertThat(held.entries.keySet()).isEqualTo(visible);
        }
        assertThat(client.sources).hasSameSizeAs(grants.keySet());
        assertThat(client.seen).doesNotContain("mismatch");
    }
}
