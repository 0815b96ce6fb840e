package io.sightline.engine.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

import io.sightline.engine.domain.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MasterKeyTest {

    private static final UserId ADA = new UserId("ada");
    private final MasterKey master = MasterKey.of(new byte[32]);

    @Test
    void unwrapsWhatItWrappedForTheSameUser() {
        DataKey key = DataKey.random();
        byte[] wrapped = master.wrap(ADA, key);
        assertThat(master.unwrap(ADA, wrapped)).isEqualTo(key);
        assertThatThrownBy(() -> master.unwrap(new UserId("eve"), wrapped)).isInstanceOf(JournalException.class);
        byte[] another = new byte[32];
        another[0] = 1;
        assertThatThrownBy(() -> MasterKey.of(another).unwrap(ADA, wrapped)).isInstanceOf(JournalException.class);
    }

    @Test
    void derivesAnotherKeyForEachPurpose() {
        assertThat(master.derive("tokens")).isEqualTo(master.derive("tokens")).isNotEqualTo(master.derive("cursors"));
    }

    /** The third test case of RFC 5869 has no salt and no info; with its secret our derivation must give its first block. */
    @Test
    void derivesAsTheRfcDoes() {
        byte[] secret = new byte[22];
        Arrays.fill(secret, (byte) 0x0b);
        assertThat(HexFormat.of().formatHex(MasterKey.expand(secret, "").getEncoded()))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }

    @Test
    void refusesAFileOfAnotherSize(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("master.key"), new byte[31]);
        assertThatThrownBy(() -> MasterKey.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("31");
        Files.write(file, new byte[32]);
        assertThat(MasterKey.read(file).derive("tokens")).isEqualTo(master.derive("tokens"));
    }

    @Test
    void neverPrintsAKey() {
        assertThat(master.toString() + DataKey.random()).isEqualTo("******");
    }
}
