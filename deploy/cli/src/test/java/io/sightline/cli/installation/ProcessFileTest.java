package io.sightline.cli.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessFileTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void findsTheProcessItRemembers() {
        file().remember(ProcessHandle.current());
        assertThat(file().find()).hasValue(ProcessHandle.current());
        file().forget();
        assertThat(file().find()).isEmpty();
    }

    @Test
    void takesTheSameIdWithAnotherStartForSomebodyElse() throws IOException {
        write(ProcessHandle.current().pid() + " " + Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(file().find()).isEmpty();
    }

    @Test
    void findsNothingInAFileThatIsCutShortOrNotThere() throws IOException {
        assertThat(file().find()).isEmpty();
        write(Long.toString(ProcessHandle.current().pid()));
        assertThat(file().find()).isEmpty();
        write("");
        assertThat(file().find()).isEmpty();
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("node.process"), text);
    }

    private ProcessFile file() {
        return new ProcessFile(folder.resolve("node.process"));
    }
}
