package io.sightline.engine.domain;

/** What somebody with whom a monitoring object is shared may change: its own fields, its cameras', its trackers'. */
public record ObjectRights(boolean object, boolean cameras, boolean trackers) {

    static ObjectRights all() {
        return new ObjectRights(true, true, true);
    }
}
