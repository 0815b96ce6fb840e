package io.sightline.engine.projection;

import java.util.function.Consumer;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.journal.JournalRecord;

/** Everything that ever happened. Every call blocks while it reads. Thread-safe. */
public interface History {

    /** One event as it was kept. */
    record Kept(EntityRef entity, long revision, JournalRecord record) {}

    /** Into how many parts it falls; an entity is in one of them. */
    int parts();

    /** Tells every event of a part: one entity after the other, the events of each from the first on. */
    void read(int part, Consumer<Kept> each);

    /** Tells the events of one entity behind a revision, in order. */
    void read(EntityRef entity, long behind, Consumer<Kept> each);
}
