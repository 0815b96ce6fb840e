package io.sightline.engine.domain;

/** How much of everything one entity may hold; beyond it a command is refused with {@link Refusal#LIMIT_EXCEEDED}. */
public final class Limits {

    /** Sources in one manifest. */
    public static final int SOURCES = 256;
    /** Addresses and folders of one user: with the user's own source, and that of the main user for a sub-user, 256. */
    public static final int PLACES = SOURCES - 2;
    /** Devices in one source; the same as {@link Source#ENTRIES_ALLOWED}. */
    public static final int CAMERAS_OF_A_USER = Source.ENTRIES_ALLOWED;
    /** Installations remembered of one user; one more and the one signed in longest ago is forgotten. */
    public static final int INSTALLATIONS = 12;

    /**
     * Billing requests remembered of one entity; one more and the one that came longest ago is forgotten. A repetition of that one
     * is then older than the last applied, so it still changes nothing (domain O-4).
     */
    public static final int RECEIPTS = 500;

    /** Installations of a user that are remembered as ended. */
    public static final int ENDED_INSTALLATIONS = 32;
    /** Keys in one request that chooses devices for a sub-user; more are sent in several requests (seed 000's client API). */
    public static final int KEYS_A_CHOICE = 500;
    /** Keys one sub-user may be given one by one in all. */
    public static final int KEYS_CHOSEN = 5_000;

    public static final int SUB_USERS = 500;
    public static final int NAME = 255;
    public static final int LOGIN = 255;
    public static final int PROPERTIES = 64;
    public static final int PROPERTY = 1_024;
    public static final int PERMISSIONS = 256;
    public static final int CHILDREN = 10_000;
    public static final int FOLDERS = 1_000;
    /** Places one camera may hang at. */
    public static final int PLACES_OF_A_CAMERA = 64;

    /** Tariff plans in the catalogue, with those archived. */
    public static final int TARIFF_PLANS = 2_000;

    /** Licences of one level that one user may have. */
    public static final int LICENCES = 1_000_000;
    /** Users who may have licences. */
    public static final int LICENCE_HOLDERS = 100_000;
    /** Analytics cases of one main user and its sub-users, with those hidden. */
    public static final int CASES = 1_000;

    public static final int CAMERAS_OF_A_CASE = 500;
    /** Cameras whose holder one customer is. */
    public static final int CAMERAS_OF_A_CUSTOMER = 5_000;

    public static final int FLAT = 100_000;
    public static final int KEYS_OF_AN_INTERCOM = 20_000;
    public static final int ADMINISTRATORS = 1_000;
    public static final int ROLES = 200;
    /** Subtrees one administrator is there for. */
    public static final int PURVIEW_ADDRESSES = 500;
    /** Cameras one administrator is there for, beside the subtrees. */
    public static final int PURVIEW_CAMERAS = 2_000;

    public static final int ARCHIVE_DAYS = 3_650;
    /** Results one operation keeps one by one; beyond them it only counts. */
    public static final int RESULTS = 10_000;

    /** Trackers one user may own; cameras and monitoring objects likewise. */
    public static final int TRACKERS = 1_000;

    public static final int OWN_CAMERAS = 1_000;

    public static final int MONITORING_OBJECTS = 200;
    /** Users one tracker, camera or monitoring object may be shared with. */
    public static final int SHARES = 100;
    /** Monitoring objects one tracker may be assigned to. */
    public static final int OBJECTS_OF_A_DEVICE = 64;

    public static final int TRACKER_MODELS = 1_000;
    /** Characters of a description or of what else is to be known. */
    public static final int INFO = 1_000;

    /** Characters of a notification's text. */
    public static final int NOTICE = 2_000;
    /** Recipients a notification may name; all of them together are no list. */
    public static final int RECIPIENTS = 1_000;
    /** Notifications one user has at a time; one more and the oldest goes. */
    public static final int NOTIFICATIONS = 200;
    /** Characters of a feedback's message. */
    public static final int FEEDBACK = 4_000;

    public static final int PHONE = 64;
    /** Millilitres for 100 km. */
    public static final int AVERAGE_FUEL = 1_000_000;

    public static final int PAUSE_SECONDS = 604_800;

    private Limits() {}
}
