package io.sightline.engine.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.typesafe.config.ConfigFactory;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.Chance;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.journal.Vocabulary;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.NodeFigures;
import io.sightline.engine.sync.feed.Confirm;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.Head;
import io.sightline.engine.sync.feed.ManifestChange;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.feed.SourceChange;
import io.sightline.engine.sync.feed.Unwatch;
import io.sightline.engine.sync.feed.Watch;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.sync.node.Verification;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessageCodecTest {

    /** One name a line; a name is added and never taken away or changed. */
    private static final Path NAMES = Path.of("src/test/resources/messages/names.txt");

    private static ActorTestKit kit;

    private final Chance chance = Chance.complete(7);
    private final Feed.OfSource feed = new Feed.OfSource(new SourceId("A:1"));
    private final NodeId node = new NodeId("pekko://node@127.0.0.1:1#2");

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create(
                "codec",
                ConfigFactory.parseString("pekko.actor.allow-java-serialization = off")
                        .withFallback(ConfigFactory.load()));
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    private static <T> ActorRef<T> nobody() {
        return kit.<T>createTestProbe().ref();
    }

    private static RemoteMessage travelled(RemoteMessage message) throws IOException {
        var serialization = SerializationExtension.get(Adapter.toClassic(kit.system()));
        var serializer = (SerializerWithStringManifest) serialization.findSerializerFor(message);
        assertThat(serializer).isInstanceOf(MessageSerializer.class);
        byte[] bytes = serializer.toBinary(message);
        return (RemoteMessage) serializer.fromBinary(bytes, serializer.manifest(message));
    }

    private List<RemoteMessage> oneOfEach() {
        Mark mark = new Mark(Epoch.of(5), 9);
        Source source = Source.empty(Epoch.of(5))
                .put("cam-1", 3, chance.make(io.sightline.engine.domain.DeviceFacts.CameraFacts.class), 4)
                .put("cam-2", 3, chance.make(io.sightline.engine.domain.DeviceFacts.IntercomFacts.class), 5)
                .remove("cam-1", 6);
        Manifest manifest = new Manifest(
                Epoch.of(5),
                8,
                Manifest.Status.PAUSED,
                new java.util.TreeMap<>(Map.of(new SourceId("A:1"), chance.make(Grant.class))),
                2);
        var request = new Verification.Request(new OperationId("op-1"), feed.source(), true);
        return List.of(
                new EntityMessage.Execute(List.of(), Assurance.FENCED, 4L, nobody()),
                new EntityMessage.Inspect(nobody()),
                new EntityMessage.Wake(),
                new WatchMessage.Watching(new Watch(feed, node, 3, mark)),
                new WatchMessage.Unwatching(new Unwatch(new Feed.OfManifest(new UserId("u")), node, 3)),
                new WatchMessage.Confirming(new Confirm(feed, node, mark)),
                new WatchMessage.Loading(feed, node),
                new Reply.Done(EntityRef.of(Kind.USER, "u"), 4, true, chance.make(Receipt.class)),
                new Reply.Refused(EntityRef.of(Kind.USER, "u"), Refusal.STALE, "4"),
                new Versioned<>(Address.absent(new AddressId("a")), 3),
                new NodeMessage.Headed(new Head(feed, 2, mark, true)),
                new NodeMessage.SourceChanged(
                        SourceChange.between(feed.source(), Source.empty(Epoch.of(5)), source, 77, "tx")),
                new NodeMessage.ManifestChanged(new ManifestChange(new UserId("u"), manifest, 78)),
                new NodeMessage.SourceLoaded(feed.source(), source),
                new NodeMessage.ManifestLoaded(new UserId("u"), manifest),
                new NodeMessage.Missing(feed),
                new NodeMessage.Elsewhere(new UserId("u"), "installation1"),
                new NodeMessage.Statuses(new UserId("u"), nobody()),
                new NodeMessage.StatusesFound(List.of(chance.make(SessionStatus.class))),
                new NodeMessage.Figures(nobody()),
                new NodeMessage.FiguresFound(chance.make(NodeFigures.class)),
                new NodeMessage.Verify(new UserId("u"), new OperationId("op-1"), nobody()),
                new NodeMessage.Verified(List.of(new Verification.Result(
                        request,
                        new UserId("u"),
                        "web",
                        "installation1",
                        Verification.Outcome.REPAIRED,
                        List.of(feed.source())))),
                new Transfer.Offer("1/source", 9, nobody()),
                new Transfer.Pull(5, nobody()));
    }

    @Test
    void bringsEveryMessageOverAsItWas() throws IOException {
        List<Class<?>> seen = new ArrayList<>();
        for (RemoteMessage message : oneOfEach()) {
            assertThat(travelled(message)).isEqualTo(message);
            seen.add(message.getClass());
        }
        byte[] bytes = {1, 2, 3};
        assertThat(((Transfer.Part) travelled(new Transfer.Part(bytes))).bytes())
                .isEqualTo(bytes);
        seen.add(Transfer.Part.class);
        assertThat(seen).hasSameElementsAs(MessageCodec.NAMES.values());
    }

    @Test
    void bringsEveryCommandOverAsItWas() throws IOException {
        ActorRef<Reply> asking = nobody();
        for (var each : Vocabulary.commands().entrySet()) {
            for (long seed = 1; seed <= 20; seed++) {
                Chance made = seed % 2 == 0 ? new Chance(seed) : Chance.complete(seed);
                Command command = made.make(each.getValue());
                var message = new EntityMessage.Execute(List.of(command), Assurance.PERSISTED, null, asking);
                assertThat(travelled(message)).as(each.getKey()).isEqualTo(message);
            }
        }
    }

    @Test
    void letsNoMessageOfAnActorBeForgotten() {
        Stream.of(EntityMessage.class, NodeMessage.class, Reply.class, Inspected.class, Transfer.Request.class)
                .flatMap(family -> Chance.members(family).stream())
                .forEach(type -> assertThat(NoSerializationVerificationNeeded.class.isAssignableFrom(type)
                                ^ MessageCodec.NAMES.containsValue(type))
                        .as("%s either stays in its process or has a name", type)
                        .isTrue());
    }

    @Test
    void keepsEveryNameItEverHad() throws IOException {
        TreeSet<String> names = new TreeSet<>(MessageCodec.NAMES.keySet());
        names.addAll(Vocabulary.commands().keySet());
        assertThat(names).containsExactlyElementsOf(new TreeSet<>(Files.readAllLines(NAMES)));
    }

    @Test
    void refusesWhatAnotherReleaseMayMeanByAName() {
        MessageCodec codec = new MessageCodec(ActorRefResolver.get(kit.system()));
        assertThatThrownBy(() -> codec.decode("2/wake", new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2/wake");
        assertThatThrownBy(() -> codec.decode("1/dance", new byte[0])).isInstanceOf(IOException.class);
    }

    /** Writes the file of names; run from the engine's folder. */
    public static void main(String[] args) throws IOException {
        TreeSet<String> names = new TreeSet<>(MessageCodec.NAMES.keySet());
        names.addAll(Vocabulary.commands().keySet());
        Files.writeString(NAMES, names.stream().collect(Collectors.joining("\n", "", "\n")));
    }
}
