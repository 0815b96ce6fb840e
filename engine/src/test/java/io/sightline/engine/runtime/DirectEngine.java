package io.sightline.engine.runtime;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Decision;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.Obligation;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * An engine without actors, store and network, for tests of what stands on top of one: every entity lives in one map and decides
 * on the caller's thread. Before a command is answered, everything that follows from it has been delivered, answered and
 * settled, so every answer is as good as fenced. Entities that never come to rest are an error, told loudly. Thread-safe.
 */
public final class DirectEngine implements Engine {

    /** What one command may bring about before it counts as a loop. */
    public static final int MOST_DELIVERIES = 100_000;

    /** Told each event right after it has happened; asks the engine nothing. */
    public interface Listener {
        void happened(EntityRef entity, long revision, Event event);
    }

    private record Parcel(EntityRef from, String key, Obligation obligation) {}

    private final InstantSource clock;
    private final Map<EntityRef, Cell<?, ?, ?>> cells = new LinkedHashMap<>();
    private final ArrayDeque<Parcel> underWay = new ArrayDeque<>();
    private final List<Listener> listeners = new ArrayList<>();
    private long events;
    private long reads;

    public DirectEngine(InstantSource clock) {
        this.clock = clock;
    }

    public DirectEngine(Instant always) {
        this(InstantSource.fixed(always));
    }

    public synchronized void listen(Listener listener) {
        listeners.add(listener);
    }

    @Override
    public synchronized CompletionStage<Reply> send(
            EntityRef entity, List<? extends Command> commands, @Nullable Long expected, Assurance assurance) {
        Reply reply = cell(entity).execute(commands, expected);
        settle();
        return CompletableFuture.completedStage(reply);
    }

    @Override
    public synchronized <S> CompletionStage<Versioned<S>> read(EntityRef entity, Class<S> type) {
        reads++;
        Cell<?, ?, ?> cell = cell(entity);
        return CompletableFuture.completedStage(new Versioned<>(type.cast(cell.state()), cell.revision));
    }

    /** The state of an entity, at once. */
    public synchronized <S> S state(EntityRef entity, Class<S> type) {
        return type.cast(cell(entity).state());
    }

    /** The references of all entities that have at least one event, in the order they began. */
    public synchronized Collection<EntityRef> entities() {
        return cells.values().stream()
                .filter(cell -> cell.revision > 0)
                .map(cell -> cell.self)
                .toList();
    }

    /** Has every entity keep the appointments whose time has come, and brings to {@code errands} what they need done outside. */
    public synchronized void keepAppointments(Consumer<EntityRef> errands) {
        for (EntityRef each : List.copyOf(entities())) {
            Command due = cell(each).due();
            if (due != null) {
                send(each, due, Assurance.PERSISTED);
            } else if (cell(each).hasErrand()) {
                errands.accept(each);
            }
        }
    }

    /** How many events have happened in all. */
    public synchronized long events() {
        return events;
    }

    /** How many times {@link #read} was called. */
    public synchronized long reads() {
        return reads;
    }

    private Cell<?, ?, ?> cell(EntityRef ref) {
        return cells.computeIfAbsent(ref, self -> new Cell<>(self, EntityKinds.of(self.kind())));
    }

    private void settle() {
        int delivered = 0;
        while (!underWay.isEmpty()) {
            Parcel parcel = underWay.remove();
            if (++delivered > MOST_DELIVERIES) {
                throw new AssertionError("These entities never come to rest; the last obligation was " + parcel.key
                        + " of " + parcel.from);
            }
            Cell<?, ?, ?> owing = cell(parcel.from);
            if (owing.owes(parcel)) {
                Reply reply = cell(parcel.obligation.to()).execute(List.of(parcel.obligation.command()), null);
                owing.answered(parcel, reply instanceof Reply.Refused refused ? refused.refusal() : null);
            }
        }
    }

    /** One entity as it stands. */
    private final class Cell<C extends Command, E extends Event, S extends Entity<C, E, S>> {

        private final EntityRef self;
        private final EntityKind<C, E, S> kind;
        private S state;
        private long revision;
        private Map<String, Obligation> owed = Map.of();

        Cell(EntityRef self, EntityKind<C, E, S> kind) {
            this.self = self;
            this.kind = kind;
            state = kind.absent().apply(self.id());
        }

        S state() {
            return state;
        }

        Reply execute(List<? extends Command> commands, @Nullable Long expected) {
            if (expected != null && expected != revision) {
                return new Reply.Refused(self, Refusal.STALE, Long.toString(revision));
            }
            S next = state;
            long at = revision;
            List<E> happened = new ArrayList<>();
            for (Command given : commands) {
                Decision<E> decision = next.decide(kind.commands().cast(given), clock.instant());
                if (decision instanceof Decision.Refused<E> refused) {
                    return new Reply.Refused(self, refused.refusal(), refused.detail());
                }
                for (E event : ((Decision.Accepted<E>) decision).events()) {
                    happened.add(event);
                    next = next.apply(event, ++at);
                }
            }
            happen(happened);
            Receipt receipt = null;
            for (Command given : commands) {
                Receipt found = kind.receipt().apply(state, kind.commands().cast(given));
                receipt = found == null ? receipt : found;
            }
            return new Reply.Done(self, revision, !happened.isEmpty(), receipt);
        }

        @Nullable
        Command due() {
            EntityKind.Appointment next = kind.appointment().apply(state);
            return next == null || next.at().isAfter(clock.instant()) ? null : next.command();
        }

        boolean hasErrand() {
            EntityKind.Appointment next = kind.appointment().apply(state);
            return next != null && !next.at().isAfter(clock.instant()) && next.command() == null;
        }

        boolean owes(Parcel parcel) {
            return parcel.obligation.equals(owed.get(parcel.key));
        }

        void answered(Parcel parcel, @Nullable Refusal refusal) {
            if (owes(parcel)) {
                happen(state.settle(parcel.key, parcel.obligation, refusal, clock.instant()));
            }
        }

        private void happen(List<E> happened) {
            for (E event : happened) {
                state = state.apply(event, ++revision);
                events++;
                for (Listener each : listeners) {
                    each.happened(self, revision, event);
                }
            }
            Map<String, Obligation> before = owed;
            owed = new HashMap<>(state.obligations());
            owed.forEach((key, obligation) -> {
                if (!obligation.equals(before.get(key))) {
                    underWay.add(new Parcel(self, key, obligation));
                }
            });
        }
    }
}
