package io.sightline.client.view;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

import io.sightline.client.core.Change;
import io.sightline.client.core.Manifest;
import io.sightline.client.core.Position;
import io.sightline.client.store.MemoryStore;
import io.sightline.client.wire.Entry;
import io.sightline.client.wire.Standing;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ViewTest {

    private static final String CASE =
            "{\"$\":1,\"kind\":\"case\",\"title\":\"%s\",\"type\":\"face\",\"level\":3,\"cameras\":[\"cam-1\"],\"events\":[]}";
    private static final String LICENCES = "{\"$\":1,\"kind\":\"licences\",\"levels\":[]}";

    private final MemoryStore store = new MemoryStore();

    private void holds(String source, Entry... entries) {
        var grants = new TreeMap<>(store.manifest().grants());
        grants.put(source, new Manifest.Grant(1, 0, 0, 0));
        store.apply(new Change(
                new Manifest(null, 1, Standing.ACTIVE, grants),
                List.of(),
                new Change.Write(source, new Position("e", 1, 1), true, Arrays.asList(entries), List.of())));
    }

    private static Entry entry(String key, long dr, String v) {
        return new Entry(key, 1, dr, v, "");
    }

    @Test
    void keepsCasesAndLicencesApartFromDevices() {
        holds("U:ada", entry("case-1", 3, CASE.formatted("Mine")), entry("licences", 2, LICENCES));
        holds("U:main", entry("case-1", 2, CASE.formatted("Older")), entry("case-2", 2, CASE.formatted("Theirs")));
        var view = View.of(store, "ada", true, 0);
        assertThat(view.devices()).isEmpty();
        assertThat(view.cases()).containsOnlyKeys("case-1", "case-2");
        assertThat(view.cases().get("case-1").path("title").asText()).isEqualTo("Mine");
        assertThat(view.licences()).isNotNull();
    }

    @Test
    void knowsTheProfileOfTheCustomerAndThePermissionsOfTheUserAlone() {
        var codes = "{\"$\":1,\"kind\":\"permissions\",\"codes\":[\"%s\"]}";
        var profile = "{\"$\":1,\"kind\":\"profile\",\"areas\":[\"archive\"]}";
        holds("U:main", entry("profile", 2, profile), entry("permissions", 9, codes.formatted("ptz-control")));
        assertThat(View.of(store, "ada", true, 0).permissions()).isNull();
        holds("U:ada", entry("permissions", 1, codes.formatted("marks-index")));
        var view = View.of(store, "ada", true, 0);
        assertThat(view.profile()).isNotNull();
        assertThat(view.permissions()).hasToString(codes.formatted("marks-index"));
        assertThat(view.devices()).isEmpty();
    }

    @Test
    void takesNothingUnderAKeyOfAnotherKind() {
        holds("U:ada", entry("cam-1", 3, CASE.formatted("Mine")), entry("case-1", 3, LICENCES));
        var view = View.of(store, "ada", true, 0);
        assertThat(view.devices()).isEmpty();
        assertThat(view.cases()).isEmpty();
        assertThat(view.licences()).isNull();
    }
}
