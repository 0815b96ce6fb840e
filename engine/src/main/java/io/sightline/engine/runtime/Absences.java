package io.sightline.engine.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.node.SessionStatus;
import io.sightline.engine.sync.node.Tokens;

/**
 * Which environments have left this node within a day and come back neither to it nor to another. An installation that connects again before its
 * earlier session has ended was never away. Not thread-safe.
 */
final class Absences {

    static final Duration REMEMBERED = Duration.ofDays(1);

    /** So many at most, the latest; some 200 bytes each. */
    static final int MOST = 100_000;

    private record Place(UserId user, String installation) {}

    /** The session that each is connected with. */
    private final Map<Place, String> connected = new HashMap<>();

    /** When each has left, milliseconds since 1970, the earliest first. */
    private final Map<Place, Long> left = new LinkedHashMap<>();

    /** @return whether it is new to this node, so that it may have been on another one before */
    boolean arrived(String sid, Tokens.Verified identity) {
        Place place = new Place(identity.user(), identity.installation());
        boolean known = left.remove(place) != null;
        return connected.put(place, sid) == null && !known;
    }

    /** It is on another node now, whether its session here has ended yet or not. */
    void elsewhere(UserId user, String installation) {
        Place place = new Place(user, installation);
        connected.remove(place);
        left.remove(place);
    }

    void left(SessionStatus last) {
        Place place = new Place(last.user(), last.installation());
        if (connected.remove(place, last.sid())) {
            left.put(place, last.at());
            if (left.size() > MOST) {
                left.remove(left.keySet().iterator().next());
            }
        }
    }

    /** @param now milliseconds since 1970 */
    int count(long now) {
        left.values().removeIf(at -> now - at > REMEMBERED.toMillis());
        return left.size();
    }
}
