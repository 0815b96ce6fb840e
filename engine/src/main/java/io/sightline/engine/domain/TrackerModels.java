package io.sightline.engine.domain;

import java.time.Instant;

import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The models a tracker may be of, as administrators keep them: one list for everybody.
 *
 * @param names by code
 */
public record TrackerModels(PMap<String, String> names)
        implements Entity<TrackerModelsCommand, TrackerModelsEvent, TrackerModels> {

    /** The one list. */
    public static final EntityRef REF = new EntityRef(Kind.TRACKER_MODELS, "models");

    public static TrackerModels empty() {
        return new TrackerModels(HashTreePMap.empty());
    }

    @Override
    public Decision<TrackerModelsEvent> decide(TrackerModelsCommand command, Instant now) {
        if (command instanceof TrackerModelsCommand.Put put) {
            if (!Ids.fit(put.code())) {
                return Decision.refuse(Refusal.INVALID, "code");
            }
            if (put.name().isBlank() || put.name().length() > Limits.NAME) {
                return Decision.refuse(Refusal.INVALID, "name");
            }
            if (!names.containsKey(put.code()) && names.size() >= Limits.TRACKER_MODELS) {
                return Decision.refuse(Refusal.LIMIT_EXCEEDED, "models");
            }
            return put.name().equals(names.get(put.code()))
                    ? Decision.unchanged()
                    : Decision.accept(new TrackerModelsEvent.Put(put.code(), put.name()));
        }
        if (command instanceof TrackerModelsCommand.Remove remove) {
            return names.containsKey(remove.code())
                    ? Decision.accept(new TrackerModelsEvent.Removed(remove.code()))
                    : Decision.unchanged();
        }
        throw new AssertionError(command);
    }

    @Override
    public TrackerModels apply(TrackerModelsEvent event, long revision) {
        if (event instanceof TrackerModelsEvent.Put put) {
            return new TrackerModels(names.plus(put.code(), put.name()));
        }
        if (event instanceof TrackerModelsEvent.Removed removed) {
            return new TrackerModels(names.minus(removed.code()));
        }
        throw new AssertionError(event);
    }
}
