package io.sightline.engine.domain;

/** When a camera records its archive. */
public enum RecordingMode {
    CONTINUOUS,
    /** Only while something moves. */
    MOTION,
    OFF
}
