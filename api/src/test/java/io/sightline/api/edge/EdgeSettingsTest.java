package io.sightline.api.edge;

import java.time.Duration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sightline.api.signin.ThrottleSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EdgeSettingsTest {

    @Test
    void readsItsDefaults() {
        EdgeSettings settings = EdgeSettings.from(ConfigFactory.load());
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8081);
        assertThat(settings.eventLoops()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(settings.allowedOrigins()).isEmpty();
        assertThat(settings.maxConnections()).isEqualTo(20_000);
        assertThat(settings.maxConnectionsPerAddress()).isEqualTo(100);
        assertThat(settings.requestDeadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.headerBytes()).isEqualTo(8_192);
        assertThat(settings.bodyBytes()).isEqualTo(65_536);
        assertThat(settings.closing()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.tokenLifetime()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.throttle())
                .isEqualTo(new ThrottleSettings(60, 60, 20, 80, 5, Duration.ofSeconds(60), 100_000));
    }

    @Test
    void readsEverySetting() {
        assertThat(EdgeSettings.from(with("""
                        host = "::", port = 0, event-loops = 3, allowed-origins = ["https://a.example:8443"],
                        max-connections = 7, max-connections-per-address = 5, request-deadline = 1s,
                        request-header-size = 1k, request-body-size = 2k, closing = 3s, token-lifetime = 4s, sign-in-lifetime = 8s,
                        sign-in { network-burst = 1, network-per-minute = 2, login-burst = 3, login-per-hour = 4,
                                  free-failures = 5, longest-delay = 6s, remembered = 7 }
                        """)))
                .isEqualTo(new EdgeSettings(
                        "::",
                        0,
                        3,
                        java.util.Set.of("https://a.example:8443"),
                        7,
                        5,
                        Duration.ofSeconds(1),
                        1_024,
                        2_048,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        new ThrottleSettings(1, 2, 3, 4, 5, Duration.ofSeconds(6), 7)));
    }

    @Test
    void namesWhatIsOutOfRange() {
        for (String bad : new String[] {
            "port = 70000",
            "event-loops = -1",
            "max-connections = 0",
            "request-deadline = 0s",
            "request-body-size = 2M",
            "allowed-origins = [\"*\"]",
            "allowed-origins = [\"null\"]",
            "allowed-origins = [\"https://a.example/\"]",
            "sign-in.free-failures = 0"
        }) {
            String name = bad.substring(bad.lastIndexOf('.', bad.indexOf(' ')) + 1, bad.indexOf(' '));
            assertThatThrownBy(() -> EdgeSettings.from(with(bad))).as(bad).hasMessageContaining(name);
        }
    }

    private static Config with(String settings) {
        return ConfigFactory.parseString("sightline.client-plane {" + settings + "}")
                .withFallback(ConfigFactory.load());
    }
}
