package io.sightline.simulator;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Selection;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.simulator.reference.Grant;
import io.sightline.simulator.reference.Listing;
import io.sightline.simulator.reference.Mechanism;
import io.sightline.simulator.reference.Model;
import org.jspecify.annotations.Nullable;

/**
 * The reference model beside the protocol that serves: for each user one, which is given the same commands and has trouble of
 * its own. When all is quiet both must have come to the same.
 */
final class Shadow {

    private static final int TROUBLES = 4;

    private final Random random;
    private final Map<SourceId, Listing> sources = new LinkedHashMap<>();
    private final Map<UserId, Model> models = new LinkedHashMap<>();

    Shadow(long seed) {
        random = new Random(~seed);
    }

    /** A source was written, or has forgotten its removals. */
    void wrote(SourceId id, Source source) {
        var listing = new Listing(
                source.epoch().hex(),
                source.rev(),
                revisions(source),
                new TreeMap<>(source.graves()),
                source.horizon());
        sources.put(id, listing);
        models.values().forEach(model -> model.source(id.value(), listing));
        trouble();
    }

    void wrote(UserId user, Manifest manifest) {
        var model = models.computeIfAbsent(user, any -> begin());
        var grants = new TreeMap<String, Grant>();
        manifest.grants().forEach((id, grant) -> grants.put(id.value(), of(grant)));
        model.grants(grants);
        trouble();
    }

    private Model begin() {
        var model = new Model(EnumSet.allOf(Mechanism.class), random);
        sources.forEach((id, listing) -> model.source(id.value(), listing));
        return model;
    }

    private static SortedMap<String, Long> revisions(Source source) {
        var revisions = new TreeMap<String, Long>();
        source.entries().forEach((key, entry) -> revisions.put(key, entry.rev()));
        return revisions;
    }

    private static Grant of(io.sightline.engine.domain.Grant grant) {
        return new Grant(grant.number(), grant.selection() instanceof Selection.Only only ? only.keys() : Set.of());
    }

    private void trouble() {
        for (var model : models.values()) {
            for (int i = random.nextInt(TROUBLES); i > 0; i--) {
                model.trouble();
            }
        }
    }

    /** In what a client that is in step differs from the model of its user; null when in nothing. */
    @Nullable
    String difference(Installation client) {
        var model = models.get(client.user);
        if (model == null) {
            throw new IllegalStateException(client.user + " has no manifest");
        }
        var faults = model.quiesce();
        if (!faults.isEmpty()) {
            return "the reference model itself fails: " + faults;
        }
        for (var source : model.grants().keySet()) {
            var held = new HashMap<String, Long>();
            client.store.entries(source, entry -> held.put(entry.k(), entry.r()));
            if (!held.equals(model.held(source))) {
                return "holds of " + source + " " + held + ", and the reference model " + model.held(source);
            }
        }
        return null;
    }
}
