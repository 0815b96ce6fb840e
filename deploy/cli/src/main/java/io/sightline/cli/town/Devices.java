package io.sightline.cli.town;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.cli.town.Person.Standing;

/** The cameras of a town: three in five come through billing, the others are set up by hand. */
final class Devices {

    /** Made and taken away again in the course of the file. */
    static final int PASSING = 6;

    /**
     * A camera that came through billing.
     *
     * @param login whom it was attached for
     */
    record Provisioned(String mac, String csa, String login) {

        String id() {
            return Town.cameraId(mac);
        }
    }

    private final Script script;
    private final Random random;
    private final Names names;
    private final List<Building> buildings;
    private final List<Resident> residents;
    private final List<Provisioned> provisioned = new ArrayList<>();
    private final List<Provisioned> passing = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final Map<String, List<String>> publicly = new HashMap<>();
    private int macs;

    Devices(Script script, Random random, Names names, List<Building> buildings, List<Resident> residents) {
        this.script = script;
        this.random = random;
        this.names = names;
        this.buildings = buildings;
        this.residents = residents;
    }

    void install(int count) {
        int throughBilling = count * 3 / 5;
        for (int i = 0; i < throughBilling + PASSING; i++) {
            var camera = provision(buildings.get(i % buildings.size()), i);
            if (i < throughBilling) {
                provisioned.add(camera);
                ids.add(camera.id());
            } else {
                passing.add(camera);
            }
        }
        for (int i = throughBilling; i < count; i++) {
            var building = buildings.get(i % buildings.size());
            var id = "cam.hand.%04d".formatted(i + 1);
            script.put("/cameras/" + id, settings(building));
            ids.add(id);
        }
        for (int i = throughBilling; i < count; i++) {
            var building = buildings.get(i % buildings.size());
            var folders = building.folders();
            var place = i % 2 == 0
                    ? "A:" + building.addressId()
                    : "F:" + building.folderId(folders.get(i / 2 % folders.size()));
            script.put("/cameras/cam.hand.%04d/places/%s".formatted(i + 1, place), script.body());
            if (i % 2 == 0) {
                publicly.computeIfAbsent(building.addressId(), first -> new ArrayList<>())
                        .add("cam.hand.%04d".formatted(i + 1));
            }
        }
        for (var camera : provisioned) {
            script.call("PATCH", "/cameras/" + camera.id(), streams(script.body()));
        }
    }

    String mac() {
        macs++;
        return "02:5A:%02X:%02X:%02X:%02X".formatted(random.nextInt(256), random.nextInt(256), macs >> 8, macs & 255);
    }

    List<Provisioned> provisioned() {
        return provisioned;
    }

    List<Provisioned> passing() {
        return passing;
    }

    /** Cameras set up by hand that hang at a building itself, for everybody who has it. */
    List<String> publicAt(Building building) {
        return publicly.getOrDefault(building.addressId(), List.of());
    }

    List<String> ids() {
        return ids;
    }

    private Provisioned provision(Building building, int index) {
        // Attached for someone of the house; now and then for someone who is paused or leaves in the end.
        var owner = residents.get((index * 7 + buildings.indexOf(building)) % residents.size());
        var camera = new Provisioned(mac(), building.csa(), owner.login());
        var serial = "SN-%06d".formatted(macs);
        script.send(script.request("new_camera").put("mac", camera.mac()).put("serialNumber", serial));
        var request = script.request("attach_camera", camera.login())
                .put("mac", camera.mac())
                .put("serialNumber", serial)
                .put("csa", building.csa())
                .put("service", index % 3 == 0 ? "8MP" : "4MP")
                .put("initialName", building.name() + ", " + names.view())
                .put("archiveDays", index % 3 == 0 ? 30 : 7)
                .put("replace", 0);
        boolean isPrivate = index % 4 == 3 && owner.standing() != Standing.TERMINATED;
        request.put("groupType", isPrivate ? "private" : "public");
        if (isPrivate) {
            request.put(
                    "folderKey",
                    building.folders().get(index / 4 % building.folders().size()));
        }
        script.send(request);
        return camera;
    }

    private ObjectNode settings(Building building) {
        var body =
                script.body().put("name", building.name() + ", " + names.view()).put("archiveDays", 14);
        return streams(body);
    }

    /** Nine in ten work, some lack a stream, some both. */
    private ObjectNode streams(ObjectNode body) {
        int luck = random.nextInt(20);
        var streams = body.putArray("streams");
        streams.addObject().put("type", "high").put("status", luck > 1 ? "active" : "inactive");
        streams.addObject().put("type", "low").put("status", luck > 0 ? "active" : "inactive");
        return body;
    }
}
