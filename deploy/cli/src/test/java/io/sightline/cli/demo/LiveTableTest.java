package io.sightline.cli.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sightline.cli.demo.Viewer.Sight;
import io.sightline.client.ClientState;
import io.sightline.client.view.Device;
import io.sightline.client.view.View;
import io.sightline.client.wire.Environment;
import io.sightline.client.wire.Standing;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LiveTableTest {

    @Test
    void showsADeviceARowAndAnEnvironmentAColumn() {
        var full = sight(
                ClientState.IN_STEP,
                Standing.ACTIVE,
                camera("cam-gate", "Gate", "green"),
                camera("cam-cam.demo", "Square", "red"));
        var behind = sight(ClientState.SYNCING, Standing.ACTIVE, camera("cam-gate", "Gate", "yellow"));
        var paused = sight(ClientState.IN_STEP, Standing.PAUSED);
        assertThat(String.join(
                        "\n", LiveTable.lines(List.of("desktop", "web", "mobile"), List.of(full, behind, paused))))
                .isEqualTo("""
                                                        desktop       web           mobile
                client                                  in step       syncing       in step
                user                                    active        active        paused
                messages applied                        4             4             4
                cameras                                 2             1             0
                intercoms                               0             0             0
                --------------------------------------------------------------------------------
                Square                                  red           -             -
                Gate                                    green         yellow        -""");
    }

    @Test
    void staysWithinEightyColumnsAndTheScreen() {
        var devices = new Device[40];
        for (int i = 0; i < devices.length; i++) {
            devices[i] = camera("cam-%02d".formatted(i), "A camera with quite a long name, number " + i, "green");
        }
        var lines = LiveTable.lines(
                List.of("desktop", "web", "mobile"),
                List.of(
                        sight(ClientState.SUSPENDED, Standing.ACTIVE, devices),
                        sight(ClientState.SUSPENDED, Standing.ACTIVE, devices),
                        sight(ClientState.SUSPENDED, Standing.ACTIVE, devices)));
        assertThat(lines).hasSizeLessThanOrEqualTo(22).allMatch(line -> line.length() <= 80);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("… and 26 more");
    }

    @Test
    void tellsAMeasuredChangeInOneLine() {
        assertThat(Timing.line(
                        "camera renamed",
                        new TreeMap<>(Map.of(
                                Environment.DESKTOP,
                                12_400_000L,
                                Environment.WEB,
                                9_600_000L,
                                Environment.MOBILE,
                                100L))))
                .isEqualTo("camera renamed                      desktop 12 ms  web 10 ms  mobile 0 ms");
    }

    private static Sight sight(ClientState state, Standing standing, Device... devices) {
        var byKey = new TreeMap<String, Device>();
        for (var device : devices) {
            byKey.put(device.key(), device);
        }
        return new Sight(state, new View(standing, byKey), 4, 1);
    }

    private static Device camera(String key, String name, String state) {
        var members = JsonNodeFactory.instance.objectNode().put("name", name).put("state", state);
        return new Device(key, "camera", List.of("A:home"), members);
    }
}
