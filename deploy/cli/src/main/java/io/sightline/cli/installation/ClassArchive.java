package io.sightline.cli.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The class data sharing archive of the node: a node without one writes it at its first graceful end, and later ones map
 * it instead of loading and verifying their classes again.
 *
 * @param recording where a node without an archive writes one
 * @param shared where every node with the same jars and the same Java finds it
 */
record ClassArchive(Path recording, Path shared) {

    static ClassArchive of(Home home, List<Path> jars, Path folder) throws IOException {
        var identity = new StringBuilder(Runtime.version().toString());
        for (var jar : jars) {
            identity.append('\n').append(jar).append(' ').append(Files.getLastModifiedTime(jar));
        }
        return new ClassArchive(
                home.folder().resolve("node.jsa"), folder.resolve(digest(identity.toString()) + ".jsa"));
    }

    /** The JVM's options that use the archive, or that write it if there is none. */
    List<String> options() throws IOException {
        Files.deleteIfExists(recording);
        return Files.exists(shared)
                ? List.of("-XX:SharedArchiveFile=" + shared, "-Xshare:auto")
                : List.of("-XX:ArchiveClassesAtExit=" + recording, "-Xlog:cds=error", "-Xlog:cds+dynamic=error");
    }

    /** Gives a whole recording to later nodes in place of older ones; only after its JVM has ended by itself. */
    void publish() throws IOException {
        var folder = shared.getParent();
        if (folder == null || !Files.exists(recording)) {
            return;
        }
        Files.createDirectories(folder);
        try (var older = Files.newDirectoryStream(folder, "*.jsa")) {
            for (var archive : older) {
                Files.delete(archive);
            }
        }
        var arriving = folder.resolve("arriving");
        Files.move(recording, arriving, StandardCopyOption.REPLACE_EXISTING);
        Files.move(arriving, shared, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
