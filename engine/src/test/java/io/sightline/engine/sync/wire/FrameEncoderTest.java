package io.sightline.engine.sync.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Selection;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.SyncLimits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The bytes of each message. They are public protocol: a difference here breaks clients in the field. */
class FrameEncoderTest {

    private static final FrameEncoder JSON = FrameEncoder.of(Encoding.JSON);
    private static final SourceId HOUSE = new SourceId("A:118");
    private static final Epoch EPOCH = new Epoch("00000000000000e1");

    private static String text(Frame frame) {
        return new String(frame.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void writesWelcome() {
        assertThat(text(JSON.welcome("00ff", "delta", SyncLimits.standard(), 1_766_400_000_123L, true)))
                .isEqualTo("{\"t\":\"welcome\",\"sid\":\"00ff\",\"mode\":\"delta\",\"hb\":25,"
                        + "\"win\":{\"frames\":256,\"bytes\":1048576},\"lease\":10000,"
                        + "\"limits\":{\"frame\":65536,\"hello\":65536},\"now\":1766400000123,\"need\":\"cur\"}");
    }

    @Test
    void writesAManifest() {
        Grant grant = new Grant(HOUSE, 7, ViewClass.LIVE_PTZ, Selection.all(), Instant.ofEpochSecond(1_766_486_400));
        Grant own = new Grant(new SourceId("U:9"), 1, ViewClass.LIVE, Selection.all(), null);
        Manifest manifest = new Manifest(
                EPOCH, 44, Manifest.Status.PAUSED, new TreeMap<>(Map.of(HOUSE, grant, own.source(), own)), 1);
        Map<SourceId, Long> gone = Map.of(new SourceId("F:77"), 5L);
        assertThat(text(JSON.manifest(manifest, 41, manifest.grants().values(), gone, false)))
                .isEqualTo("{\"t\":\"man\",\"me\":\"00000000000000e1\",\"prev\":41,\"rev\":44,\"st\":\"paused\","
                        + "\"add\":[{\"s\":\"A:118\",\"g\":7,\"c\":2,\"p\":2,\"until\":1766486400},"
                        + "{\"s\":\"U:9\",\"g\":1,\"c\":1,\"p\":0}],\"del\":[{\"s\":\"F:77\",\"g\":5}]}");
        assertThat(text(JSON.manifest(manifest, 0, List.of(), Map.of(), true)))
                .endsWith("\"add\":[],\"del\":[],\"full\":true}");
    }

    @Test
    void writesTheSmallMessages() {
        assertThat(text(JSON.frontier(44, "5d1e", 17, 0)))
                .isEqualTo("{\"t\":\"u\",\"mrev\":44,\"root\":\"5d1e\",\"at\":17}");
        assertThat(text(JSON.frontier(44, "5d1e", 17, 918))).endsWith(",\"fence\":918}");
        assertThat(text(JSON.verify(HOUSE, true, "op-1")))
                .isEqualTo("{\"t\":\"ver\",\"s\":\"A:118\",\"deep\":true,\"op\":\"op-1\"}");
        assertThat(text(JSON.verify(null, false, null))).isEqualTo("{\"t\":\"ver\"}");
        assertThat(text(JSON.heartbeat(44, "5d1e", true)))
                .isEqualTo("{\"t\":\"hb\",\"mrev\":44,\"root\":\"5d1e\",\"stale\":1}");
        assertThat(text(JSON.goaway(2_000, 45_000, "drain")))
                .isEqualTo("{\"t\":\"goaway\",\"in\":[2000,45000],\"why\":\"drain\"}");
        assertThat(text(JSON.error(FrameEncoder.ErrorCode.BUSY, null, 1_500, false, false)))
                .isEqualTo("{\"t\":\"err\",\"code\":\"busy\",\"retryMs\":1500}");
        assertThat(text(JSON.error(FrameEncoder.ErrorCode.AUTH, "gone", -1, true, true)))
                .isEqualTo("{\"t\":\"err\",\"code\":\"auth\",\"msg\":\"gone\",\"fatal\":true,\"wipe\":true}");
    }
}
