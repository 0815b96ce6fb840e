package io.sightline.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScreenTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void redrawsInPlaceBelowTheLinesThatStay() {
        var screen = screen(true);
        screen.draw(List.of("one", "two"));
        screen.say("kept");
        screen.draw(List.of("three"));
        assertThat(text()).isEqualTo("one|two|\u001b[2A\r\u001b[Jkept|one|two|\u001b[2A\r\u001b[Jthree|");
    }

    @Test
    void printsOnlyTheLinesThatStayWhereNobodyLooks() {
        var screen = screen(false);
        screen.draw(List.of("one"));
        screen.say("kept");
        assertThat(text()).isEqualTo("kept|");
    }

    @Test
    void cutsWhatIsDrawnToTheWidthSoThatALineStaysALine() {
        screen(true).draw(List.of("x".repeat(200)));
        assertThat(text()).hasSize(81).endsWith("…|");
    }

    private Screen screen(boolean redraws) {
        return new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), redraws);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8).replace('\n', '|');
    }
}
