package io.sightline.cli.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.sightline.cli.terminal.Complaint;

/** The built checkout that this command runs from. */
public record Checkout(Path root) {

    /** The system property that names the root of the checkout; set by {@code deploy/sightline}. */
    public static final String PROPERTY = "sightline.root";

    public static Checkout ofProperty() {
        var root = System.getProperty(PROPERTY);
        if (root == null) {
            throw new Complaint("no checkout named: run deploy/sightline, or set -D%s to its root".formatted(PROPERTY));
        }
        return new Checkout(Path.of(root).toAbsolutePath().normalize());
    }

    /** The class path of a module under {@code deploy}: its own jar, then its dependencies in the order of their names. */
    public List<Path> classPath(String module) {
        var target = root.resolve("deploy").resolve(module).resolve("target");
        var jars = new ArrayList<Path>();
        jars.addAll(jars(target, module + "-"));
        jars.addAll(jars(target.resolve("lib"), ""));
        return jars;
    }

    private static List<Path> jars(Path folder, String prefix) {
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                var jars = files.filter(file -> isJar(file, prefix)).sorted().toList();
                if (!jars.isEmpty()) {
                    return jars;
                }
            } catch (IOException e) {
                throw new Complaint("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
            }
        }
        throw new Complaint("no jars in %s: build with `mvn package -DskipTests`".formatted(folder));
    }

    private static boolean isJar(Path file, String prefix) {
        var name = String.valueOf(file.getFileName());
        return name.startsWith(prefix) && name.endsWith(".jar") && !name.endsWith("-tests.jar");
    }
}
