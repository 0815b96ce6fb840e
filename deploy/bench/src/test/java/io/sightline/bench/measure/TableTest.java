package io.sightline.bench.measure;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TableTest {

    @Test
    void isMarkdownWhoseColumnsStandUnderEachOther() {
        var table = new Table("N", "last ms").row("1,000", "14.2").row("10", "9");
        assertThat(table).hasToString("""
                | N     | last ms |
                | ----- | ------- |
                | 1,000 | 14.2    |
                | 10    | 9       |
                """);
    }

    @Test
    void escapesWhatWouldEndACell() {
        assertThat(new Table("a|b").toString()).startsWith("| a\\|b |");
    }

    @Test
    void refusesARowThatDoesNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Table("a", "b").row("1"));
    }
}
