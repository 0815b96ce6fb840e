package io.sightline.client.wire;

/**
 * How far one source is held.
 *
 * @param s source id
 * @param e epoch of the content, {@link #NO_EPOCH} when there is none yet
 * @param rev revision of the content, {@link #NO_REVISION} when there is none yet
 * @param g grant under which it is held
 */
public record Cursor(String s, String e, long rev, long g) {
    public static final String NO_EPOCH = "-";
    public static final long NO_REVISION = -1;

    /** The cursor of a granted source without content. */
    public static Cursor empty(String s, long g) {
        return new Cursor(s, NO_EPOCH, NO_REVISION, g);
    }
}
