package io.sightline.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.sightline.cli.admin.AdminApi;
import io.sightline.cli.installation.Installation;
import io.sightline.cli.installation.Ports;
import io.sightline.cli.terminal.Complaint;
import io.sightline.cli.terminal.Screen;
import io.sightline.cli.town.Person;
import io.sightline.cli.town.Size;

/** The demo for a person: three environments of one user side by side while things change, until Ctrl-C. */
public final class LiveDemo {

    private static final long REDRAW_MILLIS = 100;
    private static final long PAUSE_MILLIS = 2_500;

    private final Installation installation;
    private final Screen screen;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean dirty = new AtomicBoolean(true);

    public LiveDemo(Installation installation, Screen screen) {
        this.installation = installation;
        this.screen = screen;
    }

    /** Returns when something failed; Ctrl-C ends the process through its shutdown hook. */
    public void run() throws IOException {
        if (!installation.state().nothingRuns()) {
            throw new Complaint("a demo already runs in %s: stop it with Ctrl-C, or SIGHTLINE_HOME=%s sightline down"
                    .formatted(installation.home().folder(), installation.home().folder()));
        }
        var end = new Thread(this::end, "end");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            var demo = new TownDemo(installation, screen, Size.TOWN);
            var ports = demo.start();
            var api = AdminApi.of(demo.home(), ports);
            demo.fill(api);
            try (var clients = demo.clients(ports)) {
                show(demo, api, clients, ports);
            }
        } finally {
            if (Installation.release(end)) {
                end();
            }
        }
    }

    private void show(TownDemo demo, AdminApi api, Clients clients, Ports ports) {
        var guide = demo.town().guide();
        var credentials = new Credentials(clients, guide.login(), guide.password());
        var scenario = new Scenario(api, guide, credentials);
        scenario.prepare();
        var viewers = demo.viewers(clients, guide, credentials, () -> dirty.set(true));
        howTo(guide, ports, viewers.get(0)).forEach(screen::say);
        var drawing = Executors.newSingleThreadScheduledExecutor();
        var unused = drawing.scheduleWithFixedDelay(() -> draw(viewers), 0, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
        try {
            var stopwatch = new Stopwatch(new Lags());
            while (true) {
                for (var step : scenario.steps()) {
                    screen.say(Timing.line(
                            step.title(), stopwatch.run(step.title(), step.change(), viewers, step.shown())));
                    if (stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            drawing.shutdownNow();
            viewers.forEach(Viewer::close);
        }
    }

    private void draw(List<Viewer> viewers) {
        if (dirty.getAndSet(false)) {
            screen.draw(LiveTable.lines(
                    viewers.stream().map(viewer -> viewer.environment().word()).toList(),
                    viewers.stream().map(Viewer::sight).toList()));
        }
    }

    private List<String> howTo(Person guide, Ports ports, Viewer viewer) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("Three clients of the user %s. Ctrl-C ends everything.".formatted(guide.login()));
        lines.add(
                "Web client: %s   login %s, password %s".formatted(ports.webClient(), guide.login(), guide.password()));
        lines.add("Console: %s   login admin, password in %s"
                .formatted(ports.console(), installation.home().adminPassword()));
        lines.add("Admin API: http://127.0.0.1:%d/api/v1/   key: %s"
                .formatted(ports.admin(), installation.home().adminKey()));
        viewer.sight().view().devices().values().stream()
                .filter(device -> device.kind().equals("camera"))
                .findFirst()
                .ifPresent(device -> lines.addAll(List.of(
                        "Rename a camera yourself:",
                        "  curl -X PATCH -H \"Authorization: Bearer $(cat '%s')\" \\"
                                .formatted(installation.home().adminKey()),
                        "    -H 'If-Match: *' -H 'Content-Type: application/merge-patch+json' -d '{\"name\":\"Hello\"}' \\",
                        "    http://127.0.0.1:%d/api/v1/cameras/%s"
                                .formatted(ports.admin(), device.key().substring("cam-".length())))));
        lines.add("");
        return lines;
    }

    private void end() {
        stopped.countDown();
        screen.draw(List.of());
        installation.down();
    }
}
