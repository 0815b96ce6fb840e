package io.sightline.client.net;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;

import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.Codec;
import io.sightline.client.wire.Limits;
import io.sightline.client.wire.MalformedMessage;
import org.jspecify.annotations.Nullable;

/**
 * Sessions over the JDK's WebSocket. Messages are handed to the client on threads of the {@link HttpClient}'s executor, or of the
 * common pool when it has none, so that the socket is listened to meanwhile; how many wait there the server's window limits.
 */
public final class WebSocketTransport implements Transport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final Codec codec;

    public WebSocketTransport(HttpClient http, Codec codec) {
        this.http = http;
        this.codec = codec;
    }

    @Override
    public void connect(URI server, String token, Receiver receiver) {
        var connection = new Connection(codec, receiver, http.executor().orElseGet(ForkJoinPool::commonPool));
        var unused = http.newWebSocketBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .subprotocols(codec.encoding().subprotocol())
                .buildAsync(address(server), connection)
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        connection.end(closing(failure), reason(failure));
                    }
                });
    }

    private static URI address(URI server) {
        var scheme = server.getScheme().equals("https") ? "wss" : "ws";
        return URI.create(scheme + "://" + server.getRawAuthority() + "/v1/sync");
    }

    private static int closing(Throwable failure) {
        return cause(failure) instanceof WebSocketHandshakeException refused && refused.getResponse() != null
                ? Closing.ofStatus(refused.getResponse().statusCode())
                : Closing.LOST;
    }

    private static String reason(Throwable failure) {
        var cause = cause(failure);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static final class Connection implements WebSocket.Listener, Link {
        private final Codec codec;
        private final Receiver receiver;
        private final Executor threads;
        private final AtomicBoolean ended = new AtomicBoolean();
        private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
        private @Nullable WebSocket socket;
        private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
        /** Until everything heard so far has been handed on. */
        private CompletableFuture<?> heard = CompletableFuture.completedFuture(null);

        Connection(Codec codec, Receiver receiver, Executor threads) {
            this.codec = codec;
            this.receiver = receiver;
            this.threads = threads;
        }

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            then(() -> receiver.opened(this));
            opened.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            if (frame.size() + data.remaining() > Limits.FRAME_BYTES) {
                close(Closing.PROTOCOL_ERROR, "a frame is larger than " + Limits.FRAME_BYTES + " bytes");
                return null;
            }
            byte[] part = new byte[data.remaining()];
            data.get(part);
            frame.writeBytes(part);
            if (last) {
                byte[] whole = frame.toByteArray();
                frame.reset();
                then(() -> handOn(whole));
            }
            from.request(1);
            return null;
        }

        private void handOn(byte[] whole) {
            try {
                var message = codec.decode(whole);
                if (!ended.get()) {
                    receiver.received(message);
                }
            } catch (MalformedMessage e) {
                close(Closing.PROTOCOL_ERROR, String.valueOf(e.getMessage()));
            }
        }

        /** The JDK may miss that a connection ends while its listener is at work, so that work is done elsewhere, in order. */
        private synchronized void then(Runnable work) {
            heard = heard.thenRunAsync(work, threads).exceptionally(failure -> {
                end(Closing.LOST, reason(failure));
                Objects.requireNonNull(socket).abort();
                return null;
            });
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            close(Closing.PROTOCOL_ERROR, "a frame is text");
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            then(() -> end(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            then(() -> end(Closing.LOST, reason(error)));
        }

        @Override
        public void send(ClientMessage message) {
            var bytes = ByteBuffer.wrap(codec.encode(message));
            enqueue(to -> to.sendBinary(bytes, true));
        }

        @Override
        public void close(int code, String reason) {
            enqueue(to -> to.sendClose(code, clipped(reason)).whenComplete((closed, failure) -> to.abort()));
            // The other end may never answer a close.
            end(code, reason);
        }

        void end(int code, String reason) {
            if (ended.compareAndSet(false, true)) {
                receiver.closed(code, reason);
            }
        }

        private interface Sending {
            CompletableFuture<WebSocket> to(WebSocket socket);
        }

        /** The JDK permits one send at a time. */
        private synchronized void enqueue(Sending sending) {
            var to = socket;
            if (to == null || ended.get()) {
                return;
            }
            sent = sent.thenCompose(before -> sending.to(to)).whenComplete((done, failure) -> {
                if (failure != null) {
                    // After what the server said of it, which may lie there unheard.
                    then(() -> end(Closing.LOST, reason(failure)));
                }
            });
        }

        /** A close reason has at most 123 bytes. */
        private static String clipped(String reason) {
            var ascii = reason.replaceAll("[^ -~]", "?");
            return ascii.substring(0, Math.min(ascii.length(), 120));
        }
    }
}
