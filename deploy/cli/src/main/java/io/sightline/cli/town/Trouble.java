package io.sightline.cli.town;

import java.time.Instant;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.cli.town.Person.Standing;

/** What a year brings: pauses, terminations, moves, repetitions, requests out of order, and requests nobody can understand. */
final class Trouble {

    /** Built and pulled down in the course of the file. */
    static final String DEMOLISHED = "T-0-old";

    private static final int FEW = 5;

    private final Script script;
    private final Random random;
    private final List<Resident> residents;
    private final Devices devices;

    Trouble(Script script, Random random, List<Resident> residents, Devices devices) {
        this.script = script;
        this.random = random;
        this.residents = residents;
        this.devices = devices;
    }

    void happens() {
        passwords();
        pauses();
        replacements();
        departures();
        demolition();
        repetitions();
        nonsense();
        terminations();
    }

    private void passwords() {
        for (var resident : residents) {
            if (resident.index() % 100 == 41 && resident.standing() == Standing.ACTIVE) {
                resident.change(resident.password() + "-new");
                script.send(script.request("update_password", resident.login()).put("password", resident.password()));
            }
        }
    }

    private void pauses() {
        for (var resident : residents) {
            if (resident.standing() == Standing.PAUSED) {
                pause(resident);
            } else if (resident.standing() == Standing.ACTIVE && resident.index() % 100 == 61) {
                pause(resident);
                script.send(script.request("unpause_entity", resident.login()));
            }
        }
    }

    private void pause(Resident resident) {
        var pause = script.request("pause_entity", resident.login()).put("reason", "unpaid");
        script.send(pause);
        if (resident.standing() == Standing.PAUSED && resident.index() % 3 == 0) {
            // A resumption that happened before the pause and arrives after it.
            var late = script.request("unpause_entity", resident.login());
            late.put(
                    "occurredAt",
                    Instant.parse(pause.path("occurredAt").textValue())
                            .minusSeconds(60)
                            .toString());
            script.send(late, Expected.SUPERSEDED);
        }
    }

    private void replacements() {
        for (int i = 0; i < FEW; i++) {
            var old = devices.provisioned().get(i * 5);
            var mac = devices.mac();
            script.send(script.request("new_camera").put("mac", mac).put("serialNumber", "SN-R%05d".formatted(i)));
            script.send(script.request("attach_camera", old.login())
                    .put("mac", mac)
                    .put("serialNumber", "SN-R%05d".formatted(i))
                    .put("csa", old.csa())
                    .put("replace", 1)
                    .put("replacedMac", old.mac())
                    .put("groupType", "public"));
        }
    }

    private void departures() {
        for (var camera : devices.passing()) {
            script.send(script.request("detach_camera", camera.login()).put("mac", camera.mac()));
        }
    }

    private void demolition() {
        script.send(script.request("create_location", TownBuilder.HALL)
                .put("csa", DEMOLISHED)
                .put("contractNumber", TownBuilder.HALL_CONTRACT)
                .put("name", "Old Mill")
                .put("parentCsa", "T-0"));
        script.send(script.request("delete_location", TownBuilder.HALL).put("csa", DEMOLISHED));
    }

    private void repetitions() {
        for (int i = 0; i < 4 * FEW; i++) {
            var twice = script.request("update_password", steady(i).login())
                    .put("password", steady(i).password());
            script.send(twice);
            script.send(twice, Expected.DUPLICATE);
            if (i < FEW) {
                script.send(twice.deepCopy().put("password", "Another-1"), Expected.CONFLICT);
            }
        }
    }

    private void nonsense() {
        for (int i = 0; i < FEW; i++) {
            script.send(
                    script.request("create_location", TownBuilder.HALL)
                            .put("csa", "unknown " + i)
                            .put("contractNumber", TownBuilder.HALL_CONTRACT)
                            .put("name", "Nowhere"),
                    Expected.UNKNOWN_CSA);
            var mac = devices.mac();
            script.send(
                    script.request("attach_camera", steady(i).login())
                            .put("mac", mac)
                            .put("serialNumber", "SN-X%05d".formatted(i))
                            .put("csa", "unknown " + i)
                            .put("replace", 0)
                            .put("groupType", "public"),
                    Expected.UNKNOWN_CSA);
            script.send(strange(i), Expected.UNKNOWN_TYPE);
            script.send(
                    script.request("pause_entity", "nobody.%04d".formatted(random.nextInt(10_000))),
                    Expected.UNKNOWN_LOGIN);
        }
    }

    private ObjectNode strange(int index) {
        return script.request("reboot_entity", steady(index).login()).put("reason", "a type from the future");
    }

    private void terminations() {
        for (var resident : residents) {
            if (resident.standing() == Standing.TERMINATED) {
                script.send(script.request("terminate_entity", resident.login()).put("reason", "moved away"));
            }
        }
    }

    /** Somebody to whom nothing else happens. */
    private Resident steady(int index) {
        var quiet = residents.stream()
                .filter(resident -> resident.standing() == Standing.ACTIVE && !resident.renamed() && !resident.firm())
                .toList();
        return quiet.get(index % quiet.size());
    }
}
