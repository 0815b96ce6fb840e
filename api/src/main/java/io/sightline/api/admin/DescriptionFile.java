package io.sightline.api.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the description of the admin plane to a file, for builds that generate a client from it. */
public final class DescriptionFile {

    private DescriptionFile() {}

    /** @param args the file, made with its folder when there is none */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("name the file to write the description to");
        }
        Path file = Path.of(args[0]).toAbsolutePath();
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, OpenApiDocument.bundled().root().toPrettyString());
    }
}
