package io.sightline.cli.installation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import io.sightline.cli.terminal.Complaint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortsTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void keepsThePortsOfTheFirstStart() {
        var home = new Home(folder).made();
        var chosen = Ports.of(home);
        assertThat(chosen.admin()).isNotEqualTo(chosen.client());
        assertThat(Ports.of(home)).isEqualTo(chosen);
        assertThat(Ports.read(home)).isEqualTo(chosen);
    }

    @Test
    void namesThePortThatIsTakenAndTheFileToChangeItIn() throws IOException {
        var home = new Home(folder).made();
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            write(home, "admin.port=%d\nclient.port=1".formatted(taken.getLocalPort()));
            assertThatThrownBy(() -> Ports.of(home))
                    .isInstanceOf(Complaint.class)
                    .hasMessageContaining("port %d is in use".formatted(taken.getLocalPort()))
                    .hasMessageContaining("ports.properties");
        }
    }

    @Test
    void refusesAFileWithoutPorts() throws IOException {
        var home = new Home(folder).made();
        write(home, "admin.port=99999\nclient.port=8081");
        assertThatThrownBy(() -> Ports.read(home)).isInstanceOf(Complaint.class).hasMessageContaining("1 to 65535");
    }

    private static void write(Home home, String text) throws IOException {
        Files.writeString(home.ports(), text);
    }
}
