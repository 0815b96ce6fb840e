package io.sightline.engine.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Decision;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.Obligation;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.runtime.EntityMessage.Answered;
import io.sightline.engine.runtime.EntityMessage.CheckFences;
import io.sightline.engine.runtime.EntityMessage.Execute;
import io.sightline.engine.runtime.EntityMessage.Idle;
import io.sightline.engine.runtime.EntityMessage.Inspect;
import io.sightline.engine.runtime.EntityMessage.LookAtTheClock;
import io.sightline.engine.runtime.EntityMessage.Prepared;
import io.sightline.engine.runtime.EntityMessage.Redeliver;
import io.sightline.engine.runtime.EntityMessage.Stop;
import io.sightline.engine.runtime.EntityMessage.Wake;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/** The one actor behind every entity: decide, persist, tell whom it concerns, reply. Holds no rule of its own. */
final class EntityActor<C extends Command, E extends Event, S extends Entity<C, E, S>>
        extends EventSourcedBehavior<EntityMessage, E, Versioned<S>> {

    private static final String REDELIVERY = "redelivery";
    private static final String FENCES = "fences";
    private static final String IDLENESS = "idleness";
    private static final String APPOINTMENT = "appointment";

    /** A command that holds already but is not yet assured. */
    private record Waiting(Publisher.Fence fence, Reply.Done done, ActorRef<Reply> replyTo) {}

    private final EntityRef self;
    private final EntityKind<C, E, S> kind;
    private final EntityJournal<E, S> journal;
    private final ActorContext<EntityMessage> context;
    private final TimerScheduler<EntityMessage> timers;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final EntitySettings settings;
    private final InstantSource clock;
    private final Transfers transfers;
    private final Errands errands;
    private final Preparation preparation;
    private final Courier courier;
    private final Publisher publisher;
    private final List<Waiting> waiting = new ArrayList<>(0);
    private EntityKind.@Nullable Appointment appointment;
    private boolean preparing;
    private boolean quiet;

    EntityActor(
            EntityRef self,
            EntityKind<C, E, S> kind,
            EntityJournal<E, S> journal,
            Surroundings surroundings,
            Preparation preparation,
            Courier courier,
            Publisher publisher) {
        super(PersistenceId.ofUniqueId(self.toString()));
        this.self = self;
        this.kind = kind;
        this.journal = journal;
        this.context = surroundings.context();
        this.timers = surroundings.timers();
        this.shard = surroundings.shard();
        this.settings = surroundings.settings();
        this.clock = surroundings.clock();
        this.transfers = surroundings.transfers();
        this.errands = surroundings.errands();
        this.preparation = preparation;
        this.courier = courier;
        this.publisher = publisher;
    }

    /** What the actor stands in: its context, its shard, the settings, the clock, the ways to other nodes and outside. */
    record Surroundings(
            ActorContext<EntityMessage> context,
            TimerScheduler<EntityMessage> timers,
            ActorRef<ClusterSharding.ShardCommand> shard,
            EntitySettings settings,
            InstantSource clock,
            Transfers transfers,
            Errands errands) {}

    @Override
    public Versioned<S> emptyState() {
        return new Versioned<>(kind.absent().apply(self.id()), 0);
    }

    @Override
    public CommandHandler<EntityMessage, E, Versioned<S>> commandHandler() {
        return this::handle;
    }

    @Override
    public EventHandler<Versioned<S>, E> eventHandler() {
        return EntityActor::apply;
    }

    @Override
    public SignalHandler<Versioned<S>> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::recovered)
                .build();
    }

    @Override
    public EventAdapter<E, ?> eventAdapter() {
        return journal.events();
    }

    @Override
    public SnapshotAdapter<Versioned<S>> snapshotAdapter() {
        return journal.snapshots();
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        // Two snapshots stay; events are never deleted, so an unreadable snapshot costs a replay and nothing else.
        return RetentionCriteria.snapshotEvery(settings.snapshotEvery(), 2);
    }

    private static <E extends Event, S extends Entity<?, E, S>> Versioned<S> apply(Versioned<S> at, E event) {
        return new Versioned<>(at.state().apply(event, at.revision() + 1), at.revision() + 1);
    }

    private void recovered(Versioned<S> at) {
        courier.recovered(at.state().obligations(), at.revision());
        publisher.recovered(
                kind.views().source().apply(at.state()), kind.views().manifest().apply(at.state()));
        timers.startTimerWithFixedDelay(IDLENESS, new Idle(), settings.passivateAfter());
        keepAppointment(at.state());
        keepTime();
    }

    private Effect<E, Versioned<S>> handle(Versioned<S> at, EntityMessage message) {
        if (message instanceof Execute execute) {
            return execute(at, execute);
        }
        if (message instanceof WatchMessage watch) {
            publisher.handle(watch);
            return answerWaiting();
        }
        if (message instanceof Inspect inspect) {
            transfers.send(inspect.replyTo(), at);
            return Effect().none();
        }
        if (message instanceof Answered answered) {
            return answered(at, answered);
        }
        if (message instanceof Prepared prepared) {
            return prepared(prepared);
        }
        if (message instanceof Wake) {
            preparation.woken();
            courier.deliverAll(at.revision());
            keepTime();
            return Effect().none();
        }
        if (message instanceof Redeliver) {
            courier.redeliver();
            keepTime();
            return Effect().none();
        }
        if (message instanceof CheckFences) {
            return answerWaiting();
        }
        if (message instanceof LookAtTheClock) {
            return lookAtTheClock(at);
        }
        if (message instanceof Idle) {
            return idle();
        }
        if (message instanceof Stop) {
            return Effect().stop();
        }
        throw new AssertionError(message);
    }

    private Effect<E, Versioned<S>> execute(Versioned<S> at, Execute execute) {
        quiet = false;
        if (preparing) {
            return Effect().stash();
        }
        if (execute.expected() != null && execute.expected() != at.revision()) {
            String now = Long.toString(at.revision());
            execute.replyTo().tell(new Reply.Refused(self, Refusal.STALE, now));
            return Effect().none();
        }
        Versioned<S> next = at;
        List<E> events = new ArrayList<>();
        for (Command command : execute.commands()) {
            Decision<E> decision = next.state().decide(kind.commands().cast(command), clock.instant());
            if (decision instanceof Decision.Refused<E> refused) {
                execute.replyTo().tell(new Reply.Refused(self, refused.refusal(), refused.detail()));
                return Effect().none();
            }
            for (E event : ((Decision.Accepted<E>) decision).events()) {
                events.add(event);
                next = apply(next, event);
            }
        }
        if (events.isEmpty()) {
            answer(execute, at, false);
            return Effect().none();
        }
        if (mustPrepare(next)) {
            return Effect().stash();
        }
        return Effect().persist(events).thenRun(now -> {
            changed(now);
            answer(execute, now, true);
        });
    }

    /** Begins what has to be done before this can become the state; true when the command has to wait for it. */
    private boolean mustPrepare(Versioned<S> next) {
        boolean owes = courier.wouldOwe(next.state().obligations())
                || kind.appointment().apply(next.state()) != null;
        if (preparation.isReady(owes)) {
            return false;
        }
        preparing = true;
        context.pipeToSelf(preparation.prepare(owes), (done, failure) -> new Prepared(failure));
        return true;
    }

    private Effect<E, Versioned<S>> prepared(Prepared prepared) {
        preparing = false;
        if (prepared.failure() != null) {
            // The store does not answer. Every command that waits would fail the same way; their senders learn by their
            // time limit that the outcome is unknown, and ask again.
            context.getLog().warn("{} could not prepare to persist; stopping", self, prepared.failure());
            return Effect().stop();
        }
        return Effect().none().thenUnstashAll();
    }

    private Effect<E, Versioned<S>> answered(Versioned<S> at, Answered answered) {
        if (!courier.answered(answered.key(), answered.obligation(), answered.refusal())) {
            return Effect().none();
        }
        List<E> events = settle(at.state(), answered.key(), answered.obligation(), answered.refusal());
        if (events.isEmpty()) {
            return answerWaiting();
        }
        return Effect().persist(events).thenRun(now -> {
            changed(now);
            answerWaiting();
        });
    }

    private List<E> settle(S state, String key, Obligation obligation, @Nullable Refusal refusal) {
        return state.settle(key, obligation, refusal, clock.instant());
    }

    private void changed(Versioned<S> now) {
        Map<String, Obligation> obligations = now.state().obligations();
        courier.changed(obligations, now.revision());
        publisher.changed(
                kind.views().source().apply(now.state()),
                kind.views().manifest().apply(now.state()));
        keepAppointment(now.state());
        keepTime();
    }

    private void keepAppointment(S state) {
        appointment = kind.appointment().apply(state);
        if (appointment == null) {
            timers.cancel(APPOINTMENT);
        } else {
            wait(Duration.between(clock.instant(), appointment.at()));
        }
    }

    private void wait(Duration remaining) {
        Duration longest = settings.lookAtClockEvery();
        Duration shortest = Duration.ofMillis(1);
        Duration next = remaining.compareTo(longest) > 0 ? longest : remaining;
        timers.startSingleTimer(APPOINTMENT, new LookAtTheClock(), next.compareTo(shortest) < 0 ? shortest : next);
    }

    private Effect<E, Versioned<S>> lookAtTheClock(Versioned<S> at) {
        if (appointment == null) {
            return Effect().none();
        }
        Duration remaining = Duration.between(clock.instant(), appointment.at());
        if (remaining.compareTo(Duration.ZERO) > 0) {
            wait(remaining);
            return Effect().none();
        }
        // Should it come to nothing, it is tried again; what comes of it cancels the timer.
        wait(settings.lookAtClockEvery());
        Command command = appointment.command();
        if (command == null) {
            errands.due(self);
            return Effect().none();
        }
        ActorRef<Reply> nobody = context.getSystem().ignoreRef();
        return execute(at, new Execute(List.of(command), Assurance.PERSISTED, null, nobody));
    }

    private void answer(Execute execute, Versioned<S> now, boolean changed) {
        Reply.Done done = new Reply.Done(self, now.revision(), changed, receipt(execute, now));
        if (execute.assurance() == Assurance.PERSISTED) {
            execute.replyTo().tell(done);
            return;
        }
        waiting.add(new Waiting(publisher.fence(), done, execute.replyTo()));
        answerWaiting();
    }

    /** What became of the billing request among the commands; there is one at most. */
    private @Nullable Receipt receipt(Execute execute, Versioned<S> now) {
        for (Command command : execute.commands()) {
            Receipt receipt = kind.receipt().apply(now.state(), kind.commands().cast(command));
            if (receipt != null) {
                return receipt;
            }
        }
        return null;
    }

    private Effect<E, Versioned<S>> answerWaiting() {
        publisher.passFences();
        waiting.removeIf(one -> {
            boolean assured = one.fence.isPassed() && courier.settled(one.done.revision());
            if (assured) {
                one.replyTo.tell(one.done);
            }
            return assured;
        });
        keepTime();
        return Effect().none();
    }

    /** Keeps exactly the timers that have something to wait for. */
    private void keepTime() {
        keep(REDELIVERY, !courier.idle(), new Redeliver(), settings.redeliverEvery());
        keep(FENCES, !waiting.isEmpty() || publisher.isWatched(), new CheckFences(), settings.checkFencesEvery());
    }

    private void keep(String timer, boolean wanted, EntityMessage message, Duration every) {
        if (!wanted) {
            timers.cancel(timer);
        } else if (!timers.isTimerActive(timer)) {
            timers.startTimerWithFixedDelay(timer, message, every);
        }
    }

    /** Comes at a steady pace: an entity that nothing has come to since the last time, and that nothing holds, may go. */
    private Effect<E, Versioned<S>> idle() {
        if (courier.idle() && appointment == null) {
            preparation.delivered();
            if (quiet && waiting.isEmpty() && !publisher.isWatched()) {
                shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
            }
        }
        quiet = true;
        return Effect().none();
    }
}
