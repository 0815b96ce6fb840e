package io.sightline.cassandra;

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
 * The class data sharing archive of the server: the JVM of a node without one writes it when it stops gracefully, and
 * later nodes map it instead of loading and verifying some 9,000 classes again.
 *
 * @param recording where a node without an archive writes one, in its own home
 * @param shared where every node with the same jars and the same Java finds it; its name is their digest, so another
 *     class path never meets it
 */
record ClassArchive(Path recording, Path shared) {

    static ClassArchive of(Path home, Path folder, List<Path> jars) throws IOException {
        var identity = new StringBuilder(Runtime.version().toString());
        for (var jar : jars) {
            identity.append('\n')
                    .append(jar)
                    .append(' ')
                    .append(Files.size(jar))
                    .append(' ')
                    .append(Files.getLastModifiedTime(jar).toMillis());
        }
        var beside = folder.resolveSibling("class-archive");
        var parent = beside.getParent();
        var place = parent != null && Files.isWritable(parent) ? beside : home.resolve("class-archive");
        return new ClassArchive(home.resolve("classes.jsa"), place.resolve(digest(identity.toString()) + ".jsa"));
    }

    /** The JVM options that use the archive, or that write it if there is none. */
    List<String> options() throws IOException {
        Files.deleteIfExists(recording);
        return Files.exists(shared)
                ? List.of("-XX:SharedArchiveFile=" + shared, "-Xshare:auto")
                : List.of("-XX:ArchiveClassesAtExit=" + recording, "-Xlog:cds=error", "-Xlog:cds+dynamic=error");
    }

    /** Gives a whole recording to later nodes; to be called only after its JVM ended by itself. */
    void publish() throws IOException {
        var place = shared.getParent();
        if (place == null || !Files.exists(recording)) {
            return;
        }
        Files.createDirectories(place);
        var arriving = Files.createTempFile(place, "arriving", ".jsa");
        Files.move(recording, arriving, StandardCopyOption.REPLACE_EXISTING);
        Files.move(arriving, shared, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
