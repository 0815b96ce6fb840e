package io.sightline.cli.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.sightline.cli.terminal.Complaint;

/** The folder below which one installation keeps everything. */
public record Home(Path folder) {

    /** The environment variable that names the home when it is not {@code ~/.sightline}. */
    public static final String VARIABLE = "SIGHTLINE_HOME";

    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    public static Home ofUser() {
        var named = System.getenv(VARIABLE);
        return new Home(
                named == null || named.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".sightline")
                        : Path.of(named));
    }

    /** A home of its own below this one. */
    public Home below(String name) {
        return new Home(folder.resolve(name));
    }

    /** This home, made for its owner alone if it was not there. */
    public Home made() {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            Files.createDirectories(logs());
            return this;
        } catch (IOException e) {
            throw new Complaint(
                    "%s cannot be made: choose another folder with %s (%s)".formatted(folder, VARIABLE, e.getMessage()),
                    e);
        }
    }

    public Path cassandra() {
        return folder.resolve("cassandra");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path nodeLog() {
        return logs().resolve("node.log");
    }

    /** Where the node leaves the first API key for its owner alone. */
    public Path adminKey() {
        return folder.resolve("admin.key");
    }

    /** Where the node leaves the password of the first administrator, whose login is {@code admin}. */
    public Path adminPassword() {
        return folder.resolve("admin.password");
    }

    /** The operator's directory of address codes: {@code {"csa","name","parent"}}, one JSON object a line. */
    public Path directory() {
        return folder.resolve("csa.ndjson");
    }

    /** What the node was told at its last start. */
    public Path nodeConfiguration() {
        return folder.resolve("node.conf");
    }

    Path nodeProcess() {
        return folder.resolve("node.process");
    }

    Path ports() {
        return folder.resolve("ports.properties");
    }

    /** Exists once a node has been ready on this store. */
    Path installed() {
        return folder.resolve("installed");
    }
}
