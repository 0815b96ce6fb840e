package io.sightline.engine.billing;

import java.nio.charset.StandardCharsets;

import io.sightline.engine.domain.RequestId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BillingKeysTest {

    private final BillingKeys keys = new BillingKeys(new byte[32]);
    private final BillingKeys others =
            new BillingKeys("another master key of 32 bytes!!".getBytes(StandardCharsets.US_ASCII));

    @Test
    void aLoginIsOneIdHoweverUnicodeSpellsIt() {
        assertThat(keys.login("Zo\u00eb")).isEqualTo(keys.login("Zoe\u0308")).isNotEqualTo(keys.login("zo\u00eb"));
        assertThat(keys.login("ada")).isNotEqualTo(others.login("ada"));
    }

    @Test
    void whatARequestMakesIsTheSameEachTimeAndOnlyForIt() {
        RequestId one = new RequestId("r1");
        RequestId two = new RequestId("r2");

        assertThat(keys.user(keys.login("ada"), one))
                .isEqualTo(keys.user(keys.login("ada"), one))
                .isNotEqualTo(keys.user(keys.login("ada"), two))
                .isNotEqualTo(keys.user(keys.login("bob"), one));
    }

    @Test
    void aFingerprintSaysNothingWithoutTheKey() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        assertThat(keys.fingerprint(body)).hasSize(32).isNotEqualTo(others.fingerprint(body));
    }

    @Test
    void whatIsSealedOpensOnlyWithItsKeyAndInItsPlace() {
        byte[] text = "ada".getBytes(StandardCharsets.UTF_8);
        byte[] sealed = keys.seal(text, "here");

        assertThat(keys.open(sealed, "here")).isEqualTo(text);
        assertThat(keys.seal(text, "here")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> keys.open(sealed, "there")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> others.open(sealed, "here")).isInstanceOf(IllegalStateException.class);
        sealed[20] ^= 1;
        assertThatThrownBy(() -> keys.open(sealed, "here")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAShortMasterKey() {
        assertThatThrownBy(() -> new BillingKeys(new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }
}
