package io.sightline.engine.domain;

/** What a user may have of the cameras of one source. The frames of a source are encoded once for each class in use. */
public enum ViewClass {
    /** Shown as locked: the place is blocked for this user. */
    LOCKED(false, false, false),
    LIVE(true, false, false),
    LIVE_PTZ(true, false, true),
    ARCHIVE(true, true, false),
    ARCHIVE_PTZ(true, true, true);

    private final boolean live;
    private final boolean archive;
    private final boolean ptz;

    ViewClass(boolean live, boolean archive, boolean ptz) {
        this.live = live;
        this.archive = archive;
        this.ptz = ptz;
    }

    public static ViewClass of(boolean live, boolean archive, boolean ptz) {
        if (!live) {
            return LOCKED;
        }
        if (archive) {
            return ptz ? ARCHIVE_PTZ : ARCHIVE;
        }
        return ptz ? LIVE_PTZ : LIVE;
    }

    /** What both allow. */
    public ViewClass and(ViewClass other) {
        return of(live && other.live, archive && other.archive, ptz && other.ptz);
    }

    public boolean live() {
        return live;
    }

    public boolean archive() {
        return archive;
    }

    public boolean ptz() {
        return ptz;
    }
}
