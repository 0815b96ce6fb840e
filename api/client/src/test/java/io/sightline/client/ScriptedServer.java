package io.sightline.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A client plane of which the test says every word. Loopback, any port. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty returns one from every call; the test sees the effect.
final class ScriptedServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 10;

    /** An HTTP answer. */
    record Answer(int status, String body) {}

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final Channel channel;
    private volatile Function<Integer, Answer> tokenAnswers = number -> token(number, "2099-01-01T00:00:00Z");
    private volatile Function<JsonNode, Answer> pollAnswers = hello -> new Answer(404, "{}");

    ScriptedServer() {
        channel = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 20), new Requests());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort());
    }

    static Answer token(int number, String expiresAt) {
        return new Answer(
                200, "{\"token\":\"token-" + number + "\",\"expiresAt\":\"" + expiresAt + "\",\"user\":\"3\"}");
    }

    /** Answers the n-th token request, from 1. */
    void onToken(Function<Integer, Answer> answers) {
        tokenAnswers = answers;
    }

    void onPoll(Function<JsonNode, Answer> answers) {
        pollAnswers = answers;
    }

    int tokensFetched() {
        return tokens.get();
    }

    /** The next session a client opens. */
    Session accept() throws InterruptedException {
        return present(sessions.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no client connected");
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static <T> T present(@Nullable T value, String complaint) {
        if (value == null) {
            throw new AssertionError(complaint);
        }
        return value;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /** One socket. */
    static final class Session {
        private final Channel socket;
        private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> closings = new LinkedBlockingQueue<>();

        Session(Channel socket) {
            this.socket = socket;
        }

        void send(String json) {
            sendRaw(json.getBytes(UTF_8));
        }

        void sendRaw(byte[] frame) {
            socket.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame)));
        }

        void sendText(String text) {
            socket.writeAndFlush(new TextWebSocketFrame(text));
        }

        void close(int code) {
            socket.writeAndFlush(new CloseWebSocketFrame(code, "scripted")).addListener(ChannelFutureListener.CLOSE);
        }

        /** Breaks the connection without a word. */
        void cut() {
            socket.close();
        }

        /** The next message of this type; others before it are passed over. */
        JsonNode expect(String type) throws InterruptedException {
            while (true) {
                var message = present(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "the client said no " + type);
                if (message.path("t").asText().equals(type)) {
                    return message;
                }
            }
        }

        /** The code the client closed with. */
        int expectClose() throws InterruptedException {
            return present(closings.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "the client did not close");
        }
    }

    private final class Requests extends SimpleChannelInboundHandler<Object> {
        private @Nullable Session session;

        @Override
        protected void channelRead0(ChannelHandlerContext context, Object message) {
            if (message instanceof FullHttpRequest request) {
                request(context, request);
            } else if (message instanceof WebSocketFrame frame && session != null) {
                frame(session, frame);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        private void request(ChannelHandlerContext context, FullHttpRequest request) {
            var body = request.content().toString(UTF_8);
            if (request.uri().equals("/v1/token")) {
                answer(context, tokenAnswers.apply(tokens.incrementAndGet()));
            } else if (!request.headers().contains(HttpHeaderNames.UPGRADE)) {
                answer(context, pollAnswers.apply(parse(body)));
            } else {
                var opened = new Session(context.channel());
                session = opened;
                var handshaker = new WebSocketServerHandshakerFactory(
                                "ws://loopback/v1/sync", "sightline.v1.json,sightline.v1.cbor", false, 65_536)
                        .newHandshaker(request);
                handshaker.handshake(context.channel(), request).addListener(done -> sessions.add(opened));
            }
        }

        private void frame(Session open, WebSocketFrame frame) {
            if (frame instanceof CloseWebSocketFrame closing) {
                open.closings.add(closing.statusCode());
                open.socket.close();
            } else if (frame instanceof BinaryWebSocketFrame binary) {
                open.heard.add(parse(binary.content().toString(UTF_8)));
            }
        }

        private static void answer(ChannelHandlerContext context, Answer answer) {
            var response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.valueOf(answer.status()),
                    Unpooled.copiedBuffer(answer.body(), UTF_8));
            response.headers()
                    .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
            context.writeAndFlush(response);
        }
    }
}
