package io.sightline.client.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.client.core.Manifest;
import io.sightline.client.core.Store;
import io.sightline.client.value.Value;
import io.sightline.client.wire.Entry;
import io.sightline.client.wire.Standing;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a user (protocol page, section 8). A value: it does not change with the store it was made of.
 *
 * @param standing whether the user is active; else there are no devices
 * @param devices by device key
 * @param cases the analytics cases of the user, by their keys; the documents are not to be changed
 * @param objects the monitoring objects the user holds, by their keys; not to be changed
 * @param notes the notifications to the user, by their keys; not to be changed
 * @param licences what the main user has for analytics, or null for nothing; not to be changed
 * @param profile what holds for the whole customer, or null when nothing was ever said; not to be changed
 * @param permissions the codes in force for this user, or null while they are those it was created with; not to be changed
 */
public record View(
        Standing standing,
        SortedMap<String, Device> devices,
        SortedMap<String, ObjectNode> cases,
        SortedMap<String, ObjectNode> objects,
        SortedMap<String, ObjectNode> notes,
        @Nullable ObjectNode licences,
        @Nullable ObjectNode profile,
        @Nullable ObjectNode permissions) {
    private static final String OWN_PREFIX = "own:";
    private static final String CASE_PREFIX = "case-";
    private static final String OBJECT_PREFIX = "obj-";
    private static final String NOTE_PREFIX = "note-";
    /** Keys that are the kind of what stands under them. */
    private static final Set<String> SINGLE = Set.of(Value.LICENCES, Value.PROFILE, Value.PERMISSIONS);

    private static final List<String> ACCESS_BY_WIDTH = List.of("locked", "live", "view", "full", "change", "owner");
    private static final Set<String> DEVICES = Set.of(Value.CAMERA, Value.INTERCOM, Value.TRACKER);
    private static final List<String> RIGHTS = List.of("access", "archive", "archiveDays", "ptz");

    private record Told(String source, long dr, Value value) {
        int width() {
            return ACCESS_BY_WIDTH.indexOf(value.text("access"));
        }
    }

    public View {
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
        cases = Collections.unmodifiableSortedMap(new TreeMap<>(cases));
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
        notes = Collections.unmodifiableSortedMap(new TreeMap<>(notes));
    }

    /** One of devices alone. */
    public View(Standing standing, SortedMap<String, Device> devices) {
        this(standing, devices, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), null, null, null);
    }

    /**
     * The view of what a store holds.
     *
     * @param owner the user, as the answer to a token request names it; null before the first
     * @param inStep whether the session now open has reached the frontier, which keeps sources past their hiding time in view
     * @param nowSeconds epoch seconds
     */
    public static View of(Store store, @Nullable String owner, boolean inStep, long nowSeconds) {
        var manifest = store.manifest();
        var told = new TreeMap<String, List<Told>>();
        if (manifest.standing() == Standing.ACTIVE) {
            manifest.grants().forEach((source, grant) -> {
                if (inStep || !hidden(grant, nowSeconds)) {
                    store.entries(source, entry -> tell(source, entry, told));
                }
            });
        }
        var devices = new TreeMap<String, Device>();
        var cases = new TreeMap<String, ObjectNode>();
        var objects = new TreeMap<String, ObjectNode>();
        var notes = new TreeMap<String, ObjectNode>();
        told.forEach((key, tellings) -> {
            if (kindOf(key).equals(Value.CASE)) {
                cases.put(key, newest(tellings).value().members());
            } else if (kindOf(key).equals(Value.OBJECT)) {
                objects.put(key, newest(tellings).value().members());
            } else if (kindOf(key).equals(Value.NOTE)) {
                notes.put(key, newest(tellings).value().members());
            } else if (kindOf(key).isEmpty()) {
                var own = told.getOrDefault(OWN_PREFIX + key, List.of());
                devices.put(key, device(key, tellings, own, "U:" + owner));
            }
        });
        // Permissions are each user's own: those of the main user stand in a source that a sub-user has as well.
        var permissions = told.getOrDefault(Value.PERMISSIONS, List.of()).stream()
                .filter(one -> one.source().equals("U:" + owner))
                .toList();
        return new View(
                manifest.standing(),
                devices,
                cases,
                objects,
                notes,
                document(told.getOrDefault(Value.LICENCES, List.of())),
                document(told.getOrDefault(Value.PROFILE, List.of())),
                document(permissions));
    }

    private static @Nullable ObjectNode document(List<Told> tellings) {
        return tellings.isEmpty() ? null : newest(tellings).value().members();
    }

    private static boolean hidden(Manifest.Grant grant, long nowSeconds) {
        return grant.until() > 0 && nowSeconds >= grant.until();
    }

    private static void tell(String source, Entry entry, Map<String, List<Told>> told) {
        Value.parse(entry.v()).ifPresent(value -> {
            // What stands under a key is of the key's kind, whatever it says of itself.
            var wanted = kindOf(entry.k());
            boolean device = DEVICES.contains(value.kind());
            if (wanted.isEmpty() ? device : value.kind().equals(wanted)) {
                told.computeIfAbsent(entry.k(), key -> new ArrayList<>(1)).add(new Told(source, entry.dr(), value));
            }
        });
    }

    /** The kind of what is no device; empty for devices. */
    private static String kindOf(String key) {
        if (key.startsWith(OWN_PREFIX)) {
            return Value.OWN;
        }
        if (key.startsWith(CASE_PREFIX)) {
            return Value.CASE;
        }
        if (key.startsWith(NOTE_PREFIX)) {
            return Value.NOTE;
        }
        if (key.startsWith(OBJECT_PREFIX)) {
            return Value.OBJECT;
        }
        return SINGLE.contains(key) ? key : "";
    }

    private static Told newest(List<Told> tellings) {
        var newest = tellings.get(0);
        for (var one : tellings) {
            newest = one.dr() > newest.dr() ? one : newest;
        }
        return newest;
    }

    /** Sources come in order of their ids, so of equals the first wins. */
    private static Device device(String key, List<Told> tellings, List<Told> own, String ownSource) {
        var newest = newest(tellings);
        var widest = tellings.get(0);
        for (var one : tellings) {
            boolean wider = one.width() > widest.width() || (one.width() == widest.width() && one.dr() > widest.dr());
            widest = wider ? one : widest;
        }
        var members = newest.value().members();
        if (tellings.size() > 1 || !own.isEmpty()) {
            members = members.deepCopy();
            for (var right : RIGHTS) {
                copy(right, widest.value().members(), members);
            }
            decide(own, ownSource, newest.value().kind(), members);
        }
        return new Device(
                key, newest.value().kind(), tellings.stream().map(Told::source).toList(), members);
    }

    private static void decide(List<Told> own, String ownSource, String kind, ObjectNode members) {
        var decisions = new HashMap<String, String>();
        for (var one : own) {
            for (var member : List.of("name", "access")) {
                var decision = one.value().text(member);
                if (!decision.isEmpty() && (one.source().equals(ownSource) || !decisions.containsKey(member))) {
                    decisions.put(member, decision);
                }
            }
        }
        var name = decisions.get("name");
        if (name != null) {
            members.put("name", name);
        }
        if (decisions.containsKey("access")) {
            members.put("access", "locked");
            if (kind.equals(Value.CAMERA)) {
                members.put("state", "locked");
            }
        }
    }

    private static void copy(String member, ObjectNode from, ObjectNode to) {
        if (from.has(member)) {
            to.set(member, from.get(member));
        } else {
            to.remove(member);
        }
    }
}
