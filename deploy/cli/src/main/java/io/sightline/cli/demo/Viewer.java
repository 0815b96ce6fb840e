package io.sightline.cli.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.sightline.client.ClientListener;
import io.sightline.client.ClientState;
import io.sightline.client.SightlineClient;
import io.sightline.client.core.Manifest;
import io.sightline.client.core.Position;
import io.sightline.client.core.Store;
import io.sightline.client.net.TokenSource;
import io.sightline.client.view.View;
import io.sightline.client.wire.Environment;
import io.sightline.client.wire.Standing;

/**
 * One environment of one person that looks at what it shows after each message, and tells the moment at which it shows what
 * somebody waits for. Thread-safe.
 */
public final class Viewer implements AutoCloseable {

    /** What an environment shows at one moment. */
    public record Sight(ClientState state, View view, long messages, long sessions) {}

    private record Wish(Predicate<Sight> wanted, CompletableFuture<Long> seenAt) {}

    private final Environment environment;
    private final SightlineClient client;
    private final Runnable changed;
    private volatile String reason = "";
    private final List<Wish> wishes = new ArrayList<>();
    private volatile Sight sight = new Sight(ClientState.IDLE, new View(Standing.ACTIVE, new TreeMap<>()), 0, 0);

    /** @param changed called after each change of what is shown, from any thread */
    public Viewer(Clients clients, Environment environment, TokenSource tokens, Store store, Runnable changed) {
        this.environment = environment;
        this.changed = changed;
        this.client = clients.client(environment, tokens, store, new Events());
    }

    public void start() {
        client.start();
    }

    public Environment environment() {
        return environment;
    }

    public Sight sight() {
        return sight;
    }

    /** Why the client stands where it stands. */
    String lastReason() {
        return reason;
    }

    /** Where the client stands and why, for a complaint. */
    String position() {
        return "it is %s because %s, for the %d. time".formatted(sight.state(), reason, sight.sessions());
    }

    boolean shows(String device) {
        return sight.view().devices().containsKey(device);
    }

    public SightlineClient client() {
        return client;
    }

    /** The reading of {@link System#nanoTime()} at which this first shows what is wanted, from now on. */
    public CompletableFuture<Long> when(Predicate<Sight> wanted) {
        var wish = new Wish(wanted, new CompletableFuture<>());
        synchronized (this) {
            if (wanted.test(sight)) {
                wish.seenAt.complete(System.nanoTime());
            } else {
                wishes.add(wish);
            }
        }
        return wish.seenAt;
    }

    @Override
    public void close() {
        client.close();
    }

    /** Looks again; runs within the client's own order of things, so sights never go back. */
    private void look(int messages, boolean arrived) {
        var unused = client.view().thenAccept(view -> show(view, messages, arrived));
    }

    private void show(View view, int messages, boolean arrived) {
        synchronized (this) {
            sight = new Sight(client.state(), view, sight.messages + messages, sight.sessions + (arrived ? 1 : 0));
            long now = System.nanoTime();
            wishes.removeIf(wish -> wish.wanted.test(sight) && wish.seenAt.complete(now));
        }
        changed.run();
    }

    private final class Events implements ClientListener {

        @Override
        public void changed(String source, Position position, Collection<String> keys) {
            look(1, false);
        }

        @Override
        public void regranted(Manifest manifest) {
            look(1, false);
        }

        @Override
        public void state(ClientState state, String why) {
            reason = why;
            if (state == ClientState.STOPPED) {
                // Its store is closed, so there is nothing left to look at.
                show(new View(Standing.ENDED, new TreeMap<>()), 0, false);
            } else {
                look(0, state == ClientState.IN_STEP);
            }
        }
    }
}
