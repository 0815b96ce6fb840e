package io.sightline.persistence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.sightline.engine.domain.UserId;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The journal plugin on our tables, through our session. */
@Timeout(300)
class JournalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static ActorTestKit kit;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create(Store.config());
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    sealed interface Message {
        record Append(String text, ActorRef<Done> replyTo) implements Message {}

        record Tell(ActorRef<String> replyTo) implements Message {}

        record Leave() implements Message {}
    }

    @Test
    void recoversManyEntitiesThatWroteAtOnce() {
        var ids = new ArrayList<String>();
        for (var n = 0; n < 50; n++) {
            ids.add("user|" + UUID.randomUUID());
        }
        var done = kit.<Done>createTestProbe();
        var writers = ids.stream().map(JournalIT::spawn).toList();
        for (var round = 0; round < 5; round++) {
            var letter = String.valueOf((char) ('a' + round));
            writers.forEach(writer -> writer.tell(new Message.Append(letter, done.getRef())));
        }
        done.receiveSeveralMessages(250, PATIENCE);
        writers.forEach(JournalIT::leave);
        for (var id : ids) {
            assertThat(text(spawn(id))).isEqualTo("abcde");
        }
    }

    @Test
    void recoversFromASnapshotAndTheEventsBehindIt() {
        var id = "user|" + UUID.randomUUID();
        var writer = spawn(id);
        var done = kit.<Done>createTestProbe();
        for (var n = 0; n < 25; n++) {
            writer.tell(new Message.Append("x", done.getRef()));
        }
        done.receiveSeveralMessages(25, PATIENCE);
        leave(writer);
        assertThat(text(spawn(id))).isEqualTo("x".repeat(25));
    }

    @Test
    void namesEveryUserWithAnEvent() {
        var id = UUID.randomUUID().toString();
        var done = kit.<Done>createTestProbe();
        spawn("user|" + id).tell(new Message.Append("a", done.getRef()));
        spawn("camera|" + id).tell(new Message.Append("a", done.getRef()));
        done.receiveSeveralMessages(2, PATIENCE);

        List<UserId> users = new ArrayList<>();
        new CassandraPopulation(Store.session())
                .users(users::add)
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();

        assertThat(users).doesNotHaveDuplicates().contains(new UserId(id));
    }

    private static ActorRef<Message> spawn(String id) {
        return kit.spawn(Notes.create(id));
    }

    private static void leave(ActorRef<Message> entity) {
        entity.tell(new Message.Leave());
        kit.createTestProbe().expectTerminated(entity, PATIENCE);
    }

    private static String text(ActorRef<Message> entity) {
        var probe = kit.<String>createTestProbe();
        entity.tell(new Message.Tell(probe.getRef()));
        return probe.receiveMessage(PATIENCE);
    }

    /** An entity that keeps what it is told, as letters. */
    private static final class Notes extends EventSourcedBehavior<Message, String, String> {

        private Notes(PersistenceId id) {
            super(id);
        }

        static Behavior<Message> create(String id) {
            return Behaviors.setup(context -> new Notes(PersistenceId.ofUniqueId(id)));
        }

        @Override
        public String emptyState() {
            return "";
        }

        @Override
        public CommandHandler<Message, String, String> commandHandler() {
            return (state, message) -> {
                if (message instanceof Message.Append append) {
                    return Effect().persist(append.text()).thenRun(kept -> append.replyTo()
                            .tell(Done.getInstance()));
                }
                if (message instanceof Message.Tell tell) {
                    return Effect().none().thenRun(same -> tell.replyTo().tell(same));
                }
                return Effect().stop();
            };
        }

        @Override
        public EventHandler<String, String> eventHandler() {
            return String::concat;
        }

        @Override
        public RetentionCriteria retentionCriteria() {
            return RetentionCriteria.snapshotEvery(10, 2);
        }
    }
}
