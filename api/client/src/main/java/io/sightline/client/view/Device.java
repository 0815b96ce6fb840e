package io.sightline.client.view;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.client.value.Value;

/**
 * One device as the user sees it, after all sources and the user's own decisions.
 *
 * @param sources the sources that tell of it, in order of their ids
 * @param members name, state, access and all else; not to be changed
 */
public record Device(String key, String kind, List<String> sources, ObjectNode members) {

    public String name() {
        return members.path("name").asText();
    }

    /** {@code green}, {@code yellow}, {@code red} or {@code locked} for a camera; {@code online} or {@code offline} for an intercom; empty for a tracker. */
    public String state() {
        if (kind.equals(Value.CAMERA)) {
            return members.path("state").asText();
        }
        if (kind.equals(Value.TRACKER)) {
            return locked() ? "locked" : "";
        }
        return locked() ? "locked" : members.path("online").asBoolean() ? "online" : "offline";
    }

    /** {@code full}, {@code live} or {@code locked}; {@code owner}, {@code change} or {@code view} of a tracker; empty for an intercom that nothing restricts. */
    public String access() {
        return members.path("access").asText();
    }

    public boolean locked() {
        return access().equals("locked");
    }
}
