package io.sightline.engine.domain;

/** What the list of tracker models is asked to do. */
public sealed interface TrackerModelsCommand extends Command {

    /** Adds a model, or gives one another name. */
    record Put(String code, String name) implements TrackerModelsCommand {}

    /** Takes a model off the list; trackers that are of it stay so. */
    record Remove(String code) implements TrackerModelsCommand {}
}
