package io.sightline.engine.domain;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user may do, as codes. Nothing but these codes says what a client offers; two of them also decide what is delivered:
 * {@link #ARCHIVES_SHOW} and {@link #PTZ_CONTROL}. Codes not listed here are kept and passed on as they are.
 */
public final class Permission {

    public static final String ARCHIVES_SHOW = "archives-show";
    /** Ours: moving a camera. */
    public static final String PTZ_CONTROL = "ptz-control";
    /** Ours: having sub-users. */
    public static final String SUBUSERS_MANAGE = "subusers-manage";
    /** Ours: changing one's own password. */
    public static final String USER_UPDATE_PASSWORD = "user-update-password";
    /** Ours: opening a door from a client. */
    public static final String INTERCOMS_OPEN_DOOR = "intercoms-open-door";

    private static final Set<String> DEFAULTS = Set.of(
            ARCHIVES_SHOW,
            "archives-download",
            "archives-preview-download",
            "camera-events-index",
            "groups-index",
            "groups-store",
            "groups-rename",
            "groups-destroy",
            "groups-cameras-attach",
            "groups-cameras-detach",
            "layouts-index",
            "layouts-store",
            "layouts-rename",
            "layouts-destroy",
            "layouts-cameras-attach",
            "layouts-cameras-detach",
            "marks-index",
            "marks-store",
            "marks-update",
            "marks-destroy");

    private static final Set<String> FOR_FIRMS =
            Stream.concat(DEFAULTS.stream(), Stream.of(SUBUSERS_MANAGE)).collect(Collectors.toUnmodifiableSet());

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9_-]{1,64}");

    private Permission() {}

    /** What a user is created with when nothing else is said: firms may have sub-users (decision R-02 of the seeds). */
    public static Set<String> defaults(SubscriberKind kind) {
        return kind == SubscriberKind.LEGAL_ENTITY ? FOR_FIRMS : DEFAULTS;
    }

    /** Whether these can be codes: lower case, digits, hyphen and underscore, at most {@link Limits#PERMISSIONS} of them. */
    static boolean areSound(Set<String> codes) {
        return codes.size() <= Limits.PERMISSIONS
                && codes.stream().allMatch(code -> SHAPE.matcher(code).matches());
    }
}
