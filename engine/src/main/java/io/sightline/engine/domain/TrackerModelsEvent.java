package io.sightline.engine.domain;

/** What has happened to the list of tracker models. */
public sealed interface TrackerModelsEvent extends Event {

    record Put(String code, String name) implements TrackerModelsEvent {}

    record Removed(String code) implements TrackerModelsEvent {}
}
