package io.sightline.api.edge;

import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.sightline.engine.sync.node.Connection;
import io.sightline.engine.sync.node.Lane;
import io.sightline.engine.sync.node.Transport;
import io.sightline.engine.sync.wire.CloseCode;
import io.sightline.engine.sync.wire.Encoding;
import io.sightline.engine.sync.wire.Frame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection after its upgrade: the session's transport and the pipeline's last handler in one object, because there are
 * as many as there are clients. Everything happens on the connection's event loop, which is its lane's thread.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // Netty tells of what fails in exceptionCaught, and of a close nothing is to be
// done.
final class Socket extends ChannelInboundHandlerAdapter implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(Socket.class);

    /** Parts of one message. No client of ours sends two; each costs a step although it may be empty. */
    private static final int MOST_PARTS = 16_384;

    private static final int CONTROLS_PER_SECOND = 20;
    private static final long SECOND = 1_000_000_000L;

    /** Of a closed socket so much more is read and thrown away, so that the other side gets to read why. */
    private static final int MOST_DISCARDED = 1 << 18;

    private final SyncRoute route;
    private final Channel channel;
    private final Connection session;
    private @Nullable ByteBuf folded;
    private long controlsSince;
    private int controls;
    private int parts;
    private int discarded;
    private boolean closing;

    Socket(SyncRoute route, Channel channel, Lane lane, Encoding encoding, @Nullable String bearer) {
        this.route = route;
        this.channel = channel;
        this.controlsSince = route.clock().nanos();
        this.session = lane.connect(this, encoding, bearer);
    }

    // What the session says.

    @Override
    public boolean writable() {
        return channel.isWritable();
    }

    @Override
    public void send(Frame frame) {
        if (!closing) {
            channel.write(FrameForm.socket(frame, channel.alloc()), channel.voidPromise());
        }
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void close(int code, String reason) {
        if (!closing) {
            closing = true;
            lastWords(code, reason);
        }
    }

    // What the client says.

    @Override
    public void channelRead(ChannelHandlerContext ignored, Object message) {
        try {
            if (closing) {
                discard(message);
            } else if (message instanceof BinaryWebSocketFrame frame && frame.isFinalFragment()) {
                session.received(ByteBufUtil.getBytes(frame.content()));
            } else if (message instanceof BinaryWebSocketFrame || message instanceof ContinuationWebSocketFrame) {
                fold((WebSocketFrame) message);
            } else if (message instanceof CloseWebSocketFrame close) {
                answerClose(close.statusCode());
            } else if (message instanceof PingWebSocketFrame || message instanceof PongWebSocketFrame) {
                control((WebSocketFrame) message);
            } else {
                fail(CloseCode.PROTOCOL.code(), "messages are binary");
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void fold(WebSocketFrame part) {
        ByteBuf content = part.content();
        if (folded == null) {
            folded = channel.alloc().heapBuffer(Math.max(256, content.readableBytes()));
            parts = 0;
        }
        if (folded.readableBytes() + content.readableBytes() > route.frameBytes() || ++parts > MOST_PARTS) {
            fail(CloseCode.TOO_LARGE.code(), "a message is at most " + route.frameBytes() + " bytes");
            return;
        }
        folded.writeBytes(content);
        if (part.isFinalFragment()) {
            byte[] whole = ByteBufUtil.getBytes(folded);
            letGo();
            session.received(whole);
        }
    }

    private void control(WebSocketFrame frame) {
        long now = route.clock().nanos();
        if (now - controlsSince >= SECOND) {
            controlsSince = now;
            controls = 0;
        }
        if (++controls > CONTROLS_PER_SECOND) {
            fail(CloseCode.TOO_MANY.code(), "more than " + CONTROLS_PER_SECOND + " control frames a second");
        } else if (frame instanceof PingWebSocketFrame && channel.isWritable()) {
            channel.writeAndFlush(FrameForm.pong(frame.content()), channel.voidPromise());
        }
    }

    private void answerClose(int code) {
        closing = true;
        session.closed();
        channel.writeAndFlush(FrameForm.close(code < 0 ? FrameForm.NO_CODE : code, "", channel.alloc()))
                .addListener(ChannelFutureListener.CLOSE);
        closeSoon();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ignored) {
        if (!closing && channel.isWritable()) {
            session.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ignored) {
        if (!closing) {
            closing = true;
            session.closed();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ignored) {
        letGo();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ignored, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            fail(corrupted.closeStatus().code(), "not a frame of RFC 6455 within the limits");
            return;
        }
        if (!(cause instanceof java.io.IOException)) {
            LOG.warn("Connection {} of session {} failed", channel.id(), session.sid(), cause);
        }
        channel.close();
    }

    // The end.

    private void fail(int code, String reason) {
        if (!closing) {
            closing = true;
            session.closed();
            lastWords(code, reason);
        }
    }

    /** Says why, hangs up, and for a while throws away what still comes: a close with unread bytes would reset the words away. */
    private void lastWords(int code, String reason) {
        letGo();
        channel.writeAndFlush(FrameForm.close(code, reason, channel.alloc())).addListener(written -> {
            if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            } else {
                channel.close();
            }
        });
        closeSoon();
        if (channel.pipeline().get(WebSocket13FrameDecoder.class) != null) {
            channel.pipeline().remove(WebSocket13FrameDecoder.class);
        }
    }

    private void closeSoon() {
        channel.eventLoop().schedule((Runnable) channel::close, route.closing().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void discard(Object message) {
        if (message instanceof ByteBuf bytes) {
            discarded += bytes.readableBytes();
            if (discarded > MOST_DISCARDED) {
                channel.close();
            }
        }
    }

    private void letGo() {
        if (folded != null) {
            folded.release();
            folded = null;
        }
    }
}
