package io.sightline.engine.domain;

import java.util.Optional;

/** The keys under which devices stand in sources. */
public final class DeviceKey {

    private static final String CAMERA = "cam-";
    private static final String INTERCOM = "int-";
    private static final String OWN = "own:";
    private static final String CASE = "case-";

    private static final String TRACKER = "trk-";
    private static final String OBJECT = "obj-";
    private static final String NOTE = "note-";

    /** Where a main user's licences stand, in its own source. */
    public static final String LICENCES = "licences";

    /** Where a customer's areas and defaults stand, in its main user's own source. */
    public static final String PROFILE = "profile";

    /** Where the permissions in force stand, in each user's own source. */
    public static final String PERMISSIONS = "permissions";

    private DeviceKey() {}

    public static String of(CameraId camera) {
        return CAMERA + camera.value();
    }

    public static String of(IntercomId intercom) {
        return INTERCOM + intercom.value();
    }

    public static String of(TrackerId tracker) {
        return TRACKER + tracker.value();
    }

    /** Where a notification stands, in the own source of a user who has it. */
    public static String of(NotificationId notification) {
        return NOTE + notification.value();
    }

    /** Where a monitoring object's card stands, in the own sources of those who hold it. */
    public static String of(MonitoringObjectId object) {
        return OBJECT + object.value();
    }

    /** Where a user's own decisions about a device stand, in the user's own source. */
    public static String own(String key) {
        return OWN + key;
    }

    /** Where an analytics case stands, in the own source of the user it belongs to. */
    public static String of(CaseId analyticsCase) {
        return CASE + analyticsCase.value();
    }

    public static boolean isCase(String key) {
        return key.startsWith(CASE) && Ids.fit(key.substring(CASE.length()));
    }

    /** The analytics case of a key for which {@link #isCase} holds. */
    public static CaseId caseOf(String key) {
        return new CaseId(key.substring(CASE.length()));
    }

    /** Whether the entry tells of analytics, and is put by the user's analytics and by no device. */
    public static boolean isAnalytics(String key) {
        return key.equals(LICENCES) || isCase(key);
    }

    /** Whether the entry tells of the user, and is put by what stands beside it and by no device. */
    static boolean isOfUser(String key) {
        return key.equals(PROFILE) || isAnalytics(key);
    }

    public static boolean isCamera(String key) {
        return key.startsWith(CAMERA) && Ids.fit(key.substring(CAMERA.length()));
    }

    public static boolean isIntercom(String key) {
        return key.startsWith(INTERCOM) && Ids.fit(key.substring(INTERCOM.length()));
    }

    public static boolean isDevice(String key) {
        return isCamera(key) || isIntercom(key) || isTracker(key);
    }

    public static boolean isTracker(String key) {
        return key.startsWith(TRACKER) && OwnedIds.fit(key.substring(TRACKER.length()));
    }

    /** Whether the entry is a message to one user, and so to none of its sub-users. */
    public static boolean isNote(String key) {
        return key.startsWith(NOTE);
    }

    /** The notification of a key that was made of one. */
    static NotificationId note(String key) {
        return new NotificationId(key.substring(NOTE.length()));
    }

    public static boolean isObject(String key) {
        return key.startsWith(OBJECT) && OwnedIds.fit(key.substring(OBJECT.length()));
    }

    /** The tracker of a key for which {@link #isTracker} holds. */
    public static TrackerId tracker(String key) {
        return new TrackerId(key.substring(TRACKER.length()));
    }

    /** Whose a tracker or a camera is that belongs to a user; empty for any other key. */
    public static Optional<UserId> ownerOf(String key) {
        if (isTracker(key)) {
            return Optional.of(tracker(key).owner());
        }
        return isCamera(key) ? camera(key).owner() : Optional.empty();
    }

    /** The tracker or the camera of a key for which {@link #ownerOf} has found somebody. */
    public static EntityRef belonging(String key) {
        return isTracker(key) ? tracker(key).ref() : camera(key).ref();
    }

    /** The monitoring object of a key for which {@link #isObject} holds. */
    public static MonitoringObjectId object(String key) {
        return new MonitoringObjectId(key.substring(OBJECT.length()));
    }

    /** The camera of a key for which {@link #isCamera} holds. */
    public static CameraId camera(String key) {
        return new CameraId(key.substring(CAMERA.length()));
    }

    /** The intercom of a key for which {@link #isIntercom} holds. */
    public static IntercomId intercom(String key) {
        return new IntercomId(key.substring(INTERCOM.length()));
    }
}
