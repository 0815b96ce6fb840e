package io.sightline.engine.billing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.NetworkDeviceId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.RequestType;
import io.sightline.engine.domain.SubscriberKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is particular to each type of request.
 *
 * @param kept whether the document comes from our own log, where a password is a hash already
 */
record BodyReader(Fields fields, boolean kept) {

    static final String PASSWORD = "password";
    static final String PASSWORD_HASH = "passwordHash";
    /** Passwords that billing makes have 1 to 100 characters and no other rule (decision R-24 of the seeds). */
    static final int PASSWORD_LENGTH = 100;

    private static final int CSA = 64;
    private static final int CODE = 64;
    private static final Pattern MAC = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2}){5}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Map<String, SubscriberKind> SUBSCRIBERS =
            ordered("individual", SubscriberKind.INDIVIDUAL, "legal", SubscriberKind.LEGAL_ENTITY);
    private static final Map<String, Boolean> PRIVATE = ordered("public", false, "private", true);

    static boolean hasPassword(RequestType type) {
        return type == RequestType.NEW_ENTITY || type == RequestType.UPDATE_PASSWORD;
    }

    Body read(RequestType type) {
        return switch (type) {
            case NEW_ENTITY -> newEntity();
            case PAUSE_ENTITY -> new Body.PauseEntity(entityId(), reason());
            case UNPAUSE_ENTITY -> new Body.UnpauseEntity(entityId(), reason());
            case TERMINATE_ENTITY -> new Body.TerminateEntity(entityId(), reason());
            case CREATE_LOCATION ->
                new Body.CreateLocation(
                        csa(),
                        fields.optionalPersonal("contractNumber", Limits.NAME),
                        fields.optionalText("name", Limits.NAME),
                        fields.optionalText("parentCsa", CSA));
            case DELETE_LOCATION -> new Body.DeleteLocation(csa());
            case UPDATE_LOGIN -> new Body.UpdateLogin(Personal.of(fields.text("newLogin", Limits.LOGIN)));
            case UPDATE_PASSWORD -> new Body.UpdatePassword(password());
            case NEW_CAMERA -> new Body.NewCamera(requiredMac("mac"), fields.text("serialNumber", Limits.NAME));
            case ATTACH_CAMERA -> attachCamera();
            case DETACH_CAMERA -> detachCamera();
            case CREATE_LOCATION_UNKNOWN_CSA, ATTACH_CAMERA_UNKNOWN_CSA, UNKNOWN_TYPE -> throw new AssertionError(type);
        };
    }

    private Body newEntity() {
        return new Body.NewEntity(
                entityId(),
                password(),
                fields.text("userType", 50),
                fields.optionalPersonal("name", Limits.NAME),
                fields.optionalPersonal("contractNumber", Limits.NAME),
                fields.oneOf("subscriberKind", SUBSCRIBERS, null),
                properties(),
                fields.flag("canUpdatePassword", true));
    }

    private Map<String, Personal> properties() {
        Map<String, Personal> properties = new LinkedHashMap<>();
        List<Fields> entries = fields.objects("properties", Limits.PROPERTIES);
        for (Fields entry : entries) {
            String type = entry.text("type", 64);
            Personal value = Personal.of(entry.text("value", Limits.PROPERTY));
            if (properties.put(type, value) != null) {
                entry.wrong("type", FieldError.Code.COMBINATION, "There is one value for each type", "");
            }
            entry.finish();
        }
        return properties;
    }

    private Body attachCamera() {
        NetworkDeviceId mac = requiredMac("mac");
        String serialNumber = fields.text("serialNumber", Limits.NAME);
        String csa = csa();
        Long days = fields.optionalWhole("archiveDays", 1, Limits.ARCHIVE_DAYS);
        String code = fields.optionalText("archiveCode", CODE);
        if (days != null && code != null) {
            fields.wrong("archiveCode", FieldError.Code.COMBINATION, "Either archiveDays or archiveCode", "");
        }
        return new Body.AttachCamera(
                mac,
                serialNumber,
                csa,
                fields.optionalText("installationCsa", CSA),
                fields.optionalText("service", Limits.NAME),
                fields.optionalText("initialName", Limits.NAME),
                days == null ? null : days.intValue(),
                code,
                replaced(mac),
                folderKey());
    }

    private @Nullable NetworkDeviceId replaced(NetworkDeviceId mac) {
        Long replace = fields.optionalWhole("replace", 0, 1);
        NetworkDeviceId replaced = mac("replacedMac");
        boolean replaces = replace != null && replace == 1;
        if (replaces && replaced == null) {
            fields.missing("replacedMac", "");
        } else if (!replaces && replaced != null) {
            fields.wrong("replacedMac", FieldError.Code.COMBINATION, "This goes with replace 1", "");
        } else if (mac.equals(replaced)) {
            fields.wrong("replacedMac", FieldError.Code.COMBINATION, "A device does not replace itself", "");
        }
        return replaced;
    }

    private @Nullable String folderKey() {
        boolean isPrivate = fields.oneOf("groupType", PRIVATE, false);
        String key = fields.optionalText("folderKey", CODE);
        if (isPrivate && key == null) {
            fields.missing("folderKey", "");
        } else if (!isPrivate && key != null) {
            fields.wrong("folderKey", FieldError.Code.COMBINATION, "This goes with groupType private", "");
        }
        return key;
    }

    private Body detachCamera() {
        NetworkDeviceId mac = mac("mac");
        String camera = fields.optionalText("cameraId", 64);
        if (camera != null && !ID.matcher(camera).matches()) {
            camera = fields.wrong("cameraId", FieldError.Code.FORMAT, "An id has letters, digits and . _ : -", "-");
        }
        if ((mac == null) == (camera == null)) {
            fields.wrong("mac", FieldError.Code.COMBINATION, "Either mac or cameraId", "");
        }
        return new Body.DetachCamera(
                mac, camera == null ? null : new CameraId(camera), fields.optionalText("csa", CSA));
    }

    private PasswordHash password() {
        if (kept) {
            return new PasswordHash(fields.text(PASSWORD_HASH, 512));
        }
        fields.secret(PASSWORD, PASSWORD_LENGTH);
        return new PasswordHash("");
    }

    private @Nullable String entityId() {
        return fields.optionalText("entityId", Limits.NAME);
    }

    private @Nullable String reason() {
        return fields.optionalText("reason", 1_024);
    }

    private String csa() {
        return fields.text("csa", CSA);
    }

    private NetworkDeviceId requiredMac(String name) {
        NetworkDeviceId mac = mac(name);
        return mac == null ? fields.missing(name, new NetworkDeviceId("00:00:00:00:00:00")) : mac;
    }

    private @Nullable NetworkDeviceId mac(String name) {
        String text = fields.optionalText(name, 17);
        if (text == null) {
            return null;
        }
        String mac = text.toUpperCase(Locale.ROOT).replace('-', ':');
        return new NetworkDeviceId(
                MAC.matcher(mac).matches()
                        ? mac
                        : fields.wrong(
                                name,
                                FieldError.Code.FORMAT,
                                "This is a MAC address such as AA:BB:CC:DD:EE:FF",
                                "00:00:00:00:00:00"));
    }

    private static <T> Map<String, T> ordered(String first, T one, String second, T other) {
        Map<String, T> words = new LinkedHashMap<>();
        words.put(first, one);
        words.put(second, other);
        return words;
    }
}
