package io.sightline.engine.runtime;

import java.io.IOException;
import java.io.NotSerializableException;

import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Gives Pekko the bytes of a {@link RemoteMessage}. Named in {@code reference.conf}; one for each actor system. */
public final class MessageSerializer extends SerializerWithStringManifest {

    private static final int IDENTIFIER = 1_734_002;

    private final MessageCodec codec;

    public MessageSerializer(ExtendedActorSystem system) {
        codec = new MessageCodec(ActorRefResolver.get(Adapter.toTyped(system)));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return codec.manifest((RemoteMessage) message);
    }

    @Override
    public byte[] toBinary(Object message) {
        return codec.pack((RemoteMessage) message).bytes();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try {
            return codec.decode(manifest, bytes);
        } catch (IOException e) {
            var failure = new NotSerializableException(manifest);
            failure.initCause(e);
            throw failure;
        }
    }
}
