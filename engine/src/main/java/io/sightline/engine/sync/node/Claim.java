package io.sightline.engine.sync.node;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.wire.ClientMessage.Held;
import io.sightline.engine.sync.wire.ClientMessage.Hello;
import org.jspecify.annotations.Nullable;

/**
 * What a client says in a hello that it holds. It is believed about content alone; what it may hold the manifest says.
 *
 * @param manifest what it was told last, or null
 * @param cursor the sources it names, each under the grant it came by
 */
record Claim(@Nullable Mark manifest, List<Held> cursor) {

    static Claim of(Hello said) {
        List<Held> cursor = said.cursor();
        return new Claim(said.manifest(), cursor == null ? List.of() : cursor);
    }

    /** Whether it holds exactly this manifest and nothing that came by another one's grants. */
    boolean goesBy(Manifest other) {
        if (!Mark.of(other).equals(manifest)) {
            return false;
        }
        for (Held held : cursor) {
            Grant grant = other.grants().get(held.source());
            if (grant == null || grant.number() != held.grant()) {
                return false;
            }
        }
        return true;
    }

    boolean sameEpoch(Manifest other) {
        return manifest != null && manifest.epoch().equals(other.epoch());
    }

    static Map<SourceId, Held> bySource(List<Held> cursor) {
        Map<SourceId, Held> held = new TreeMap<>();
        for (Held one : cursor) {
            held.put(one.source(), one);
        }
        return held;
    }
}
