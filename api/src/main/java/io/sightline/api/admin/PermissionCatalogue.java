package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.AnalyticsType;
import io.sightline.engine.domain.Permission;
import io.sightline.engine.domain.SubscriberKind;

/**
 * The permission codes that people choose from, in the order of the form, each with its name and group. Users may have others,
 * which are kept and passed on to clients.
 */
final class PermissionCatalogue {

    /** @param ours whether the code is our own and unknown to clients of other makers */
    record Entry(String code, String name, String group, boolean ours) {

        /** The licence level without which the permission is of no use; empty for what needs none. */
        Optional<AnalyticsType> analytics() {
            return Arrays.stream(AnalyticsType.values())
                    .filter(type -> type.permission().equals(code))
                    .findFirst();
        }

        ObjectNode view() {
            ObjectNode view = Json.object()
                    .put("code", code)
                    .put("name", name)
                    .put("group", group)
                    .put("ours", ours);
            analytics().ifPresent(type -> view.put("level", type.level().number()));
            ArrayNode defaults = view.putArray("defaultFor");
            for (SubscriberKind kind : SubscriberKind.values()) {
                if (Permission.defaults(kind).contains(code)) {
                    defaults.add(Json.word(kind));
                }
            }
            return view;
        }
    }

    private static final String OTHER = "other";

    static final List<Entry> ENTRIES = entries();

    private PermissionCatalogue() {}

    /** A code as the form has it, or by itself when the form does not know it. */
    static Entry of(String code) {
        return ENTRIES.stream()
                .filter(entry -> entry.code().equals(code))
                .findFirst()
                .orElseGet(() -> new Entry(code, code, OTHER, false));
    }

    private static List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        group(all, "archive", "archives-show", "Watch the archive", "archives-download", "Download from the archive");
        group(all, "archive", "archives-preview-download", "Take screenshots");
        group(all, "events", "camera-events-index", "See events of cameras");
        group(all, "groups", "groups-index", "See folders", "groups-store", "Create folders");
        group(all, "groups", "groups-rename", "Rename folders", "groups-destroy", "Delete folders");
        group(all, "groups", "groups-cameras-attach", "Put cameras into folders");
        group(all, "groups", "groups-cameras-detach", "Take cameras out of folders");
        group(all, "layouts", "layouts-index", "See layouts", "layouts-store", "Create layouts");
        group(all, "layouts", "layouts-rename", "Rename layouts", "layouts-destroy", "Delete layouts");
        group(all, "layouts", "layouts-cameras-attach", "Put cameras into layouts");
        group(all, "layouts", "layouts-cameras-detach", "Take cameras out of layouts");
        group(all, "marks", "marks-index", "See marks", "marks-store", "Set marks");
        group(all, "marks", "marks-update", "Change marks", "marks-destroy", "Delete marks");
        for (AnalyticsType type : AnalyticsType.values()) {
            all.add(new Entry(type.permission(), title(type), "analytics", type == AnalyticsType.VISITOR_COUNTING));
        }
        own(all, "analytics", "analytic-licenses-statistics", "See how licences are used");
        own(all, "maps", "maps-index", "See maps", "cameras-map", "Put cameras on a map");
        own(all, "cameras", Permission.PTZ_CONTROL, "Move cameras");
        own(all, "intercoms", Permission.INTERCOMS_OPEN_DOOR, "Open doors");
        own(all, "scripts", "scripts-manage", "Manage scripts");
        own(all, "users", Permission.SUBUSERS_MANAGE, "Manage sub-users");
        own(all, "users", Permission.USER_UPDATE_PASSWORD, "Change the own password");
        return List.copyOf(all);
    }

    private static String title(AnalyticsType type) {
        return switch (type) {
            case LOUD_SOUNDS -> "Loud sounds";
            case SMOKE_FIRE -> "Smoke and fire";
            case LINE_INTERSECTION -> "Line crossing";
            case CAMERA_OBSTACLE -> "Camera covered, turned or damaged";
            case MOTION_DETECT -> "Zone intrusion";
            case PERSON_COUNTING -> "Counting in an area";
            case VISITOR_COUNTING -> "Visitor counting";
            case FACE -> "Face recognition";
            case LICENSE_PLATE -> "Licence plates";
            case CONTAINER_NUMBER -> "Container numbers";
        };
    }

    private static void group(List<Entry> all, String group, String... codesAndNames) {
        add(all, group, false, codesAndNames);
    }

    private static void own(List<Entry> all, String group, String... codesAndNames) {
        add(all, group, true, codesAndNames);
    }

    private static void add(List<Entry> all, String group, boolean ours, String... codesAndNames) {
        for (int i = 0; i < codesAndNames.length; i += 2) {
            all.add(new Entry(codesAndNames[i], codesAndNames[i + 1], group, ours));
        }
    }
}
