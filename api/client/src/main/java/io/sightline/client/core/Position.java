package io.sightline.client.core;

/** Which content of a source is held: epoch, revision, and the grant under which it came. */
public record Position(String epoch, long rev, long grant) {}
