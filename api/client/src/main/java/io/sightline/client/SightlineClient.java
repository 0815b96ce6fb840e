package io.sightline.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

import io.sightline.client.core.Identity;
import io.sightline.client.core.Replica;
import io.sightline.client.core.Signal;
import io.sightline.client.core.Step;
import io.sightline.client.core.Store;
import io.sightline.client.net.TokenSource;
import io.sightline.client.net.Transport;
import io.sightline.client.view.View;
import io.sightline.client.wire.Environment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client that runs: it connects, applies, acknowledges, reconnects and tells its listener. It owns the store and closes it.
 *
 * <p>Thread-safe. Whatever touches the store happens one task after the other, on the thread of the transport, the scheduler or the
 * caller, whichever comes first; no thread belongs to a client. Futures complete within such a task.
 */
public final class SightlineClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SightlineClient.class);
    private static final String INSTALLATION = "installation";

    private static final long CLOSE_SECONDS = 10;

    private record Waiter(Predicate<Replica> condition, CompletableFuture<Void> future) {}

    private final Store store;
    private final Surroundings world;
    private final Serial serial = new Serial(this::fail);
    private final Replica replica;
    private final Conversation conversation;
    private final ClientListener listener;
    private final List<Waiter> waiters = new ArrayList<>();
    private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();
    private volatile ClientState state = ClientState.IDLE;

    /**
     * Makes a client; nothing happens before {@link #start}.
     *
     * @param server address of the client plane
     * @param app version of the application, null when it does not say
     */
    public SightlineClient(
            URI server,
            Environment environment,
            @Nullable String app,
            TokenSource tokens,
            Transport transport,
            Store store,
            Surroundings world,
            ClientListener listener) {
        this.store = store;
        this.world = world;
        this.listener = listener;
        var identity = new Identity(environment, installation(store, world, tokens.installations()), app);
        this.replica = new Replica(store, identity);
        var access = new Access(tokens, identity, store, world);
        this.conversation = new Conversation(server, transport, access, replica, world, serial, new Events());
    }

    /** Begins to connect. What the store holds is in the view already. */
    public void start() {
        serial.execute(conversation::begin);
    }

    public ClientState state() {
        return state;
    }

    /** The devices as they stand now; none while the server refuses the user. */
    public CompletableFuture<View> view() {
        return read(held -> state == ClientState.SUSPENDED
                ? new View(held.manifest().standing(), new TreeMap<>())
                : View.of(
                        held,
                        store.note(Access.USER),
                        replica.inStep(),
                        world.clock().instant().getEpochSecond()));
    }

    /** Asks the store something, between two messages. The function must not keep the store. */
    public <T> CompletableFuture<T> read(Function<Store, T> question) {
        var answer = new CompletableFuture<T>();
        serial.execute(() -> {
            try {
                answer.complete(question.apply(store));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** Completes when the client is in step, at once when it is. Fails when the client stops before. */
    public CompletableFuture<Void> inStep() {
        return when(Replica::inStep);
    }

    /** Completes when the source is held in this epoch at this revision or a later one. */
    public CompletableFuture<Void> holding(String source, String epoch, long rev) {
        return when(held -> {
            var position = held.store().position(source);
            return position != null && position.epoch().equals(epoch) && position.rev() >= rev;
        });
    }

    /** Revisions held, by source. */
    public CompletableFuture<SortedMap<String, Long>> revisions() {
        return read(held -> {
            var revisions = new TreeMap<String, Long>();
            for (var source : held.manifest().grants().keySet()) {
                var position = held.position(source);
                if (position != null) {
                    revisions.put(source, position.rev());
                }
            }
            return revisions;
        });
    }

    /**
     * Says goodbye, ends everything and closes the store. Returns when that is done, except within a listener's call, where it is
     * done when the call returns.
     *
     * @throws IllegalStateException when a task of the client holds it up for longer than ten seconds
     */
    @Override
    public void close() {
        serial.execute(() -> {
            if (state != ClientState.STOPPED) {
                conversation.end("closed by its owner");
            }
        });
        if (!serial.within()) {
            try {
                stopped.get(CLOSE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("a client did not stop in " + CLOSE_SECONDS + " seconds", e);
            }
        }
    }

    private CompletableFuture<Void> when(Predicate<Replica> condition) {
        var future = new CompletableFuture<Void>();
        serial.execute(() -> {
            if (state == ClientState.STOPPED) {
                future.completeExceptionally(new IllegalStateException("the client has stopped"));
            } else if (condition.test(replica)) {
                future.complete(null);
            } else {
                waiters.add(new Waiter(condition, future));
            }
        });
        return future;
    }

    private void fail(Throwable failure) {
        LOG.error("A client failed and stops", failure);
        if (state != ClientState.STOPPED) {
            conversation.abandon();
            stopped("failed: " + failure.getMessage());
        }
    }

    private void stopped(String why) {
        enter(ClientState.STOPPED, why);
        waiters.forEach(waiter ->
                waiter.future().completeExceptionally(new IllegalStateException("the client has stopped: " + why)));
        waiters.clear();
        try {
            store.close();
        } catch (RuntimeException e) {
            LOG.warn("A store did not close in order", e);
        }
        stopped.complete(null);
    }

    private void enter(ClientState next, String why) {
        if (state != next) {
            state = next;
            LOG.debug("A client is {}: {}", next, why);
            tell(() -> listener.state(next, why));
        }
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("A listener failed", e);
        }
    }

    private static String installation(Store store, Surroundings world, String beginning) {
        var kept = store.note(INSTALLATION);
        if (kept == null || !kept.startsWith(beginning)) {
            var bytes = new byte[16];
            world.random().nextBytes(bytes);
            kept = beginning + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            store.note(INSTALLATION, kept);
            store.flush();
        }
        return kept;
    }

    /** Hears the conversation, within the serial tasks. */
    private final class Events implements Conversation.Events {
        @Override
        public void stepped(Step step) {
            for (var signal : step.signals()) {
                if (signal instanceof Signal.Applied applied) {
                    tell(() -> listener.changed(applied.source(), applied.position(), applied.keys()));
                } else if (signal instanceof Signal.Regranted regranted) {
                    tell(() -> listener.regranted(regranted.manifest()));
                } else if (signal instanceof Signal.Frontier frontier) {
                    tell(() -> listener.frontier(frontier.mrev(), frontier.at()));
                }
            }
            if (!waiters.isEmpty()) {
                waiters.removeIf(waiter ->
                        waiter.condition().test(replica) && waiter.future().complete(null));
            }
        }

        @Override
        public void entered(ClientState next, String why) {
            if (next == ClientState.STOPPED) {
                stopped(why);
            } else {
                enter(next, why);
            }
        }
    }
}
