package io.sightline.engine.runtime;

import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Event;
import io.sightline.engine.journal.DataKey;
import io.sightline.engine.journal.EventCodec;
import io.sightline.engine.journal.JournalRecord;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.EventSeq;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.jspecify.annotations.Nullable;

/**
 * How one entity's events and states look in the store: encoded, their personal parts under the user's key, and marked with
 * the epoch of the process that wrote them. Used by the entity's actor alone, but for the key, which may come from outside.
 */
final class EntityJournal<E extends Event, S extends Entity<?, E, S>> {

    private final EntityRef self;
    private final EntityKind<?, E, S> kind;
    private final EventCodec codec;
    private final long writerEpoch;
    private volatile @Nullable DataKey key;

    EntityJournal(EntityRef self, EntityKind<?, E, S> kind, EventCodec codec, long writerEpoch, @Nullable DataKey key) {
        this.self = self;
        this.kind = kind;
        this.codec = codec;
        this.writerEpoch = writerEpoch;
        this.key = key;
    }

    void use(DataKey made) {
        key = made;
    }

    EventAdapter<E, JournalRecord> events() {
        return new EventAdapter<>() {
            @Override
            public JournalRecord toJournal(E event) {
                return new JournalRecord(codec.version(), writerEpoch, codec.encode(self, event, key));
            }

            @Override
            public String manifest(E event) {
                return "";
            }

            @Override
            public EventSeq<E> fromJournal(JournalRecord record, String manifest) {
                return EventSeq.single(kind.events().cast(codec.decode(self, record.version(), record.bytes(), key)));
            }
        };
    }

    SnapshotAdapter<Versioned<S>> snapshots() {
        return new SnapshotAdapter<>() {
            @Override
            public Object toJournal(Versioned<S> at) {
                var stored = new EventCodec.StoredState(at.revision(), at.state());
                return new JournalRecord(codec.version(), writerEpoch, codec.encodeState(self, stored, key));
            }

            @Override
            public Versioned<S> fromJournal(Object from) {
                JournalRecord record = (JournalRecord) from;
                var stored = codec.decodeState(self, record.version(), record.bytes(), key);
                return new Versioned<>(kind.state().cast(stored.state()), stored.revision());
            }
        };
    }
}
