package io.sightline.engine.sync;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Source;

/** A position in one incarnation of a history. Positions of different epochs cannot be compared. */
public record Mark(Epoch epoch, long rev) {

    public static Mark of(Source source) {
        return new Mark(source.epoch(), source.rev());
    }

    public static Mark of(Manifest manifest) {
        return new Mark(manifest.epoch(), manifest.rev());
    }

    /** Whether it is of the same epoch and not before the other. */
    public boolean reaches(Mark other) {
        return epoch.equals(other.epoch) && rev >= other.rev;
    }
}
