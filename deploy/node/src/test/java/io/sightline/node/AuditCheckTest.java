package io.sightline.node;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import io.sightline.engine.audit.ChainReport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AuditCheckTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private boolean report(ChainReport... reports) {
        return AuditCheck.report(List.of(reports), new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysThatAChainIsWholeAndWhereItEnds() {
        assertThat(report(new ChainReport("0", 0, 1_234, "ab", NOON, null))).isTrue();
        assertThat(said().strip())
                .isEqualTo("chain 0: whole; 1,234 records, the last of 2026-11-22T12:00:00Z with hash ab");
    }

    @Test
    void saysWhereAChainBeginsThatHasLostItsOldest() {
        assertThat(report(new ChainReport("0", 1_000, 1_234, "ab", NOON, null))).isTrue();
        assertThat(said().strip())
                .isEqualTo("chain 0: whole; 1,234 records, of which the first 1,000 have been kept long enough and are"
                        + " gone, the last of 2026-11-22T12:00:00Z with hash ab");
    }

    @Test
    void saysOfEveryChainWhatIsWrongWithIt() {
        assertThat(report(
                        new ChainReport("0", 0, 2, "ab", NOON, null),
                        new ChainReport("1", 0, 7, "cd", NOON, "record 7 is missing: record 8 follows")))
                .isFalse();
        assertThat(said())
                .contains("chain 0: whole", "chain 1: BROKEN, record 7 is missing: record 8 follows; 7 records");
    }

    @Test
    void hasNothingToSayOfNothing() {
        assertThat(report()).isTrue();
        assertThat(said().strip()).isEqualTo("there is no audit yet");
    }
}
