package io.sightline.cli.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import io.sightline.cli.terminal.Screen;
import io.sightline.client.ClientState;
import io.sightline.client.store.MemoryStore;
import io.sightline.client.view.Device;
import io.sightline.client.wire.Environment;

/** One environment of one person, followed: a table where it can be redrawn, a line a change where it cannot. */
public final class Follower implements AutoCloseable {

    private final Screen screen;
    private final Environment environment;
    private final Viewer viewer;
    private final CompletableFuture<ClientState> ended = new CompletableFuture<>();
    private Map<String, Device> shown = Map.of();
    private ClientState state = ClientState.IDLE;

    public Follower(Clients clients, Environment environment, String login, String password, Screen screen) {
        this.screen = screen;
        this.environment = environment;
        this.viewer =
                new Viewer(clients, environment, clients.tokens(login, password), new MemoryStore(), this::changed);
    }

    /** Follows until the client stops for good; Ctrl-C ends the process. Returns the exit code. */
    public int follow() {
        viewer.start();
        ended.join();
        screen.say("The client stopped: %s".formatted(viewer.lastReason()));
        return 1;
    }

    @Override
    public void close() {
        viewer.close();
    }

    private synchronized void changed() {
        var sight = viewer.sight();
        if (sight.state() != state) {
            state = sight.state();
            screen.say("%s is %s".formatted(environment.word(), LiveTable.words(state)));
        }
        var devices = new TreeMap<String, Device>(sight.view().devices());
        if (screen.redraws()) {
            screen.draw(LiveTable.lines(List.of(environment.word()), List.of(sight)));
        } else {
            tell(devices);
        }
        shown = devices;
        if (state == ClientState.STOPPED) {
            ended.complete(state);
        }
    }

    private void tell(Map<String, Device> devices) {
        devices.forEach((key, device) -> {
            var before = shown.get(key);
            if (!device.equals(before)) {
                screen.say("%s %s  %s  %s".formatted(before == null ? "+" : "~", key, device.state(), device.name()));
            }
        });
        shown.forEach((key, device) -> {
            if (!devices.containsKey(key)) {
                screen.say("- %s".formatted(key));
            }
        });
    }
}
