package io.sightline.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SightlineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "up",
                "down",
                "status",
                "import",
                "client",
                "audit",
                "audit verify",
                "admin",
                "admin create",
                "simulate",
                "bench"
            })
    void helpsEverywhere(String command) {
        assertThat(run((command + " --help").strip().split(" ", -1))).isZero();
        assertThat(out.toString()).startsWith(("Usage: sightline " + command).strip());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysWrongUsageInOneLineThatTellsWhatToDo() {
        assertThat(run("import")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("sightline: Missing required parameter: 'FILE'; see: sightline import --help"
                        + System.lineSeparator());
    }

    @Test
    void answersAnUnknownCommandAndAnUnknownOptionInOneLine() {
        assertThat(run("upp")).isEqualTo(2);
        assertThat(run("up", "--fast")).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("sightline: Unm") || line.startsWith("sightline: Unknown"));
    }

    @Test
    void saysWhatCannotBeDoneInOneLine() {
        // No checkout is named in a test.
        assertThat(run("status")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("sightline: ");
    }

    @Test
    void handsTheSimulatorsOptionsOn() {
        // Parsing them succeeds; without a checkout there is no simulator to hand them to.
        assertThat(run("simulate", "--seeds", "4")).isEqualTo(1);
        assertThat(err.toString()).doesNotContain("Unmatched", "unmatched", "Unknown option");
    }

    @Test
    void handsTheBenchmarksNamesAndOptionsOn() {
        assertThat(run("bench", "P1", "P4", "--short")).isEqualTo(1);
        assertThat(err.toString()).doesNotContain("Unmatched", "unmatched", "Unknown option");
    }

    private int run(String... args) {
        return Sightline.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }
}
