package io.sightline.cassandra;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** The folders and the configuration below a home. */
record ServerFiles(Path home) {

    private static final List<String> FOLDERS =
            List.of("data", "commitlog", "hints", "saved_caches", "cdc_raw", "logs", "triggers", "tmp");

    Path log() {
        return home.resolve("logs").resolve("system.log");
    }

    Path console() {
        return home.resolve("logs").resolve("console.log");
    }

    void makeFolders() throws IOException {
        if (!Files.exists(home)) {
            Files.createDirectories(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        for (var folder : FOLDERS) {
            Files.createDirectories(home.resolve(folder));
        }
    }

    void write(LocalCassandraSettings settings, Ports ports) throws IOException {
        var yaml = resource("cassandra.yaml")
                .replace("${nativePort}", Integer.toString(ports.cql()))
                .replace("${storagePort}", Integer.toString(ports.storage()))
                .replace("${commitlogSync}", commitlogSync(settings))
                .replace("${data}", quoted("data"))
                .replace("${commitlog}", quoted("commitlog"))
                .replace("${hints}", quoted("hints"))
                .replace("${savedCaches}", quoted("saved_caches"))
                .replace("${cdcRaw}", quoted("cdc_raw"));
        Files.writeString(home.resolve("cassandra.yaml"), yaml);
        Files.writeString(home.resolve("logback.xml"), resource("logback.xml"));
    }

    /** The last thing the server said that sounds like a reason to stop. */
    Optional<String> lastComplaint() throws IOException {
        if (!Files.exists(console())) {
            return Optional.empty();
        }
        try (var lines = Files.lines(console())) {
            return lines.filter(line -> !line.startsWith("\t") && !line.startsWith("WARNING"))
                    .filter(line -> line.contains("rror") || line.contains("xception"))
                    .reduce((first, second) -> second)
                    .map(String::strip);
        }
    }

    private static String commitlogSync(LocalCassandraSettings settings) {
        var mode = settings.commitLogSync();
        if (mode == CommitLogSync.GROUP) {
            return "commitlog_sync: group\ncommitlog_sync_group_window: %dms"
                    .formatted(settings.groupWindow().toMillis());
        }
        if (mode == CommitLogSync.BATCH) {
            return "commitlog_sync: batch";
        }
        return "commitlog_sync: periodic\ncommitlog_sync_period: 10s";
    }

    private String quoted(String folder) {
        var path = home.resolve(folder).toString();
        return '"' + path.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String resource(String name) throws IOException {
        try (var in = ServerFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
