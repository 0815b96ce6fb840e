package io.sightline.engine.journal;

import java.io.IOException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Administrator;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.StaffEvent;
import io.sightline.engine.domain.UserEvent;
import org.jspecify.annotations.Nullable;

/**
 * Turns events and states into bytes and back: CBOR, with names from {@link Vocabulary}. Immutable and thread-safe.
 *
 * <p>A user's events and states are written under that user's key, and those of what belongs to a user under its owner's.
 * Kinds of entity without personal data are written without a key, and personal text in one of them is refused.
 */
public final class EventCodec {

    /** A state and the revision it stands at. */
    public record StoredState(long revision, Entity<?, ?, ?> state) {}

    private final ObjectMapper mapper;
    private final JournalMigration migration;

    private EventCodec(ObjectMapper mapper, JournalMigration migration) {
        this.mapper = mapper;
        this.migration = migration;
    }

    public static EventCodec create() {
        return new EventCodec(configured(CBORMapper.builder()), JournalMigration.current());
    }

    /** The same in JSON and with other steps, for tests and tools that people read. */
    static EventCodec json(JournalMigration migration) {
        return new EventCodec(configured(JsonMapper.builder()), migration);
    }

    private static ObjectMapper configured(MapperBuilder<?, ?> builder) {
        SimpleModule forms = new SimpleModule("sightline-journal");
        forms.addSerializer(Personal.class, new PersonalForm.Writer());
        forms.addDeserializer(Personal.class, new PersonalForm.Reader());
        return DomainForms.addTo(builder)
                .addModule(forms)
                .addMixIn(UserEvent.Created.class, PersonalForm.WithPasswordHash.class)
                .addMixIn(UserEvent.PasswordChanged.class, PersonalForm.WithPasswordHash.class)
                .addMixIn(Account.class, PersonalForm.WithPasswordHash.class)
                .addMixIn(StaffEvent.Hired.class, PersonalForm.WithPasswordHash.class)
                .addMixIn(StaffEvent.PasswordSet.class, PersonalForm.WithPasswordHash.class)
                .addMixIn(Administrator.class, PersonalForm.WithPasswordHash.class)
                .build();
    }

    /** The version of what {@link #encode} writes, to be kept beside the bytes. */
    public int version() {
        return migration.version();
    }

    /**
     * @param key the user's, when the entity is one or belongs to one
     * @throws JournalException when the event holds personal data and there is no key
     */
    public byte[] encode(EntityRef entity, Event event, @Nullable DataKey key) {
        return write(entity, Event.class, event, key);
    }

    /**
     * @param key null when it was destroyed: personal data is then redacted and everything else is as it was
     * @throws JournalException when the bytes are not an event of a version this program knows
     */
    public Event decode(EntityRef entity, int version, byte[] bytes, @Nullable DataKey key) {
        return read(entity, Event.class, version, bytes, key);
    }

    /** As {@link #encode}. */
    public byte[] encodeState(EntityRef entity, StoredState stored, @Nullable DataKey key) {
        return write(entity, StoredState.class, stored, key);
    }

    /** As {@link #decode}; whoever cannot read a state replays the events instead. */
    public StoredState decodeState(EntityRef entity, int version, byte[] bytes, @Nullable DataKey key) {
        return read(entity, StoredState.class, version, bytes, key);
    }

    private byte[] write(EntityRef entity, Class<?> root, Object value, @Nullable DataKey key) {
        try {
            return mapper.writerFor(root)
                    .withAttribute(PersonalForm.ENTITY, entity)
                    .withAttribute(PersonalForm.KEY, key)
                    .writeValueAsBytes(value);
        } catch (IOException failed) {
            throw new JournalException("Cannot write what has happened to " + entity, failed);
        }
    }

    private <T> T read(EntityRef entity, Class<T> root, int version, byte[] bytes, @Nullable DataKey key) {
        ObjectReader reader = mapper.readerFor(root)
                .withAttribute(PersonalForm.ENTITY, entity)
                .withAttribute(PersonalForm.KEY, key);
        try {
            if (version == migration.version()) {
                return reader.readValue(bytes);
            }
            if (!(mapper.readTree(bytes) instanceof ObjectNode kept)) {
                throw new JournalException("What was kept of " + entity + " is no object");
            }
            migration.upgrade(kept, version);
            return reader.readValue(mapper.treeAsTokens(kept));
        } catch (IOException failed) {
            throw new JournalException("Cannot read what has happened to " + entity, failed);
        }
    }
}
