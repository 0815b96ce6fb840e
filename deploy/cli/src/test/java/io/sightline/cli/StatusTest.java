package io.sightline.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import io.sightline.cli.installation.Ports;
import io.sightline.cli.installation.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StatusTest {

    @Test
    void tellsWhatRunsAndWhere() {
        var cql = new InetSocketAddress(InetAddress.getLoopbackAddress(), 20_123);
        assertThat(String.join("\n", Status.lines(new State(11L, cql, 12L, new Ports(8080, 8081), true))))
                .isEqualTo("""
                Cassandra     running     process 11, CQL on 127.0.0.1:20123
                node          ready       process 12, admin port 8080, client port 8081""");
    }

    @Test
    void tellsHowToStartWhereNothingRuns() {
        assertThat(String.join("\n", Status.lines(new State(null, null, null, null, false))))
                .isEqualTo("""
                Cassandra     stopped
                node          stopped     start with: sightline up""");
    }
}
