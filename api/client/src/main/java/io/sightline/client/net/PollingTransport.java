package io.sightline.client.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.ClientMessage.Hello;
import io.sightline.client.wire.Codec;
import io.sightline.client.wire.MalformedMessage;

/** Sessions of one {@code POST} each, where WebSockets do not get through. Only a {@code hello} can be sent. */
public final class PollingTransport implements Transport {
    private static final int LONGEST_WAIT_SECONDS = 55;
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final Codec codec;
    private final int waitSeconds;
    private final Duration pause;

    /**
     * A transport of polls.
     *
     * @param waitSeconds how long the server may wait for news, 0 to 55
     * @param pause between two polls; at least half a second, since a client says hello at most twice a second
     */
    public PollingTransport(HttpClient http, Codec codec, int waitSeconds, Duration pause) {
        if (waitSeconds < 0 || waitSeconds > LONGEST_WAIT_SECONDS) {
            throw new IllegalArgumentException("a poll waits 0 to " + LONGEST_WAIT_SECONDS + " seconds");
        }
        if (pause.toMillis() < 500) {
            throw new IllegalArgumentException("polls are at least 500 ms apart");
        }
        this.http = http;
        this.codec = codec;
        this.waitSeconds = waitSeconds;
        this.pause = pause;
    }

    @Override
    public void connect(URI server, String token, Receiver receiver) {
        receiver.opened(new Poll(server.resolve("/v1/sync"), token, receiver));
    }

    @Override
    public int waitSeconds() {
        return waitSeconds;
    }

    @Override
    public Optional<Duration> pause() {
        return Optional.of(pause);
    }

    private final class Poll implements Link {
        private final URI address;
        private final String token;
        private final Receiver receiver;
        private final AtomicBoolean ended = new AtomicBoolean();

        Poll(URI address, String token, Receiver receiver) {
            this.address = address;
            this.token = token;
            this.receiver = receiver;
        }

        @Override
        public void send(ClientMessage message) {
            if (!(message instanceof Hello)) {
                return;
            }
            var request = HttpRequest.newBuilder(address)
                    .timeout(ANSWER_TIMEOUT.plusSeconds(waitSeconds))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", codec.encoding().mediaType())
                    .header("Accept", codec.encoding().mediaType())
                    .POST(BodyPublishers.ofByteArray(codec.encode(message)))
                    .build();
            var unused = http.sendAsync(request, BodyHandlers.ofInputStream()).whenCompleteAsync((answer, failure) -> {
                if (failure != null) {
                    end(Closing.LOST, String.valueOf(failure.getMessage()));
                } else {
                    read(answer);
                }
            });
        }

        @Override
        public void close(int code, String reason) {
            end(code, reason);
        }

        private void read(HttpResponse<InputStream> answer) {
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    end(Closing.ofStatus(answer.statusCode()), "status " + answer.statusCode());
                    return;
                }
                codec.decodeAll(body, message -> {
                    if (!ended.get()) {
                        receiver.received(message);
                    }
                });
                end(Closing.NORMAL, "the poll is over");
            } catch (MalformedMessage e) {
                end(Closing.PROTOCOL_ERROR, String.valueOf(e.getMessage()));
            } catch (IOException e) {
                end(Closing.LOST, String.valueOf(e.getMessage()));
            }
        }

        private void end(int code, String reason) {
            if (ended.compareAndSet(false, true)) {
                receiver.closed(code, reason);
            }
        }
    }
}
