package io.sightline.engine.journal;

import java.io.IOException;
import java.io.NotSerializableException;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JournalRecordSerializerTest {

    private final JournalRecordSerializer serializer = new JournalRecordSerializer();

    @Test
    void bringsARecordBackUnderAManifestThatNamesNoClass() throws IOException {
        JournalRecord kept = new JournalRecord(3, 1L << 40, new byte[] {1, 2, 3});
        assertThat(serializer.manifest(kept)).isEqualTo("1");
        assertThat(serializer.fromBinary(serializer.toBinary(kept), "1")).isEqualTo(kept);
    }

    @Test
    void refusesAnotherLayout() {
        assertThatThrownBy(() -> serializer.fromBinary(new byte[20], "2")).isInstanceOf(NotSerializableException.class);
        assertThatThrownBy(() -> serializer.fromBinary(new byte[2], "1")).isInstanceOf(NotSerializableException.class);
    }

    @Test
    void isTheOneThatPekkoFindsForARecord() throws IOException {
        ActorTestKit kit = ActorTestKit.create();
        try {
            assertThat(SerializationExtension.get(kit.system()).serializerFor(JournalRecord.class))
                    .isInstanceOf(JournalRecordSerializer.class);
        } finally {
            kit.shutdownTestKit();
        }
    }
}
