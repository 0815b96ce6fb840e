package io.sightline.api.edge;

import java.nio.ByteBuffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.sightline.engine.sync.wire.Frame;

/**
 * A frame as it goes through a socket: the header of RFC 6455 and the payload in one buffer, past every encoder. What many
 * sessions share is made once and kept outside the heap for as long as the frame lives; it is given back to the system by the
 * garbage collector, because nobody can know who writes it last. What one session alone gets is a pooled copy.
 */
final class FrameForm {

    private static final int BINARY_FINAL = 0x82;
    private static final int CLOSE_FINAL = 0x88;
    private static final int PONG_FINAL = 0x8A;
    private static final int LONGEST_CLOSE_REASON = 120;

    private FrameForm() {}

    /** The frame for a WebSocket; the caller writes it once and does not release it. */
    static ByteBuf socket(Frame frame, ByteBufAllocator allocator) {
        if (isShared(frame)) {
            ByteBuf form = frame.form(FrameForm::kept);
            return form.retainedDuplicate();
        }
        ByteBuf copy = allocator.directBuffer(headerLength(frame.size()) + frame.size());
        header(copy, BINARY_FINAL, frame.size());
        return copy.writeBytes(frame.bytes());
    }

    /** The payload alone, for an answer to a poll. */
    static ByteBuf payload(Frame frame) {
        return Unpooled.wrappedBuffer(frame.bytes());
    }

    static ByteBuf pong(ByteBuf content) {
        ByteBuf pong = content.alloc().directBuffer(2 + content.readableBytes());
        header(pong, PONG_FINAL, content.readableBytes());
        return pong.writeBytes(content);
    }

    static final int NO_CODE = 1005;

    /** @param code as the protocol's page has it; 1005, which is never written, stands for none */
    static ByteBuf close(int code, String reason, ByteBufAllocator allocator) {
        if (code == NO_CODE) {
            return header(allocator.directBuffer(2), CLOSE_FINAL, 0);
        }
        byte[] words = reason.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        int length = Math.min(words.length, LONGEST_CLOSE_REASON);
        ByteBuf close = header(allocator.directBuffer(4 + length), CLOSE_FINAL, 2 + length);
        return close.writeShort(code).writeBytes(words, 0, length);
    }

    private static boolean isShared(Frame frame) {
        return frame.kind() == Frame.Kind.DELTA || frame.kind() == Frame.Kind.BASE || frame.kind() == Frame.Kind.REBASE;
    }

    private static ByteBuf kept(byte[] payload) {
        int length = headerLength(payload.length) + payload.length;
        ByteBuf form = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(length)).clear();
        header(form, BINARY_FINAL, payload.length);
        return form.writeBytes(payload);
    }

    private static int headerLength(int payload) {
        return payload < 126 ? 2 : payload <= 0xFFFF ? 4 : 10;
    }

    private static ByteBuf header(ByteBuf to, int first, int payload) {
        to.writeByte(first);
        if (payload < 126) {
            return to.writeByte(payload);
        }
        return payload <= 0xFFFF
                ? to.writeByte(126).writeShort(payload)
                : to.writeByte(127).writeLong(payload);
    }
}
