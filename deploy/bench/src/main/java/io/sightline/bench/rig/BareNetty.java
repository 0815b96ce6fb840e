package io.sightline.bench.rig;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The limit that a fan-out is compared with: a {@link Broadcaster} in a JVM of its own. */
public final class BareNetty implements AutoCloseable {

    private final ChildJvm process;

    private BareNetty(ChildJvm process) {
        this.process = process;
    }

    static BareNetty start(Path log) {
        return new BareNetty(ChildJvm.start(
                Broadcaster.class.getName(), List.of("-Xmx512m", "-XX:+UseG1GC", "-XX:-UsePerfData"), List.of(), log));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + process.said("port: "));
    }

    /** Bytes in use on its heap after a full collection. */
    public long heapBytes() {
        return process.liveHeapBytes();
    }

    @Override
    public void close() {
        process.close();
    }
}
