package io.sightline.cli.demo;

import java.io.IOException;

import io.sightline.cli.admin.AdminApi;
import io.sightline.cli.installation.Installation;
import io.sightline.cli.installation.Ports;
import io.sightline.cli.terminal.Screen;
import io.sightline.cli.town.Size;

/** An installation that is left running with the demo's town in it, to look around in. */
public final class TownUp {

    private TownUp() {}

    /** Starts what does not run, and imports the town unless an earlier run did. */
    public static Ports start(Installation installation, Screen screen, Size size) throws IOException {
        TownDemo demo = new TownDemo(installation, screen, size);
        Ports ports = demo.start();
        demo.fill(AdminApi.of(demo.home(), ports));
        return ports;
    }
}
