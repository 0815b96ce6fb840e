package io.sightline.cli.terminal;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TableTest {

    @Test
    void alignsColumnsAndCutsWhatDoesNotFit() {
        var table = new Table(10, 6, 6)
                .row("device", "web", "mobile")
                .rule()
                .row("Mill Street 12, gate", "green", "red")
                .row("Yard", "", "locked")
                .row("end");
        assertThat(String.join("\n", table.lines())).isEqualTo("""
                device      web     mobile
                --------------------------
                Mill Stre…  green   red
                Yard                locked
                end""");
    }

    @Test
    void refusesMoreCellsThanColumns() {
        assertThatThrownBy(() -> new Table(3).row("a", "b")).hasMessage("2 cells in 1 columns");
    }
}
