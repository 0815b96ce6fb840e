package io.sightline.engine.domain;

/** What an analytics case looks for. */
public enum AnalyticsType {
    LOUD_SOUNDS(LicenceLevel.L1, "loud-sounds"),
    SMOKE_FIRE(LicenceLevel.L1, "smoke-fire"),
    LINE_INTERSECTION(LicenceLevel.L1, "line-intersection"),
    /** Something covers the camera, or it was turned or damaged. */
    CAMERA_OBSTACLE(LicenceLevel.L1, "camera-obstacle"),
    /** Somebody enters a zone. */
    MOTION_DETECT(LicenceLevel.L1, "motion-detect"),
    PERSON_COUNTING(LicenceLevel.L2, "person-counting"),
    /** Ours, like its code. */
    VISITOR_COUNTING(LicenceLevel.L2, "visitor-counting"),
    FACE(LicenceLevel.L3, "face"),
    LICENSE_PLATE(LicenceLevel.L3, "license-plate"),
    CONTAINER_NUMBER(LicenceLevel.L3, "container-number-recognition");

    private static final String CODES = "analytic-cases-";

    private final LicenceLevel level;
    private final String code;

    AnalyticsType(LicenceLevel level, String code) {
        this.level = level;
        this.code = CODES + code;
    }

    /** The level whose licences its cases use. */
    public LicenceLevel level() {
        return level;
    }

    /** The permission without which a user has no cases of this type. */
    public String permission() {
        return code;
    }

    /** Whether a permission is about analytics at all, of a type known here or not. */
    public static boolean isPermission(String permission) {
        return permission.startsWith(CODES);
    }
}
