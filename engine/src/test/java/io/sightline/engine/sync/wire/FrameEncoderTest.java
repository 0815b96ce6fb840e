package io.sightline.engine.sync.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.sightline.engine.domain.DeviceFacts;
import io.sightline.engine.domain.DeviceFacts.CameraFacts;
import io.sightline.engine.domain.DeviceFacts.Stream;
import io.sightline.engine.domain.DeviceFacts.StreamStatus;
import io.sightline.engine.domain.DeviceFacts.StreamType;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Selection;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.SyncLimits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The bytes of each message. They are public protocol: a difference here breaks clients in the field. */
class FrameEncoderTest {

    private static final FrameEncoder JSON = FrameEncoder.of(Encoding.JSON);
    private static final SourceId HOUSE = new SourceId("A:118");
    private static final Epoch EPOCH = new Epoch("00000000000000e1");
    private static final FrameEncoder.Subject SUBJECT = new FrameEncoder.Subject(HOUSE, ViewClass.ARCHIVE);
    private static final CameraFacts CAMERA = new CameraFacts(
            "Entrance 3",
            List.of(
                    new Stream(StreamType.HIGH, StreamStatus.ACTIVE),
                    new Stream(StreamType.LOW, StreamStatus.INACTIVE)),
            true,
            7,
            "Elm Street 1");
    private static final String VALUE =
            "{\\\"$\\\":1,\\\"kind\\\":\\\"camera\\\",\\\"name\\\":\\\"Entrance 3\\\",\\\"state\\\":\\\"yellow\\\",\\\"access\\\":\\\"full\\\","
                    + "\\\"archive\\\":true,\\\"archiveDays\\\":7,\\\"place\\\":\\\"Elm Street 1\\\",\\\"streams\\\":["
                    + "{\\\"type\\\":\\\"high\\\",\\\"status\\\":\\\"active\\\"},{\\\"type\\\":\\\"low\\\",\\\"status\\\":\\\"inactive\\\"}]}";

    private static String text(Frame frame) {
        return new String(frame.bytes(), StandardCharsets.UTF_8);
    }

    private static Source.Entry entry(String key, long rev) {
        return new Source.Entry(key, rev, 33, CAMERA);
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
    void writesADelta() {
        Frame frame = JSON.delta(
                SUBJECT,
                new Mark(EPOCH, 912),
                905,
                List.of(entry("cam-7", 912)),
                List.of(new Source.Grave("cam-3", 911)),
                "01JB");
        assertThat(text(frame))
                .isEqualTo("{\"t\":\"d\",\"s\":\"A:118\",\"e\":\"00000000000000e1\",\"c\":3,\"prev\":905,\"rev\":912,"
                        + "\"put\":[{\"k\":\"cam-7\",\"r\":912,\"dr\":33,\"v\":\"" + VALUE
                        + "\",\"h\":\"H\"}],\"del\":[[\"cam-3\",911]],\"tx\":\"01JB\"}".replace("H", hashOfValue()));
    }

    private static String hashOfValue() {
        String value = DeviceValue.of(CAMERA, ViewClass.ARCHIVE);
        assertThat(value.replace("\"", "\\\"")).isEqualTo(VALUE);
        return java.util.HexFormat.of().toHexDigits(new io.sightline.engine.sync.Hashes().text(value));
    }

    @Test
    void writesARebaseWithTheLivingKeysInOrderOfTheirHashes() {
        Frame frame = JSON.rebase(SUBJECT, new Mark(EPOCH, 9), 4, List.of(), List.of("cam-1", "cam-2"), "0f");
        assertThat(text(frame))
                .isEqualTo("{\"t\":\"r\",\"s\":\"A:118\",\"e\":\"00000000000000e1\",\"c\":3,\"prev\":4,\"rev\":9,"
                        + "\"put\":[],\"live\":\"LIVE\",\"n\":2,\"leaves\":\"0f\"}".replace("LIVE", sorted()));
    }

    private static String sorted() {
        List<String> hashes = new ArrayList<>();
        for (String key : List.of("cam-1", "cam-2")) {
            hashes.add(java.util.HexFormat.of().toHexDigits(new io.sightline.engine.sync.Hashes().text(key)));
        }
        hashes.sort(null);
        return String.join("", hashes);
    }

    @Test
    void splitsABaseIntoChunksThatFit() throws IOException {
        for (Encoding encoding : Encoding.values()) {
            List<Source.Entry> entries = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                entries.add(entry("cam-" + i, i));
            }
            List<Frame> chunks = FrameEncoder.of(encoding).base(SUBJECT, new Mark(EPOCH, 1_000), entries, 65_536);
            ObjectMapper mapper = encoding == Encoding.JSON ? new ObjectMapper() : new ObjectMapper(new CBORFactory());
            assertThat(chunks).hasSizeGreaterThan(3);
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < chunks.size(); i++) {
                assertThat(chunks.get(i).size()).isLessThanOrEqualTo(65_536);
                var chunk = mapper.readTree(chunks.get(i).bytes());
                assertThat(chunk.get("i").asInt()).isEqualTo(i);
                assertThat(chunk.get("last").asBoolean()).isEqualTo(i == chunks.size() - 1);
                chunk.get("put").forEach(put -> keys.add(put.get("k").asText()));
            }
            assertThat(keys).hasSize(1_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void writesAnEmptyBase() {
        assertThat(text(JSON.base(SUBJECT, new Mark(EPOCH, 0), List.of(), 65_536)
                        .get(0)))
                .isEqualTo("{\"t\":\"b\",\"s\":\"A:118\",\"e\":\"00000000000000e1\",\"c\":3,\"rev\":0,\"i\":0,"
                        + "\"put\":[],\"last\":true}");
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

    @Test
    void writesTheSameMapsInCbor() throws IOException {
        Frame json = JSON.delta(SUBJECT, new Mark(EPOCH, 5), 4, List.of(entry("cam-1", 5)), List.of(), null);
        Frame cbor = FrameEncoder.of(Encoding.CBOR)
                .delta(SUBJECT, new Mark(EPOCH, 5), 4, List.of(entry("cam-1", 5)), List.of(), null);
        assertThat(new ObjectMapper(new CBORFactory()).readTree(cbor.bytes()).toString())
                .isEqualTo(text(json));
    }

    @Test
    void showsEachClassWhatItMaySee() {
        assertThat(DeviceValue.of(CAMERA, ViewClass.LIVE_PTZ))
                .contains("\"access\":\"live\",\"archive\":false,\"ptz\":true")
                .doesNotContain("archiveDays");
        assertThat(DeviceValue.of(CAMERA, ViewClass.LOCKED))
                .contains("\"state\":\"locked\",\"access\":\"locked\",\"archive\":false")
                .endsWith("\"streams\":[]}");
        assertThat(DeviceValue.of(new CameraFacts("New", List.of(), false, null, null), ViewClass.ARCHIVE))
                .isEqualTo("{\"$\":1,\"kind\":\"camera\",\"name\":\"New\",\"state\":\"red\",\"access\":\"full\","
                        + "\"archive\":false,\"streams\":[],\"note\":\"no stream\"}");
    }

    @Test
    void showsIntercomsAndOwnDecisions() {
        DeviceFacts intercom = new DeviceFacts.IntercomFacts(
                "Door",
                null,
                2,
                "West",
                14,
                List.of("k1"),
                true,
                false,
                true,
                Set.of(DeviceFacts.Opening.APP, DeviceFacts.Opening.KEY));
        assertThat(DeviceValue.of(intercom, ViewClass.LIVE))
                .isEqualTo("{\"$\":1,\"kind\":\"intercom\",\"name\":\"Door\",\"department\":2,"
                        + "\"departmentName\":\"West\",\"flat\":14,\"keys\":[\"k1\"],\"online\":true,"
                        + "\"restrictLive\":false,\"restrictArchive\":true,\"open\":[\"key\",\"app\"]}");
        assertThat(DeviceValue.of(new DeviceFacts.OwnFacts(Personal.of("Mine"), true), ViewClass.LIVE))
                .isEqualTo("{\"$\":1,\"kind\":\"own\",\"name\":\"Mine\",\"access\":\"blocked\"}");
    }
}
