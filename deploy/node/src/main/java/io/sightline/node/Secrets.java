package io.sightline.node;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

import io.sightline.engine.journal.MasterKey;

/**
 * The files of a node's home that nobody else may read: the master key, under which everything personal in the store is
 * encrypted, and the first administrator's key and password.
 */
final class Secrets {

    private static final int MASTER_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private final Path home;

    Secrets(Path home) {
        this.home = home;
    }

    /**
     * The master key, made when there is none and the store is empty.
     *
     * @param storeIsEmpty whether nothing can have been encrypted under a key that is lost
     */
    MasterKey masterKey(boolean storeIsEmpty) {
        Path file = home.resolve("master.key");
        try {
            if (!Files.exists(file)) {
                if (!storeIsEmpty) {
                    throw new StartException("the store holds data but " + file
                            + " is missing: restore it, for without it no personal data can be read");
                }
                byte[] secret = new byte[MASTER_BYTES];
                new SecureRandom().nextBytes(secret);
                write(file, secret);
            }
            Set<PosixFilePermission> open = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            open.retainAll(OTHERS);
            if (!open.isEmpty()) {
                throw new StartException(file + " can be read by others: chmod 600 " + file);
            }
            return MasterKey.read(file);
        } catch (IOException failed) {
            throw new StartException("cannot use " + file + ": " + failed.getMessage(), failed);
        }
    }

    /**
     * Keeps the first administrator's key for the command line of the same home.
     *
     * @return the file, which is all that may be said of the key
     */
    Path keepAdminKey(String key) {
        return keep("admin.key", key);
    }

    /** Keeps the first administrator's password, for whoever signs in first. */
    Path keepAdminPassword(String password) {
        return keep("admin.password", password);
    }

    private Path keep(String name, String secret) {
        Path file = home.resolve(name);
        try {
            Files.deleteIfExists(file);
            write(file, (secret + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return file;
        } catch (IOException failed) {
            throw new StartException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
    }

    private void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(home);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException raced) {
            throw new IOException("another process has just made it", raced);
        }
        Files.write(file, content);
    }
}
