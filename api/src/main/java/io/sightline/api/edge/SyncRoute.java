package io.sightline.api.edge;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.sightline.api.edge.EdgeMetrics.Refusal;
import io.sightline.engine.sync.SyncClock;
import io.sightline.engine.sync.node.Lane;
import io.sightline.engine.sync.node.Tokens;
import io.sightline.engine.sync.wire.ClientMessage;
import io.sightline.engine.sync.wire.ClientMessages;
import io.sightline.engine.sync.wire.Encoding;

/** {@code /v1/sync}: a connection becomes a session's, as a WebSocket or for one poll. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // Netty tells of what fails in exceptionCaught, and of a close nothing is to be
// done.
final class SyncRoute {

    private final Sessions sessions;
    private final Function<Channel, Lane> lanes;
    private final Duration closing;
    private final EdgeMetrics metrics;
    private final WebSocketDecoderConfig frames;

    /** @param lanes the lane of a connection's event loop */
    SyncRoute(Sessions sessions, Function<Channel, Lane> lanes, Duration closing, EdgeMetrics metrics) {
        this.sessions = sessions;
        this.lanes = lanes;
        this.closing = closing;
        this.metrics = metrics;
        this.frames = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(sessions.limits().frameBytes())
                .expectMaskedFrames(true)
                .allowMaskMismatch(false)
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .build();
    }

    SyncClock clock() {
        return sessions.clock();
    }

    int frameBytes() {
        return sessions.limits().frameBytes();
    }

    Duration closing() {
        return closing;
    }

    void upgrade(Exchange exchange) {
        Optional<Problem> fault = Handshake.fault(exchange.headers());
        if (fault.isPresent()) {
            exchange.refuse(fault.get());
            return;
        }
        Optional<Encoding> encoding = Handshake.encoding(exchange.headers());
        if (encoding.isEmpty()) {
            exchange.refuse(Problem.of(400, "subprotocol", "No subprotocol of this address was offered"));
            return;
        }
        Optional<String> bearer = exchange.bearer();
        if (bearer.isPresent() && !isGood(bearer.get())) {
            metrics.refused(Refusal.TOKEN);
            exchange.refuse(Problem.TOKEN);
            return;
        }
        become(exchange, encoding.get(), bearer);
    }

    private boolean isGood(String token) {
        return sessions.tokens().verify(token, sessions.clock().epochMillis()) instanceof Tokens.Verified;
    }

    /** Leaves nothing of HTTP behind: an idle connection is a decoder of frames and its socket. */
    private void become(Exchange exchange, Encoding encoding, Optional<String> bearer) {
        Channel channel = exchange.context().channel();
        ChannelPipeline pipeline = channel.pipeline();
        Socket socket = new Socket(this, channel, lanes.apply(channel), encoding, bearer.orElse(null));
        ChannelHandlerContext codec = pipeline.context(HttpServerCodec.class);
        codec.writeAndFlush(accepted(exchange, encoding, channel), codec.voidPromise());
        metrics.upgraded();

        pipeline.addLast(new WebSocket13FrameDecoder(frames), socket);
        pipeline.remove(RequestHandler.class);
        pipeline.remove(HttpObjectAggregator.class);
        pipeline.remove(HttpServerCodec.class);
    }

    private static ByteBuf accepted(Exchange exchange, Encoding encoding, Channel channel) {
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Handshake.accept(exchange.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY))
                + "\r\nSec-WebSocket-Protocol: " + encoding.subprotocol() + "\r\n\r\n";
        return ByteBufUtil.writeAscii(channel.alloc(), answer);
    }

    void poll(Exchange exchange) {
        Encoding encoding = exchange.mediaType().equals(Encoding.CBOR.mediaType()) ? Encoding.CBOR : Encoding.JSON;
        if (!exchange.mediaType().equals(encoding.mediaType())) {
            exchange.refuse(Problem.MEDIA_TYPE);
            return;
        }
        Optional<String> bearer = exchange.bearer();
        if (bearer.isEmpty() || !isGood(bearer.get())) {
            metrics.refused(Refusal.TOKEN);
            exchange.refuse(Problem.TOKEN);
            return;
        }
        ClientMessage message = ClientMessages.decode(encoding, exchange.body(), frameBytes());
        if (!(message instanceof ClientMessage.Hello hello) || hello.resume() != null) {
            exchange.refuse(Problem.MALFORMED);
            return;
        }
        new Poll(
                        exchange,
                        lanes.apply(exchange.context().channel()),
                        encoding,
                        bearer.get(),
                        sessions.limits(),
                        metrics)
                .begin(exchange.body());
    }
}
