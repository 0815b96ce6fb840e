package io.sightline.cli.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.sightline.cli.demo.Viewer.Sight;
import io.sightline.cli.terminal.Table;
import io.sightline.client.view.Device;
import io.sightline.client.view.View;

/** What each of several environments shows, as a table: a column each, a row a device. */
final class LiveTable {

    private static final int ROWS = 14;
    private static final int DEVICE = 38;
    private static final int CELL = 12;

    private LiveTable() {}

    /** @param sights in the order of the columns, as many as there are titles */
    static List<String> lines(List<String> titles, List<Sight> sights) {
        int[] widths = new int[titles.size() + 1];
        Arrays.fill(widths, CELL);
        widths[0] = DEVICE;
        var table = new Table(widths);
        table.row(row("", titles));
        table.row(
                row("client", sights.stream().map(sight -> words(sight.state())).toList()));
        table.row(row(
                "user",
                sights.stream().map(sight -> words(sight.view().standing())).toList()));
        table.row(row(
                "messages applied",
                sights.stream().map(sight -> Long.toString(sight.messages())).toList()));
        table.row(row(
                "cameras",
                sights.stream().map(sight -> count(sight.view(), "camera")).toList()));
        table.row(row(
                "intercoms",
                sights.stream().map(sight -> count(sight.view(), "intercom")).toList()));
        table.rule();
        var devices = new TreeMap<String, String>();
        for (var sight : sights) {
            sight.view().devices().forEach((key, device) -> devices.put(key, device.name()));
        }
        // What the scenario plays with comes first.
        var rows = new ArrayList<>(devices.entrySet());
        rows.sort(Comparator.comparing(
                (Map.Entry<String, String> row) -> !row.getKey().endsWith(Scenario.CAMERA)));
        for (var row : rows.subList(0, Math.min(ROWS, rows.size()))) {
            table.row(row(
                    row.getValue(),
                    sights.stream()
                            .map(sight -> state(sight.view(), row.getKey()))
                            .toList()));
        }
        if (rows.size() > ROWS) {
            table.row("… and %d more".formatted(rows.size() - ROWS));
        }
        return table.lines();
    }

    private static String[] row(String first, List<String> others) {
        var cells = new ArrayList<String>();
        cells.add(first);
        cells.addAll(others);
        return cells.toArray(String[]::new);
    }

    static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String count(View view, String kind) {
        return Long.toString(view.devices().values().stream()
                .filter(device -> device.kind().equals(kind))
                .count());
    }

    private static String state(View view, String key) {
        Device device = view.devices().get(key);
        return device == null ? "-" : device.state();
    }
}
