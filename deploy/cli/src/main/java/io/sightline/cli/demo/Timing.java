package io.sightline.cli.demo;

import java.util.Map;
import java.util.stream.Collectors;

import io.sightline.cli.terminal.Table;
import io.sightline.client.wire.Environment;

/** How a measured change is told in one line. */
final class Timing {

    private static final int TITLE = 34;

    private Timing() {}

    /** @param lags nanoseconds from sending to showing */
    static String line(String title, Map<Environment, Long> lags) {
        var times = lags.entrySet().stream()
                .map(lag -> "%s %d ms".formatted(lag.getKey().word(), (lag.getValue() + 500_000) / 1_000_000))
                .collect(Collectors.joining("  "));
        return new Table(TITLE, 42).row(title, times).lines().get(0);
    }
}
