package io.sightline.engine.billing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListedCsaDirectoryTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsALineForEachCode() throws IOException {
        ListedCsaDirectory directory = ListedCsaDirectory.read(
                file("{\"csa\":\"T\",\"name\":\"Town\"}\n\n{\"csa\":\"T1\",\"name\":\"Высокая\",\"parent\":\"T\"}\n"));

        assertThat(directory.size()).isEqualTo(2);
        assertThat(Town.await(directory.lookup("T1"))).contains(new CsaDirectory.Place("T1", "Высокая", "T"));
        assertThat(Town.await(directory.lookup("X"))).isEqualTo(Optional.empty());
    }

    @Test
    void namesTheLineThatIsWrong() {
        assertThatThrownBy(() -> ListedCsaDirectory.read(file("{\"csa\":\"T\",\"name\":\"Town\"}\n{\"csa\":\"T1\"}\n")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("/name");
        assertThatThrownBy(() -> ListedCsaDirectory.read(
                        file("{\"csa\":\"T\",\"name\":\"a\"}\n{\"csa\":\"T\",\"name\":\"b\"}\n")))
                .hasMessageContaining("line 2");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("codes.ndjson"), text);
    }
}
