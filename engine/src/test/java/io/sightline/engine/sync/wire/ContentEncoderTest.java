package io.sightline.engine.sync.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.sightline.engine.domain.Analytics;
import io.sightline.engine.domain.AnalyticsCase;
import io.sightline.engine.domain.AnalyticsType;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.DeviceFacts;
import io.sightline.engine.domain.DeviceFacts.CameraFacts;
import io.sightline.engine.domain.DeviceFacts.Stream;
import io.sightline.engine.domain.DeviceFacts.StreamStatus;
import io.sightline.engine.domain.DeviceFacts.StreamType;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.LicenceLevel;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.Hashes;
import io.sightline.engine.sync.Mark;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The bytes of the messages with entries, and what the values of entries show. */
class ContentEncoderTest {

    private static final ContentEncoder JSON = ContentEncoder.of(Encoding.JSON);
    private static final SourceId HOUSE = new SourceId("A:118");
    private static final Epoch EPOCH = new Epoch("00000000000000e1");
    private static final ContentEncoder.Subject SUBJECT = new ContentEncoder.Subject(HOUSE, ViewClass.ARCHIVE);
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
        return HexFormat.of().toHexDigits(new Hashes().text(value));
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
            hashes.add(HexFormat.of().toHexDigits(new Hashes().text(key)));
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
            List<Frame> chunks = ContentEncoder.of(encoding).base(SUBJECT, new Mark(EPOCH, 1_000), entries, 65_536);
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
    void writesTheSameMapsInCbor() throws IOException {
        Frame json = JSON.delta(SUBJECT, new Mark(EPOCH, 5), 4, List.of(entry("cam-1", 5)), List.of(), null);
        Frame cbor = ContentEncoder.of(Encoding.CBOR)
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

    @Test
    void showsAnalyticsCasesAndLicences() {
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        var found = new AnalyticsCase.Finding("e1", new CameraId("1"), noon);
        var smoke = new DeviceFacts.CaseFacts(
                Personal.of("Yard"), AnalyticsType.SMOKE_FIRE, List.of(new CameraId("1")), noon, List.of(found));
        assertThat(DeviceValue.of(smoke, ViewClass.LIVE))
                .isEqualTo("{\"$\":1,\"kind\":\"case\",\"title\":\"Yard\",\"type\":\"smoke_fire\",\"level\":1,"
                        + "\"cameras\":[\"cam-1\"],\"createdAt\":\"2026-11-22T12:00:00Z\","
                        + "\"events\":[{\"id\":\"e1\",\"camera\":\"cam-1\",\"at\":\"2026-11-22T12:00:00Z\"}]}");
        var licences = new DeviceFacts.LicenceFacts(List.of(new Analytics.Count(LicenceLevel.L3, 5, 2)));
        assertThat(DeviceValue.of(licences, ViewClass.LIVE))
                .isEqualTo("{\"$\":1,\"kind\":\"licences\",\"levels\":"
                        + "[{\"level\":3,\"total\":5,\"used\":2,\"free\":3}]}");
    }
}
