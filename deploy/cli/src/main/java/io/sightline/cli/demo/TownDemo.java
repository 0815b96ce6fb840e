package io.sightline.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

import io.sightline.cli.admin.AdminApi;
import io.sightline.cli.admin.ImportProgress;
import io.sightline.cli.admin.Importer;
import io.sightline.cli.admin.Tally;
import io.sightline.cli.installation.Home;
import io.sightline.cli.installation.Installation;
import io.sightline.cli.installation.NodeSettings;
import io.sightline.cli.installation.Ports;
import io.sightline.cli.terminal.Complaint;
import io.sightline.cli.terminal.Screen;
import io.sightline.cli.town.Expected;
import io.sightline.cli.town.Person;
import io.sightline.cli.town.Size;
import io.sightline.cli.town.Town;
import io.sightline.client.net.TokenSource;
import io.sightline.client.store.MemoryStore;
import io.sightline.client.wire.Environment;

/** A running node with the demo town in its store; what both ways of showing it have in common. */
final class TownDemo {

    private final Installation installation;
    private final Screen screen;
    private final Town town;

    TownDemo(Installation installation, Screen screen, Size size) {
        this.installation = installation;
        this.screen = screen;
        this.town = Town.of(Town.SEED, size);
    }

    Town town() {
        return town;
    }

    Home home() {
        return installation.home();
    }

    /** Starts the node of a demo, whose people are invented. */
    Ports start() throws IOException {
        screen.say("Starting Cassandra and a node in " + installation.home().folder());
        screen.say("  invented people, so: passwords hashed with 64 KiB and one pass, sign-ins not throttled");
        Files.write(home().made().directory(), town.directory());
        return installation.up(NodeSettings.DEMO);
    }

    /** Imports the town, unless an earlier run did. */
    void fill(AdminApi api) throws IOException {
        var done = home().folder().resolve("town.imported");
        if (Files.exists(done)) {
            screen.say("The town of an earlier run is still here.");
            return;
        }
        var file = home().folder().resolve("town.ndjson");
        town.write(file);
        screen.say("Importing %s: %,d lines, %d addresses, %d cameras, %d intercoms, %,d users"
                .formatted(
                        file,
                        town.lines().size(),
                        town.addressIds().size(),
                        town.cameraIds().size(),
                        town.intercomIds().size(),
                        town.people().size()));
        var progress = new ImportProgress(screen);
        Tally tally;
        try (var lines = Files.newBufferedReader(file)) {
            tally = new Importer(api, progress).run(lines);
        }
        progress.done();
        tally.report().forEach(screen::say);
        if (!tally.complete()) {
            throw new Complaint("the town could not be imported whole: see %s".formatted(home().nodeLog()));
        }
        unforeseen(tally);
        Files.createFile(done);
    }

    Clients clients(Ports ports) {
        return new Clients(URI.create("http://127.0.0.1:" + ports.client()));
    }

    /** Environments of one person, each with an empty store, started and in step. */
    List<Viewer> viewers(Clients clients, Person person, TokenSource tokens, Runnable changed) {
        var viewers = Arrays.stream(Environment.values())
                .map(environment -> new Viewer(clients, environment, tokens, new MemoryStore(), changed))
                .toList();
        viewers.forEach(Viewer::start);
        viewers.forEach(viewer -> Stopwatch.await(
                viewer.client().inStep(),
                "%s of %s did not get in step".formatted(viewer.environment().word(), person.login())));
        return viewers;
    }

    /** @throws Complaint if the requests did not end as the generator foresaw */
    private void unforeseen(Tally tally) {
        // Of a request that was sent again after an unknown outcome nobody can say which of the two was the first.
        expect(
                "applied or duplicate",
                tally.requests("applied") + tally.requests("no_op") + tally.requests("duplicate"),
                Expected.APPLIED,
                Expected.DUPLICATE);
        expect("superseded", tally.requests("superseded"), Expected.SUPERSEDED);
        expect("rejected", tally.requests("rejected"), Expected.CONFLICT, Expected.UNKNOWN_CSA);
        expect("kept", tally.requests("kept"), Expected.UNKNOWN_TYPE, Expected.UNKNOWN_LOGIN);
    }

    private void expect(String outcome, int found, Expected... foreseen) {
        int sum = Arrays.stream(foreseen)
                .mapToInt(kind -> town.outcomes().getOrDefault(kind, 0))
                .sum();
        if (found != sum) {
            throw new Complaint("%d billing requests ended as %s, and %d should have: see %s"
                    .formatted(found, outcome, sum, home().nodeLog()));
        }
    }
}
