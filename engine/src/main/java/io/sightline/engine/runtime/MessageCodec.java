package io.sightline.engine.runtime;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.journal.DomainForms;
import io.sightline.engine.journal.EventCodec;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;

/**
 * The messages nodes send each other, as bytes: CBOR under a name that says which layout and which message, never which class.
 * A layout may gain components, which readers of before pass over and which are null where a writer of before left them out.
 * Personal data is readable in them, because it is read at the other end; the channel keeps it. Immutable and thread-safe.
 */
final class MessageCodec {

    /** The layout of every name here; a message that changes in another way than by gaining components takes the next. */
    private static final String LAYOUT = "1/";

    /** Every message, by the name it has for ever. */
    static final Map<String, Class<? extends RemoteMessage>> NAMES = Map.ofEntries(
            Map.entry("execute", EntityMessage.Execute.class),
            Map.entry("inspect", EntityMessage.Inspect.class),
            Map.entry("wake", EntityMessage.Wake.class),
            Map.entry("watch", WatchMessage.Watching.class),
            Map.entry("unwatch", WatchMessage.Unwatching.class),
            Map.entry("confirm", WatchMessage.Confirming.class),
            Map.entry("load", WatchMessage.Loading.class),
            Map.entry("done", Reply.Done.class),
            Map.entry("refused", Reply.Refused.class),
            Map.entry("state", Versioned.class),
            Map.entry("head", NodeMessage.Headed.class),
            Map.entry("source-changed", NodeMessage.SourceChanged.class),
            Map.entry("manifest-changed", NodeMessage.ManifestChanged.class),
            Map.entry("source", NodeMessage.SourceLoaded.class),
            Map.entry("manifest", NodeMessage.ManifestLoaded.class),
            Map.entry("missing", NodeMessage.Missing.class),
            Map.entry("elsewhere", NodeMessage.Elsewhere.class),
            Map.entry("statuses", NodeMessage.Statuses.class),
            Map.entry("statuses-found", NodeMessage.StatusesFound.class),
            Map.entry("figures", NodeMessage.Figures.class),
            Map.entry("figures-found", NodeMessage.FiguresFound.class),
            Map.entry("verify", NodeMessage.Verify.class),
            Map.entry("verified", NodeMessage.Verified.class),
            Map.entry("offer", Transfer.Offer.class),
            Map.entry("pull", Transfer.Pull.class),
            Map.entry("part", Transfer.Part.class));

    private static final Map<Class<?>, String> MANIFESTS = new HashMap<>();

    static {
        NAMES.forEach((name, type) -> MANIFESTS.put(type, LAYOUT + name));
    }

    private final ObjectMapper mapper;

    MessageCodec(ActorRefResolver refs) {
        SimpleModule forms = new SimpleModule("sightline-messages");
        forms.addSerializer(ActorRef.class, new RefWriter(refs));
        forms.addDeserializer(ActorRef.class, new RefReader(refs));
        mapper = DomainForms.addTo(CBORMapper.builder()).addModule(forms).build();
    }

    String manifest(RemoteMessage message) {
        if (message instanceof Packed packed) {
            return packed.manifest();
        }
        String manifest = MANIFESTS.get(message.getClass());
        if (manifest == null) {
            throw new IllegalArgumentException("No name is known for " + message.getClass());
        }
        return manifest;
    }

    byte[] encode(RemoteMessage message) throws IOException {
        if (message instanceof Packed packed) {
            return packed.bytes();
        }
        if (message instanceof Versioned<?> at) {
            var stored = new EventCodec.StoredState(at.revision(), (Entity<?, ?, ?>) at.state());
            return mapper.writeValueAsBytes(stored);
        }
        return mapper.writeValueAsBytes(message);
    }

    /** @throws IOException when the manifest names no message this release knows, or the bytes are not one of its name */
    RemoteMessage decode(String manifest, byte[] bytes) throws IOException {
        Class<? extends RemoteMessage> type =
                manifest.startsWith(LAYOUT) ? NAMES.get(manifest.substring(LAYOUT.length())) : null;
        if (type == null) {
            throw new IOException("This release knows no message " + manifest);
        }
        if (type.equals(Versioned.class)) {
            var stored = mapper.readValue(bytes, EventCodec.StoredState.class);
            return new Versioned<>(stored.state(), stored.revision());
        }
        return mapper.readValue(bytes, type);
    }

    /** A message as its bytes, made before it is sent; it arrives as the message. */
    @SuppressWarnings("ArrayRecordComponent")
    record Packed(String manifest, byte[] bytes) implements RemoteMessage {}

    Packed pack(RemoteMessage message) {
        try {
            return new Packed(manifest(message), encode(message));
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot write " + manifest(message), e);
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class RefWriter extends StdSerializer<ActorRef> {

        private static final long serialVersionUID = 1L;

        private final transient ActorRefResolver refs;

        RefWriter(ActorRefResolver refs) {
            super(ActorRef.class);
            this.refs = refs;
        }

        @Override
        public void serialize(ActorRef ref, JsonGenerator out, SerializerProvider call) throws IOException {
            ActorRef<?> any = ref;
            out.writeString(refs.toSerializationFormat(any));
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class RefReader extends StdDeserializer<ActorRef> {

        private static final long serialVersionUID = 1L;

        private final transient ActorRefResolver refs;

        RefReader(ActorRefResolver refs) {
            super(ActorRef.class);
            this.refs = refs;
        }

        @Override
        public ActorRef deserialize(JsonParser in, DeserializationContext call) throws IOException {
            return refs.resolveActorRef(in.getText());
        }
    }
}
