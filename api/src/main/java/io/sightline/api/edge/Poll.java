package io.sightline.api.edge;

import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.node.Connection;
import io.sightline.engine.sync.node.Lane;
import io.sightline.engine.sync.node.Transport;
import io.sightline.engine.sync.wire.CloseCode;
import io.sightline.engine.sync.wire.Encoding;
import io.sightline.engine.sync.wire.Frame;

/**
 * One {@code POST /v1/sync} as a session's transport: the array of messages is written as they come, so that no answer is ever
 * held whole. Stands in the pipeline behind the HTTP handlers for as long as the answer takes, to hear of the connection.
 */
final class Poll extends ChannelInboundHandlerAdapter implements Transport {

    /** Of CBOR, RFC 8949: an array of unstated length, and its end. */
    private static final byte[] CBOR_OPEN = {(byte) 0x9F};

    private static final byte[] CBOR_CLOSE = {(byte) 0xFF};
    private static final byte[] JSON_OPEN = {'['};
    private static final byte[] JSON_NEXT = {','};
    private static final byte[] JSON_CLOSE = {']'};

    private final Exchange exchange;
    private final Channel channel;
    private final Encoding encoding;
    private final SyncLimits limits;
    private final EdgeMetrics metrics;
    private final Connection session;
    private int frames;
    private long bytes;
    private boolean ended;

    Poll(Exchange exchange, Lane lane, Encoding encoding, String bearer, SyncLimits limits, EdgeMetrics metrics) {
        this.exchange = exchange;
        this.channel = exchange.context().channel();
        this.encoding = encoding;
        this.limits = limits;
        this.metrics = metrics;
        this.session = lane.connect(this, encoding, bearer);
    }

    void begin(byte[] hello) {
        channel.pipeline().addLast(this);
        session.received(hello);
    }

    @Override
    public boolean oneAnswer() {
        return true;
    }

    @Override
    public boolean writable() {
        return !ended && channel.isWritable();
    }

    @Override
    public void send(Frame frame) {
        if (ended) {
            return;
        }
        if (frames == 0) {
            exchange.begin(encoding.mediaType());
        }
        if (encoding == Encoding.CBOR) {
            exchange.part(frames == 0 ? Unpooled.wrappedBuffer(CBOR_OPEN, frame.bytes()) : FrameForm.payload(frame));
        } else {
            exchange.part(Unpooled.wrappedBuffer(frames == 0 ? JSON_OPEN : JSON_NEXT, frame.bytes()));
        }
        frames++;
        bytes += frame.size();
        if (frames == limits.windowFrames() || bytes >= limits.windowBytes()) {
            // Nothing can be acknowledged here: the rest comes with the next poll. Not from inside the session's own
            // call.
            channel.eventLoop().execute(this::full);
        }
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void close(int code, String reason) {
        if (ended) {
            return;
        }
        ended = true;
        leave();
        if (frames > 0) {
            ByteBuf close = Unpooled.wrappedBuffer(encoding == Encoding.CBOR ? CBOR_CLOSE : JSON_CLOSE);
            exchange.part(close);
            exchange.end();
            metrics.polled();
        } else if (code == CloseCode.DONE.code()) {
            exchange.answer(200, encoding.mediaType(), empty(), Map.of());
            metrics.polled();
        } else {
            exchange.refuse(problem(code));
        }
    }

    private void full() {
        if (!ended) {
            session.closed();
            close(CloseCode.DONE.code(), "");
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (writable()) {
            session.writable();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!ended) {
            ended = true;
            session.closed();
        }
        context.fireChannelInactive();
    }

    private void leave() {
        if (channel.pipeline().context(this) != null) {
            channel.pipeline().remove(this);
        }
    }

    private byte[] empty() {
        return encoding == Encoding.CBOR ? new byte[] {CBOR_OPEN[0], CBOR_CLOSE[0]} : new byte[] {'[', ']'};
    }

    /** A session that ended before its first word is an ordinary error of HTTP. */
    private static Problem problem(int code) {
        if (code == CloseCode.AUTH.code()) {
            return Problem.TOKEN;
        }
        if (code == CloseCode.GONE.code()) {
            return Problem.of(403, "gone", "The user or the installation is gone");
        }
        if (code == CloseCode.REPLACED.code()) {
            return Problem.of(409, "replaced", "The installation has connected elsewhere");
        }
        if (code == CloseCode.TOO_MANY.code()) {
            return Problem.of(429, "busy", "Too many").with("Retry-After", "2");
        }
        return code == CloseCode.PROTOCOL.code() ? Problem.MALFORMED : Problem.UNAVAILABLE;
    }
}
