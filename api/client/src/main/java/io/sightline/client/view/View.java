package io.sightline.client.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 */
public record View(Standing standing, SortedMap<String, Device> devices) {
    private static final String OWN_PREFIX = "own:";
    private static final List<String> ACCESS_BY_WIDTH = List.of("locked", "live", "full");
    private static final List<String> RIGHTS = List.of("access", "archive", "archiveDays", "ptz");

    private record Told(String source, long dr, Value value) {
        int width() {
            return ACCESS_BY_WIDTH.indexOf(value.text("access"));
        }
    }

    public View {
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
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
        told.forEach((key, tellings) -> {
            if (!key.startsWith(OWN_PREFIX)) {
                var own = told.getOrDefault(OWN_PREFIX + key, List.of());
                devices.put(key, device(key, tellings, own, "U:" + owner));
            }
        });
        return new View(manifest.standing(), devices);
    }

    private static boolean hidden(Manifest.Grant grant, long nowSeconds) {
        return grant.until() > 0 && nowSeconds >= grant.until();
    }

    private static void tell(String source, Entry entry, Map<String, List<Told>> told) {
        Value.parse(entry.v()).ifPresent(value -> {
            // A decision of the user's is no device, and a device is no decision, whatever the key says.
            if (value.kind().equals(Value.OWN) == entry.k().startsWith(OWN_PREFIX)) {
                told.computeIfAbsent(entry.k(), key -> new ArrayList<>(1)).add(new Told(source, entry.dr(), value));
            }
        });
    }

    /** Sources come in order of their ids, so of equals the first wins. */
    private static Device device(String key, List<Told> tellings, List<Told> own, String ownSource) {
        var newest = tellings.get(0);
        var widest = newest;
        for (var one : tellings) {
            newest = one.dr() > newest.dr() ? one : newest;
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
