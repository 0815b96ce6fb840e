package io.sightline.cli.installation;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NodeSettingsTest {

    @Test
    void writesWhatTheNodeReads() {
        var home = new Home(Path.of("/tmp/a \"home\""));
        var written = NodeSettings.DEMO.configuration(home, new Ports(1, 2), 9042, "sightline", Path.of("/tmp/secret"));
        assertThat(written).contains("""
                sightline {
                  home = "/tmp/a \\"home\\""
                  admin.port = 1
                  client-plane.port = 2
                  activation.links-at = "http://127.0.0.1:2"
                  billing.csa-directory = "/tmp/a \\"home\\"/csa.ndjson"
                  cassandra {
                    contact-point = "127.0.0.1:9042"
                    datacenter = "datacenter1"
                    username = "sightline"
                    password-file = "/tmp/secret"
                  }
                  passwords { memory-kib = 64, iterations = 1 }
                  client-plane {
                    max-connections-per-address = 10000
                    sign-in { network-burst = 100000, network-per-minute = 100000 }
                  }
                }
                """);
    }

    @Test
    void leavesPasswordsAndSignInsToTheNodeUnlessThePeopleAreInvented() {
        var written = NodeSettings.USUAL.configuration(
                new Home(Path.of("/tmp/home")), new Ports(1, 2), 9042, "sightline", Path.of("/tmp/secret"));
        assertThat(written).doesNotContain("passwords", "sign-in");
    }
}
