package io.sightline.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.sightline.client.wire.Codec;
import io.sightline.client.wire.MalformedMessage;
import io.sightline.client.wire.ServerMessage;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a frame once for all sessions of one event loop that are sent the same bytes one after the other. Confined to its event
 * loop.
 */
final class SharedDecoder {

    private final Codec codec;
    private ByteBuf last = Unpooled.EMPTY_BUFFER;
    private @Nullable ServerMessage decoded;

    SharedDecoder(Codec codec) {
        this.codec = codec;
    }

    /** The same object for the same bytes as last time. */
    ServerMessage decode(ByteBuf content) {
        var known = decoded;
        if (known != null && ByteBufUtil.equals(last, content)) {
            return known;
        }
        byte[] bytes = ByteBufUtil.getBytes(content);
        try {
            var fresh = codec.decode(bytes);
            last = Unpooled.wrappedBuffer(bytes);
            decoded = fresh;
            return fresh;
        } catch (MalformedMessage e) {
            throw new IllegalStateException("the node sent what is no message", e);
        }
    }
}
