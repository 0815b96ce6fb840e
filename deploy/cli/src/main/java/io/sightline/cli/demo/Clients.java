package io.sightline.cli.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import io.sightline.client.ClientListener;
import io.sightline.client.SightlineClient;
import io.sightline.client.Surroundings;
import io.sightline.client.core.Store;
import io.sightline.client.net.PasswordTokens;
import io.sightline.client.net.RenewedTokens;
import io.sightline.client.net.TokenSource;
import io.sightline.client.net.WebSocketTransport;
import io.sightline.client.wire.Codec;
import io.sightline.client.wire.Encoding;
import io.sightline.client.wire.Environment;

/** Makes clients of one server that share their threads. Thread-safe. */
public final class Clients implements AutoCloseable {

    private final URI server;
    private final ExecutorService network = Executors.newFixedThreadPool(
            Math.max(4, Runtime.getRuntime().availableProcessors()), work -> daemon(work, "client-network"));
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(network)
            .build();
    private final ScheduledExecutorService timers =
            Executors.newScheduledThreadPool(1, work -> daemon(work, "client-timer"));
    private final Surroundings world = Surroundings.system(timers, new Random());

    /** @param server address of the client plane */
    public Clients(URI server) {
        this.server = server;
    }

    /** Tokens for a person whose password never changes. */
    public TokenSource tokens(String login, String password) {
        return new RenewedTokens(
                http, server, new PasswordTokens(http, server, login, password), InstantSource.system());
    }

    /** A client that is not started yet; it owns the store from now on. */
    public SightlineClient client(Environment environment, TokenSource tokens, Store store, ClientListener listener) {
        var transport =
                new WebSocketTransport(http, Codec.of(environment == Environment.WEB ? Encoding.JSON : Encoding.CBOR));
        return new SightlineClient(server, environment, "demo", tokens, transport, store, world, listener);
    }

    /** Ends the threads; the clients must be closed before. */
    @Override
    public void close() {
        timers.shutdownNow();
        network.shutdownNow();
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
