package io.sightline.bench;

import io.sightline.bench.measure.Report;

/** The benchmarks in the order in which they run: those first that want a node nobody has used yet. */
enum Benchmark {
    P4("Durable commands per second"),
    P3("Memory of an idle session"),
    P1("Fan-out of one durable change"),
    P2("Revocation"),
    P5("Return of many sessions"),
    P7("Burst"),
    P9("Soak"),
    P8("Lists of a town over HTTP"),
    P6("Lists of a million users");

    private final String title;

    Benchmark(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    Report run(Stage stage) {
        return switch (this) {
            case P4 -> CommandRate.run(stage);
            case P3 -> IdleMemory.run(stage);
            case P1 -> FanOut.run(stage);
            case P2 -> Revocation.run(stage);
            case P5 -> Reconnects.run(stage);
            case P7 -> Bursts.run(stage);
            case P9 -> Soak.run(stage);
            case P8 -> ListPages.run(stage);
            case P6 -> DirectoryQueries.run(stage);
        };
    }
}
