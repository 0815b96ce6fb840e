package io.sightline.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.sightline.engine.domain.DeviceFacts;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.wire.DeviceValue;
import org.jspecify.annotations.Nullable;

/** Everything that was ever written. */
final class History {

    private record Shown(DeviceFacts facts, ViewClass viewClass) {}

    private final Map<SourceId, Map<Mark, Source>> sources = new HashMap<>();
    private final Map<UserId, Map<Mark, Manifest>> manifests = new HashMap<>();
    private final Map<Object, List<Epoch>> epochs = new HashMap<>();
    private final Map<Long, Grant> grants = new HashMap<>();
    private final Map<Shown, String> values = new HashMap<>();

    void wrote(SourceId id, Source source) {
        incarnation(id, source.epoch());
        var former = sources.computeIfAbsent(id, any -> new HashMap<>()).putIfAbsent(Mark.of(source), source);
        if (former != null && !former.entries().equals(source.entries())) {
            throw new Violation(Invariant.I14, id + " has two contents at " + Mark.of(source));
        }
    }

    void wrote(UserId id, Manifest manifest) {
        incarnation(id, manifest.epoch());
        manifests.computeIfAbsent(id, any -> new HashMap<>()).putIfAbsent(Mark.of(manifest), manifest);
        manifest.grants().values().forEach(grant -> grants.putIfAbsent(grant.number(), grant));
    }

    private void incarnation(Object id, Epoch epoch) {
        var known = epochs.computeIfAbsent(id, any -> new ArrayList<>());
        if (known.isEmpty() || !known.get(known.size() - 1).equals(epoch)) {
            if (known.contains(epoch)) {
                throw new Violation(Invariant.I14, id + " uses the epoch " + epoch + " again");
            }
            known.add(epoch);
        }
    }

    @Nullable
    Source source(SourceId id, String epoch, long rev) {
        return sources.getOrDefault(id, Map.of()).get(new Mark(new Epoch(epoch), rev));
    }

    @Nullable
    Manifest manifest(UserId id, @Nullable String epoch, long rev) {
        return epoch == null ? null : manifests.getOrDefault(id, Map.of()).get(new Mark(new Epoch(epoch), rev));
    }

    /** The grant as it was first given under this number. */
    @Nullable
    Grant grant(long number) {
        return grants.get(number);
    }

    /** Whether a mark is not before another one, over incarnations. */
    boolean reaches(Object id, Mark mark, Mark floor) {
        if (mark.epoch().equals(floor.epoch())) {
            return mark.rev() >= floor.rev();
        }
        var known = epochs.getOrDefault(id, List.of());
        return known.indexOf(mark.epoch()) > known.indexOf(floor.epoch());
    }

    /** The text of a device for a view class. */
    String value(DeviceFacts facts, ViewClass viewClass) {
        return values.computeIfAbsent(
                new Shown(facts, viewClass), shown -> DeviceValue.of(shown.facts(), shown.viewClass()));
    }
}
