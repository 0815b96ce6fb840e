package io.sightline.simulator.reference;

/** How far something has come with a source: revision, the history it counts in, and the grant it was reached under. */
public record Cursor(String epoch, long rev, long grant) {}
