package io.sightline.bench.load;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket as lean as it can be: one handler, no object for a frame. Its masking key is zero, which the protocol allows and
 * which costs nothing. Confined to its channel's event loop.
 */
final class Connection extends ChannelInboundHandlerAdapter {

    /** Who a connection is for. */
    interface Listener {
        void opened(Connection connection);

        /** A binary frame; the bytes belong to the caller. */
        void received(Connection connection, ByteBuf content);

        /** @param code of the close frame, 0 when there was none */
        void closed(Connection connection, int code, String reason);
    }

    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MASKED = 0x80;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;

    private final byte[] upgrade;
    private final Listener listener;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf held;
    private boolean open;
    private int code;
    private String reason = "the connection broke off";

    /** @param subprotocol of the upgrade */
    Connection(String host, String subprotocol, Listener listener) {
        this.listener = listener;
        this.upgrade = ("GET /v1/sync HTTP/1.1\r\nHost: " + host
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: " + subprotocol
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends one binary frame. */
    void send(byte[] content) {
        var to = context;
        if (to != null) {
            var unused = to.writeAndFlush(frame(BINARY, content), to.voidPromise());
        }
    }

    void close() {
        var to = context;
        if (to != null) {
            var unused = to.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        var unused = active.writeAndFlush(Unpooled.wrappedBuffer(upgrade), active.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (held != null) {
            held = from.alloc()
                    .buffer(held.readableBytes() + bytes.readableBytes())
                    .writeBytes(released(held))
                    .writeBytes(bytes);
            bytes.release();
            bytes = held;
        }
        take(bytes);
        if (bytes.isReadable()) {
            held = bytes;
        } else {
            bytes.release();
            held = null;
        }
    }

    /** The bytes of a buffer that is not needed any more. */
    private static byte[] released(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        buffer.release();
        return bytes;
    }

    private void take(ByteBuf bytes) {
        if (!open && !upgraded(bytes)) {
            return;
        }
        while (bytes.readableBytes() >= 2) {
            int start = bytes.readerIndex();
            int kind = bytes.getByte(start) & 0x0f;
            int length = bytes.getByte(start + 1) & 0x7f;
            int header = 2;
            if (length == 126) {
                if (bytes.readableBytes() < 4) {
                    return;
                }
                length = bytes.getUnsignedShort(start + 2);
                header = 4;
            } else if (length == 127) {
                if (bytes.readableBytes() < 10) {
                    return;
                }
                length = Math.toIntExact(bytes.getLong(start + 2));
                header = 10;
            }
            if (bytes.readableBytes() < header + length) {
                return;
            }
            bytes.skipBytes(header);
            ByteBuf content = bytes.readSlice(length);
            if (kind == BINARY) {
                listener.received(this, content);
            } else if (kind == CLOSE && length >= 2) {
                code = content.readUnsignedShort();
                reason = content.toString(StandardCharsets.UTF_8);
            } else if (kind == PING && context != null) {
                var unused = context.writeAndFlush(frame(10, new byte[0]), context.voidPromise());
            }
        }
    }

    private boolean upgraded(ByteBuf bytes) {
        int end = indexOf(bytes, HEAD_END);
        if (end < 0) {
            return false;
        }
        String head = bytes.readCharSequence(end + HEAD_END.length - bytes.readerIndex(), StandardCharsets.US_ASCII)
                .toString();
        if (!head.startsWith("HTTP/1.1 101 ")) {
            reason = head.lines().findFirst().orElse("no answer");
            close();
            return false;
        }
        open = true;
        listener.opened(this);
        return true;
    }

    private static int indexOf(ByteBuf bytes, byte[] wanted) {
        for (int at = bytes.readerIndex(); at <= bytes.writerIndex() - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && bytes.getByte(at + same) == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        context = null;
        ReferenceCountUtil.release(held);
        held = null;
        listener.closed(this, code, reason);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        reason = cause.toString();
        var unused = from.close();
    }

    private static ByteBuf frame(int kind, byte[] content) {
        ByteBuf frame = Unpooled.buffer(content.length + 8);
        frame.writeByte(0x80 | kind);
        if (content.length < 126) {
            frame.writeByte(MASKED | content.length);
        } else {
            frame.writeByte(MASKED | 126).writeShort(content.length);
        }
        return frame.writeInt(0).writeBytes(content);
    }
}
