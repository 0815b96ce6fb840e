package io.sightline.client;

import java.net.URI;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.sightline.client.core.Replica;
import io.sightline.client.core.Signal;
import io.sightline.client.core.Step;
import io.sightline.client.net.Closing;
import io.sightline.client.net.Token;
import io.sightline.client.net.TokenRefused;
import io.sightline.client.net.Transport;
import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.ClientMessage.Hello;
import io.sightline.client.wire.ServerMessage;
import org.jspecify.annotations.Nullable;

/** Session after session with the server: dials, feeds the replica, and decides when to dial again. Lives within serial tasks only. */
final class Conversation {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long SETTLED_AFTER_MS = 60_000;
    private static final long SUSPENDED_RETRY_MS = 60_000;
    private static final long TOKEN_RETRY_MS = 5_000;

    /** What the surroundings of a conversation learn. */
    interface Events {
        void stepped(Step step);

        void entered(ClientState state, String why);
    }

    private final URI server;
    private final Transport transport;
    private final Access access;
    private final Replica replica;
    private final Surroundings world;
    private final Executor serial;
    private final Events events;
    private final Backoff backoff;

    private Transport.@Nullable Link link;
    private int session;
    private boolean ended;
    private boolean renewing;
    private boolean suspended;
    private long dialAt = NEVER;
    private long leaveAt = NEVER;
    private long renewAt = NEVER;
    private long settledAt = NEVER;
    private long retryMs = -1;
    private long alarmAt = NEVER;
    private @Nullable Future<?> alarm;

    Conversation(
            URI server,
            Transport transport,
            Access access,
            Replica replica,
            Surroundings world,
            Executor serial,
            Events events) {
        this.server = server;
        this.transport = transport;
        this.access = access;
        this.replica = replica;
        this.world = world;
        this.serial = serial;
        this.events = events;
        this.backoff = new Backoff(replica.store(), world.random());
    }

    void begin() {
        if (!ended && dialAt == NEVER && link == null) {
            long wait = backoff.firstWaitMs();
            events.entered(wait == 0 ? ClientState.CONNECTING : ClientState.WAITING, "started");
            dialIn(wait);
        }
    }

    /** Says goodbye and ends for good. */
    void end(String why) {
        var open = link;
        if (open != null) {
            open.send(new ClientMessage.Bye());
        }
        abandon();
        events.entered(ClientState.STOPPED, why);
    }

    /** Ends for good without a word to the replica, which may have failed. */
    void abandon() {
        ended = true;
        session++;
        var open = link;
        link = null;
        if (open != null) {
            open.close(Closing.NORMAL, "the client ends");
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    private void dial() {
        dialAt = NEVER;
        events.entered(suspended ? ClientState.SUSPENDED : ClientState.CONNECTING, "connecting");
        int mine = ++session;
        var token = access.current();
        if (token != null) {
            connect(token, mine);
            return;
        }
        access.fetch()
                .whenComplete((fresh, failure) -> serial.execute(() -> {
                    if (ended || mine != session) {
                        return;
                    }
                    if (failure == null) {
                        access.keep(fresh);
                        connect(fresh, mine);
                    } else {
                        refused(failure);
                    }
                }));
    }

    private void connect(Token token, int mine) {
        transport.connect(server, token.text(), new Receiver(mine, token));
    }

    private void refused(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TokenRefused refusal) {
            if (refusal.lasting()) {
                end(String.valueOf(refusal.getMessage()));
                return;
            }
            suspended = refusal.suspended();
            retryMs = refusal.retryMs();
        }
        again(String.valueOf(cause.getMessage()));
    }

    /** Waits for the time that was asked for, or else that of the backoff, and dials. */
    private void again(String why) {
        long now = now();
        long wait;
        if (leaveAt != NEVER) {
            wait = Math.max(0, leaveAt - now);
        } else if (retryMs >= 0) {
            wait = retryMs;
        } else if (suspended) {
            wait = SUSPENDED_RETRY_MS / 2 + world.random().nextLong(SUSPENDED_RETRY_MS / 2);
        } else {
            wait = backoff.nextWaitMs();
        }
        leaveAt = NEVER;
        retryMs = -1;
        events.entered(suspended ? ClientState.SUSPENDED : ClientState.WAITING, why);
        dialIn(wait);
    }

    private void dialIn(long wait) {
        dialAt = now() + wait;
        schedule();
    }

    private void opened(Transport.Link opened, Token token) {
        link = opened;
        renewAt = now() + Math.max(0, access.remainingMs());
        opened.send(greeting(token));
        events.entered(suspended ? ClientState.SUSPENDED : ClientState.SYNCING, "connected");
        schedule();
    }

    private Hello greeting(Token token) {
        int wait = transport.waitSeconds();
        return wait < 0
                ? replica.open(token.text(), now())
                : replica.poll(now()).waiting(wait);
    }

    private void received(ServerMessage message) {
        perform(replica.apply(message, now()));
    }

    private void perform(Step step) {
        var open = link;
        if (open != null) {
            step.send().forEach(open::send);
        }
        events.stepped(step);
        for (var signal : step.signals()) {
            if (!ended) {
                heed(signal);
            }
        }
        schedule();
    }

    private void heed(Signal signal) {
        if (signal instanceof Signal.Frontier) {
            suspended = false;
            settledAt = backoff.attempts() == 0 || settledAt != NEVER ? settledAt : now() + SETTLED_AFTER_MS;
            events.entered(ClientState.IN_STEP, "at the frontier");
        } else if (signal instanceof Signal.Stale) {
            events.entered(ClientState.STALE, "the server cannot prove that it is up to date");
        } else if (signal instanceof Signal.Fresh) {
            events.entered(ClientState.IN_STEP, "the server is up to date again");
        } else if (signal instanceof Signal.Leave leave) {
            leaveAt = now() + leave.minMs() + world.random().nextLong(leave.maxMs() - leave.minMs() + 1);
        } else if (signal instanceof Signal.Refused refused) {
            problem(refused.problem());
        } else if (signal instanceof Signal.Hangup hangup && link != null) {
            link.close(hangup.code(), hangup.why());
        }
    }

    private void problem(ServerMessage.Problem problem) {
        suspended |= problem.code().equals("suspended");
        retryMs = problem.retryMs();
        if (problem.code().equals("auth")) {
            access.forget();
        }
        // A token that is no longer good ends the session and not the client, unless the user is gone.
        boolean signsInAgain = problem.code().equals("auth") && !problem.wipe();
        if (problem.fatal() && !signsInAgain) {
            end("the server ended it: " + problem.code());
        }
    }

    private void closed(int code, String reason) {
        link = null;
        replica.closed();
        renewAt = NEVER;
        settledAt = NEVER;
        if (code == Closing.TOKEN) {
            access.forget();
        }
        if (code == Closing.GONE || code == Closing.REPLACED) {
            end("closed with " + code + ": " + reason);
        } else if (code == Closing.NORMAL
                && retryMs < 0
                && leaveAt == NEVER
                && transport.pause().isPresent()) {
            backoff.reset();
            dialIn(transport.pause().get().toMillis());
        } else {
            again("closed with " + code + ": " + reason);
        }
    }

    private void alarm() {
        alarmAt = NEVER;
        if (ended) {
            return;
        }
        long now = now();
        if (dialAt <= now) {
            dial();
        }
        if (settledAt <= now) {
            settledAt = NEVER;
            backoff.reset();
        }
        if (renewAt <= now) {
            renew();
        }
        var open = link;
        if (open != null && leaveAt <= now) {
            open.close(Closing.NORMAL, "asked to go away");
        }
        perform(replica.tick(now));
    }

    /** Fetches a fresh token and tells the running session, so that it goes on. */
    private void renew() {
        renewAt = NEVER;
        if (renewing) {
            return;
        }
        renewing = true;
        int mine = session;
        access.fetch()
                .whenComplete((fresh, failure) -> serial.execute(() -> {
                    renewing = false;
                    if (ended || mine != session || link == null) {
                        return;
                    }
                    if (failure == null) {
                        access.keep(fresh);
                        renewAt = now() + Math.max(TOKEN_RETRY_MS, access.remainingMs());
                        perform(replica.say(new ClientMessage.Auth(fresh.text()), now()));
                    } else {
                        renewAt = now() + TOKEN_RETRY_MS;
                        schedule();
                    }
                }));
    }

    /** Sets the one timer to the earliest thing to do. An alarm that comes too early does nothing and sets itself again. */
    private void schedule() {
        if (ended) {
            return;
        }
        long next = Math.min(Math.min(dialAt, settledAt), Math.min(renewAt, replica.nextAt()));
        next = link == null ? next : Math.min(next, leaveAt);
        if (next >= alarmAt) {
            return;
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarmAt = next;
        alarm = world.scheduler()
                .schedule(() -> serial.execute(this::alarm), Math.max(0, next - now()), TimeUnit.MILLISECONDS);
    }

    private long now() {
        return world.ticker().getAsLong();
    }

    /** Passes on what concerns the session it was made for. */
    private final class Receiver implements Transport.Receiver {
        private final int mine;
        private final Token token;

        Receiver(int mine, Token token) {
            this.mine = mine;
            this.token = token;
        }

        @Override
        public void opened(Transport.Link opened) {
            serial.execute(() -> {
                if (mine == session && !ended) {
                    Conversation.this.opened(opened, token);
                } else {
                    opened.close(Closing.NORMAL, "too late");
                }
            });
        }

        @Override
        public void received(ServerMessage message) {
            serial.execute(() -> {
                if (mine == session && link != null) {
                    Conversation.this.received(message);
                }
            });
        }

        @Override
        public void closed(int code, String reason) {
            serial.execute(() -> {
                if (mine == session && !ended) {
                    session++;
                    Conversation.this.closed(code, reason);
                }
            });
        }
    }
}
