package io.sightline.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.sightline.cli.admin.AdminApi;
import io.sightline.cli.installation.Checkout;
import io.sightline.cli.installation.Home;
import io.sightline.cli.installation.Installation;
import io.sightline.cli.terminal.Screen;
import io.sightline.cli.town.Size;

/** The demo for a machine: a home of its own, everything once, every environment compared, one last line. */
public final class OnceDemo {

    private static final int NEIGHBOURS = 20;
    private static final int CAMERAS = 8;
    private static final int CHANGES_EACH = 25;
    private static final int DIFFERENCES_SHOWN = 10;

    private final Screen screen;
    private final Size size;

    public OnceDemo(Screen screen, Size size) {
        this.screen = screen;
        this.size = size;
    }

    /** @return whether every environment of every user holds what the server says */
    public boolean run() throws IOException {
        var home = new Home(Files.createTempDirectory("sightline-demo"));
        var installation = new Installation(home, Checkout.ofProperty(), line -> screen.say("  " + line));
        var end = new Thread(() -> end(installation), "end");
        Runtime.getRuntime().addShutdownHook(end);
        boolean converged = false;
        try {
            converged = run(new TownDemo(installation, screen, size));
            return converged;
        } finally {
            if (Installation.release(end)) {
                installation.down();
                if (converged) {
                    delete(home);
                } else {
                    screen.say("kept for whoever looks into it: " + home.folder());
                }
            }
        }
    }

    private boolean run(TownDemo demo) throws IOException {
        var ports = demo.start();
        var api = AdminApi.of(demo.home(), ports);
        demo.fill(api);
        var lags = new Lags();
        try (var clients = demo.clients(ports)) {
            int changes = scenario(demo, api, clients, lags) + burst(demo, api, clients, lags);
            screen.say("Comparing every environment of every user with the server");
            var result = new Convergence(api, clients).check(demo.town().people(), this::tell);
            return verdict(result, changes, lags);
        }
    }

    private int scenario(TownDemo demo, AdminApi api, Clients clients, Lags lags) {
        var guide = demo.town().guide();
        var credentials = new Credentials(clients, guide.login(), guide.password());
        var scenario = new Scenario(api, guide, credentials);
        scenario.prepare();
        screen.say("Changing what %s sees".formatted(guide.login()));
        var stopwatch = new Stopwatch(lags);
        var viewers = demo.viewers(clients, guide, credentials, () -> {});
        try {
            for (var step : scenario.steps()) {
                screen.say("  "
                        + Timing.line(step.title(), stopwatch.run(step.title(), step.change(), viewers, step.shown())));
            }
            scenario.restorePassword(guide.password());
            return scenario.steps().size();
        } finally {
            viewers.forEach(Viewer::close);
        }
    }

    private int burst(TownDemo demo, AdminApi api, Clients clients, Lags lags) {
        var home = demo.town().guide().home();
        var neighbours = demo.town().people().stream()
                .filter(person -> person.active() && Objects.equals(person.home(), home))
                .limit(NEIGHBOURS)
                .toList();
        var viewers = new ArrayList<Viewer>();
        try {
            for (var person : neighbours) {
                viewers.addAll(
                        demo.viewers(clients, person, clients.tokens(person.login(), person.password()), () -> {}));
            }
            var cameras = shownByAll(viewers, "A:" + home);
            screen.say("Renaming %d cameras %d times each before the eyes of %d clients"
                    .formatted(cameras.size(), CHANGES_EACH, viewers.size()));
            return new Burst(api, lags).run(cameras, CHANGES_EACH, viewers);
        } finally {
            viewers.forEach(Viewer::close);
        }
    }

    private static List<String> shownByAll(List<Viewer> viewers, String source) {
        return viewers.get(0).sight().view().devices().values().stream()
                .filter(device ->
                        device.kind().equals("camera") && device.sources().contains(source))
                .map(device -> device.key().substring("cam-".length()))
                .filter(camera -> viewers.stream().allMatch(viewer -> viewer.shows("cam-" + camera)))
                .limit(CAMERAS)
                .toList();
    }

    private void tell(long environments) {
        if (environments % 500 == 0) {
            screen.say("  %,d environments compared".formatted(environments));
        }
    }

    private boolean verdict(Convergence.Result result, int changes, Lags lags) {
        var differences = result.differences();
        differences.stream().limit(DIFFERENCES_SHOWN).forEach(difference -> screen.say("differs: " + difference));
        if (!differences.isEmpty()) {
            screen.say("not converged: %d differences in %d environments of %d users"
                    .formatted(differences.size(), result.environments(), result.users()));
            return false;
        }
        screen.say("converged: users=%d environments=%d devices=%d changes=%d lag p50=%d p99=%d ms"
                .formatted(
                        result.users(),
                        result.environments(),
                        result.devices(),
                        changes,
                        lags.millis(0.5),
                        lags.millis(0.99)));
        return true;
    }

    private static void end(Installation installation) {
        installation.down();
        delete(installation.home());
    }

    private static void delete(Home home) {
        try (var files = Files.walk(home.folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
