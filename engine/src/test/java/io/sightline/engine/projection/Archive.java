package io.sightline.engine.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Decision;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.journal.EventCodec;
import io.sightline.engine.journal.InMemoryDataKeys;
import io.sightline.engine.journal.JournalRecord;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.EntityKind;
import io.sightline.engine.runtime.EntityKinds;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;
import org.jspecify.annotations.Nullable;

/** Entities without actors, with their journal and its feed; nobody owes anybody anything. Thread-safe. */
final class Archive implements Engine, History, Feed {

    private static final EventCodec CODEC = EventCodec.create();

    final InMemoryDataKeys keys = new InMemoryDataKeys();
    private final Map<EntityRef, List<Kept>> kept = new LinkedHashMap<>();
    private final Map<EntityRef, Versioned<?>> states = new HashMap<>();
    private final List<Written> written = new ArrayList<>();
    private final List<Consumer<Written>> followers = new CopyOnWriteArrayList<>();
    private final Map<EntityRef, Throwable> failing = new HashMap<>();
    private Duration retention = Duration.ofDays(1);
    private long number = 100;

    /** Decides, keeps, tells the feed; fails when it is refused. */
    long happen(EntityRef entity, Command command) {
        return happen(entity, command, true);
    }

    /** @param known whether the feed's follower learns that the write holds, or that its outcome is unknown */
    synchronized long happen(EntityRef entity, Command command, boolean known) {
        long revision = keep(entity, command);
        Written write = new Written("0:" + part(entity), ++number, Map.of(entity, revision), true);
        written.add(write);
        Written told = new Written(write.lane(), write.number(), write.entities(), known);
        followers.forEach(each -> each.accept(told));
        return revision;
    }

    /** A write that never comes to hold. */
    synchronized void lose(EntityRef entity) {
        Written lost = new Written("0:" + part(entity), ++number, Map.of(entity, 1L << 40), false);
        followers.forEach(each -> each.accept(lost));
    }

    private long keep(EntityRef entity, Command command) {
        EntityKind<?, ?, ?> kind = EntityKinds.of(entity.kind());
        return keep(kind, entity, command);
    }

    private <C extends Command, E extends Event, S extends Entity<C, E, S>> long keep(
            EntityKind<C, E, S> kind, EntityRef entity, Command command) {
        Versioned<?> at = at(entity);
        S state = kind.state().cast(at.state());
        long revision = at.revision();
        Decision<E> decision = state.decide(kind.commands().cast(command), Instant.EPOCH);
        if (!(decision instanceof Decision.Accepted<E> accepted)) {
            throw new AssertionError(entity + " refuses: " + decision);
        }
        var key = kind.personal()
                ? keys.create(new UserId(entity.id())).toCompletableFuture().join()
                : null;
        for (E event : accepted.events()) {
            state = state.apply(event, ++revision);
            byte[] bytes = CODEC.encode(entity, event, key);
            kept.computeIfAbsent(entity, each -> new ArrayList<>())
                    .add(new Kept(entity, revision, new JournalRecord(CODEC.version(), 0, bytes)));
        }
        states.put(entity, new Versioned<>(state, revision));
        return revision;
    }

    private Versioned<?> at(EntityRef entity) {
        Versioned<?> at = states.get(entity);
        return at == null
                ? new Versioned<>(EntityKinds.of(entity.kind()).absent().apply(entity.id()), 0)
                : at;
    }

    synchronized List<EntityRef> entities() {
        return List.copyOf(kept.keySet());
    }

    synchronized Object state(EntityRef entity) {
        return at(entity).state();
    }

    /** Has an entity fail to be read until it is healed. */
    synchronized void fail(EntityRef entity) {
        failing.put(entity, new IllegalStateException("on purpose"));
    }

    synchronized void heal(EntityRef entity) {
        failing.remove(entity);
    }

    /** An event that nobody can read. */
    synchronized void spoil(EntityRef entity) {
        kept.put(entity, List.of(new Kept(entity, 1, new JournalRecord(1, 0, new byte[] {1, 2, 3}))));
    }

    /** What was told longer ago is not told again. */
    synchronized void forgetWritten() {
        written.clear();
        retention = Duration.ZERO;
    }

    private static int part(EntityRef entity) {
        return Math.floorMod(entity.hashCode(), 3);
    }

    @Override
    public CompletionStage<Reply> send(
            EntityRef entity, List<? extends Command> commands, @Nullable Long expected, Assurance assurance) {
        throw new AssertionError("Whoever lists entities changes none");
    }

    @Override
    public synchronized <S> CompletionStage<Versioned<S>> read(EntityRef entity, Class<S> type) {
        Throwable failure = failing.get(entity);
        if (failure != null) {
            return CompletableFuture.failedStage(failure);
        }
        Versioned<?> at = at(entity);
        return CompletableFuture.supplyAsync(() -> new Versioned<>(type.cast(at.state()), at.revision()));
    }

    @Override
    public int parts() {
        return 3;
    }

    @Override
    public void read(int part, Consumer<Kept> each) {
        List<Kept> found = new ArrayList<>();
        synchronized (this) {
            kept.forEach((entity, events) -> {
                if (part(entity) == part) {
                    found.addAll(events);
                }
            });
        }
        found.forEach(each);
    }

    @Override
    public void read(EntityRef entity, long behind, Consumer<Kept> each) {
        List<Kept> found;
        synchronized (this) {
            found = List.copyOf(kept.getOrDefault(entity, List.of()));
        }
        found.stream().filter(event -> event.revision() > behind).forEach(each);
    }

    @Override
    public void follow(Consumer<Written> each) {
        followers.add(each);
    }

    /** Whoever followed has died. */
    void unfollow() {
        followers.clear();
    }

    @Override
    public CompletionStage<Void> since(Map<String, Long> lanes, Consumer<Written> each) {
        List<Written> found;
        synchronized (this) {
            found = List.copyOf(written);
        }
        found.stream()
                .filter(write -> write.number() > lanes.getOrDefault(write.lane(), 0L))
                .forEach(each);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public synchronized CompletionStage<Map<String, Long>> heads() {
        Map<String, Long> heads = new HashMap<>();
        written.forEach(write -> heads.merge(write.lane(), write.number(), Math::max));
        return CompletableFuture.completedStage(heads);
    }

    @Override
    public Duration retention() {
        return retention;
    }
}
