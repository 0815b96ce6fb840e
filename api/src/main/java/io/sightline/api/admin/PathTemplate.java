package io.sightline.api.admin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A path such as {@code /api/v1/users/{id}}: fixed segments and named ones; a named one takes any segment but an empty one. */
record PathTemplate(String text, List<String> segments) {

    private static final String ONESELF = "/api/v1/me";
    private static final String OF_A_USER = "/api/v1/users/{id}";

    static PathTemplate of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("A path begins with a slash: " + text);
        }
        List<String> segments = List.of(text.substring(1).split("/", -1));
        Set<String> names = new HashSet<>();
        for (String segment : segments) {
            if (segment.isEmpty()) {
                throw new IllegalArgumentException("A path has no empty segment: " + text);
            }
            if (isName(segment) && !names.add(segment)) {
                throw new IllegalArgumentException("A path names " + segment + " twice: " + text);
            }
        }
        return new PathTemplate(text, segments);
    }

    /** The named segments' values when the path, given as decoded segments, is one of this template. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String wanted = segments.get(i);
            String given = path.get(i);
            if (isName(wanted)) {
                if (given.isEmpty()) {
                    return Optional.empty();
                }
                values.put(wanted.substring(1, wanted.length() - 1), given);
            } else if (!wanted.equals(given)) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** Whether some path is of both templates and neither is more exact. */
    boolean isConfusedWith(PathTemplate other) {
        if (segments.size() != other.segments.size()) {
            return false;
        }
        boolean here = false;
        boolean there = false;
        for (int i = 0; i < segments.size(); i++) {
            boolean mine = isName(segments.get(i));
            boolean its = isName(other.segments.get(i));
            if (!mine && !its && !segments.get(i).equals(other.segments.get(i))) {
                return false;
            }
            here |= !mine && its;
            there |= mine && !its;
        }
        return here == there;
    }

    /** How many segments are fixed: of two templates that take a path the one with more wins. */
    int exactness() {
        return (int) segments.stream().filter(segment -> !isName(segment)).count();
    }

    /** Whether it is of whoever calls. */
    boolean isOfOneself() {
        return text.equals(ONESELF);
    }

    /** Whether it is of one user, or of something the user has: the segment {@code id} names the user. */
    boolean isOfAUser() {
        return text.equals(OF_A_USER) || text.startsWith(OF_A_USER + "/");
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    @Override
    public String toString() {
        return text;
    }
}
