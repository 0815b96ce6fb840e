package io.sightline.cli;

import io.sightline.cli.installation.Checkout;
import io.sightline.cli.installation.Home;
import io.sightline.cli.installation.Installation;
import io.sightline.cli.installation.Ports;
import io.sightline.cli.terminal.Complaint;

/** The running installation that a command speaks to. */
record Serving(Home home, Ports ports) {

    /** @throws Complaint if none runs */
    static Serving now() {
        var home = Home.ofUser();
        var ports = new Installation(home, Checkout.ofProperty(), line -> {})
                .state()
                .serving()
                .orElseThrow(
                        () -> new Complaint("nothing runs in %s: start it with sightline up".formatted(home.folder())));
        return new Serving(home, ports);
    }
}
