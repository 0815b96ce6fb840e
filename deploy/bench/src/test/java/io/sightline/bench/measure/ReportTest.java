package io.sightline.bench.measure;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {

    private static final Machine MACHINE =
            new Machine("Some CPU", 2, 24_000, "17.0.1", "abcdef0123+", Instant.parse("2026-11-22T10:00:00Z"), 0.25);

    @Test
    void tellsMachineCommitDateAndLoadBeforeTheTable() {
        var report = new Report(
                "P9",
                "Something",
                "It is done.",
                List.of(new Table("x").row("1")),
                List.of(Report.goal(true, "fast")),
                List.of());
        assertThat(report.text(MACHINE)).isEqualTo("""
                # P9: Something

                2026-11-22T10:00:00Z, commit abcdef0123+, 2 cores of Some CPU, 24,000 MB, Java 17.0.1, load average before 0.3. Server, store and clients share the cores.

                It is done.

                | x   |
                | --- |
                | 1   |

                * reached: fast
                """);
        assertThat(report.failed()).isFalse();
    }

    @Test
    void hasFailedWithASingleLoss() {
        var report = new Report(
                "P9", "Something", "", List.of(), List.of(Report.goal(false, "slow")), List.of("1 delivery lost"));
        assertThat(report.failed()).isTrue();
        assertThat(report.text(MACHINE)).endsWith("* missed: slow\n* **FAILED**: 1 delivery lost\n");
    }
}
