package io.sightline.engine.projection;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What stands in the index beside its documents, in the same commit.
 *
 * @param catalogue the fingerprint of the catalogue it was made with
 * @param at when it was committed
 * @param lanes where each lane of the feed stands
 * @param built the parts of the history that are in it, while it is being built; null when it is whole
 */
record Marks(
        String catalogue,
        Instant at,
        Map<String, Long> lanes,
        @Nullable Set<Integer> built) {

    /** The form of these marks and of how documents are made in general; counted up when either changes. */
    private static final String FORM = "1";

    Map<String, String> encode() {
        Map<String, String> marks = new HashMap<>();
        marks.put("form", FORM);
        marks.put("catalogue", catalogue);
        marks.put("at", at.toString());
        marks.put(
                "lanes",
                new TreeMap<>(lanes)
                        .entrySet().stream()
                                .map(each -> each.getKey() + "=" + each.getValue())
                                .collect(Collectors.joining(",")));
        if (built != null) {
            marks.put(
                    "built", new TreeSet<>(built).stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        return marks;
    }

    /** Null when they are of another form, or there are none. */
    static @Nullable Marks decode(Map<String, String> marks) {
        if (!FORM.equals(marks.get("form"))) {
            return null;
        }
        Map<String, Long> lanes = new HashMap<>();
        for (String each : parts(marks.getOrDefault("lanes", ""))) {
            int equals = each.lastIndexOf('=');
            lanes.put(each.substring(0, equals), Long.valueOf(each.substring(equals + 1)));
        }
        String built = marks.get("built");
        return new Marks(
                marks.getOrDefault("catalogue", ""),
                Instant.parse(marks.getOrDefault("at", Instant.EPOCH.toString())),
                lanes,
                built == null
                        ? null
                        : java.util.Arrays.stream(parts(built))
                                .map(Integer::valueOf)
                                .collect(Collectors.toSet()));
    }

    private static String[] parts(String joined) {
        return joined.isEmpty() ? new String[0] : joined.split(",", -1);
    }
}
