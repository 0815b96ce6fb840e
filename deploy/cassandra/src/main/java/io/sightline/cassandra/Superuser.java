package io.sightline.cassandra;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Pattern;

import io.sightline.cassandra.NativeConnection.LoginRefused;

/** The one role of a local node: its random password, kept in a file that only the owner may read. */
record Superuser(String name, String password) {

    private static final String NAME = "sightline";
    private static final String BUILT_IN = "cassandra";
    private static final String FILE = "superuser.password";
    private static final int PASSWORD_BYTES = 24;
    private static final Pattern PASSWORD = Pattern.compile("[0-9a-f]{" + 2 * PASSWORD_BYTES + "}");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Reads the password of this home, or makes one before the node first starts. */
    static Superuser of(Path home) throws IOException {
        var file = home.resolve(FILE);
        if (!Files.exists(file)) {
            var random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var written = Files.createTempFile(home, FILE, ".new", ownerOnly);
            Files.writeString(written, HexFormat.of().formatHex(random));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
        var password = Files.readString(file).strip();
        if (!PASSWORD.matcher(password).matches()) {
            throw new LocalCassandraException(
                    "%s holds no password of this launcher: restore it, or use another home".formatted(file));
        }
        return new Superuser(NAME, password);
    }

    /**
     * Logs in and runs a query; at the first start creates the role and removes the server's built-in one, whose
     * password the world knows.
     *
     * @throws IOException if the server does not answer yet
     * @throws LoginRefused if the server does not know this role, nor (yet) its built-in one
     */
    void enter(InetSocketAddress address) throws IOException, LoginRefused {
        try {
            own(address);
        } catch (LoginRefused notYetThere) {
            create(address);
            own(address);
        }
    }

    private void own(InetSocketAddress address) throws IOException, LoginRefused {
        try (var connection = NativeConnection.open(address, name, password, PATIENCE)) {
            connection.run("DROP ROLE IF EXISTS " + BUILT_IN);
        }
    }

    private void create(InetSocketAddress address) throws IOException, LoginRefused {
        try (var connection = NativeConnection.open(address, BUILT_IN, BUILT_IN, PATIENCE)) {
            // A role statement takes no bind variables; both values match fixed patterns without quotes.
            connection.run("CREATE ROLE IF NOT EXISTS %s WITH PASSWORD = '%s' AND LOGIN = true AND SUPERUSER = true"
                    .formatted(name, password));
        }
    }

    @Override
    public String toString() {
        return "Superuser[" + name + "]";
    }
}
