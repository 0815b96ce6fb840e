package io.sightline.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The files of a home that nobody else may read. */
class SecretsTest {

    @TempDir
    Path home;

    @Test
    void makesAMasterKeyForAnEmptyStoreAndFindsItAgain() throws IOException {
        byte[] first = new Secrets(home).masterKey(true).derive("a purpose").getEncoded();
        assertThat(Files.getPosixFilePermissions(home.resolve("master.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        byte[] again = new Secrets(home).masterKey(false).derive("a purpose").getEncoded();
        assertThat(again).isEqualTo(first);
    }

    @Test
    void doesNotMakeAnotherKeyForAStoreThatHoldsData() {
        assertThatThrownBy(() -> new Secrets(home).masterKey(false))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("restore it");
        assertThat(home.resolve("master.key")).doesNotExist();
    }

    @Test
    void refusesAKeyThatOthersCanRead() throws IOException {
        new Secrets(home).masterKey(true);
        Files.setPosixFilePermissions(home.resolve("master.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> new Secrets(home).masterKey(false))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void keepsTheFirstAdministratorsKeyForTheOwnerAlone() throws IOException {
        new Secrets(home).keepAdminKey("slk_one");
        new Secrets(home).keepAdminKey("slk_two");
        assertThat(home.resolve("admin.key")).hasContent("slk_two");
        assertThat(Files.getPosixFilePermissions(home.resolve("admin.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void isSaidWhereAndNeverWhich() throws IOException {
        String key = "slk_" + "k".repeat(40);
        var said = new java.io.ByteArrayOutputStream();
        Path file = new Secrets(home).keepAdminKey(key);
        try (var out = new java.io.PrintStream(said, true, java.nio.charset.StandardCharsets.UTF_8)) {
            Main.announce(out, java.util.Optional.of(file), 8080, 8081);
        }
        assertThat(said.toString(java.nio.charset.StandardCharsets.UTF_8))
                .contains(file.toString(), "8080", "8081", "ready")
                .doesNotContain(key);
        assertThat(Files.readString(file).strip()).isEqualTo(key);
    }
}
