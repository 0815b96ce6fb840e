package io.sightline.engine.sync;

import java.math.BigInteger;
import java.util.Random;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.SourceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DigestTest {

    @Test
    void addsModuloTwoToTheHundredAndTwentyEighth() {
        Random random = new Random(3);
        BigInteger modulus = BigInteger.ONE.shiftLeft(128);
        Digest sum = Digest.EMPTY;
        BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < 1_000; i++) {
            byte[] hash = new byte[16];
            random.nextBytes(hash);
            sum = sum.plus(Digest.of(hash));
            expected = expected.add(new BigInteger(1, hash)).mod(modulus);
        }
        assertThat(new BigInteger(sum.sum(), 16)).isEqualTo(expected);
        assertThat(sum.count()).isEqualTo(1_000);
        assertThat(Digest.parse(sum.count(), sum.sum())).isEqualTo(sum);
    }

    @Test
    void seesEveryChangeOfAnEntryAndNoChangeOfOrder() {
        Digest.Gatherer first = new Digest.Gatherer();
        first.add("cam-1", 4, 77);
        first.add("cam-2", 5, 78);
        Digest.Gatherer second = new Digest.Gatherer();
        second.add("cam-2", 5, 78);
        second.add("cam-1", 4, 77);
        assertThat(first.leaves()).isEqualTo(second.leaves());
        Digest.Gatherer third = new Digest.Gatherer();
        third.add("cam-2", 5, 78);
        third.add("cam-1", 3, 77);
        assertThat(third.leaves().differing(first.leaves())).hasSize(1);
    }

    @Test
    void hashesTheRootAsThePageSays() {
        Root root = new Root();
        String whole = root.begin(new Epoch("00000000000000aa"), 44)
                .add(new SourceId("A:118"), new Epoch("00000000000000e1"), 912, 7)
                .add(new SourceId("F:77"), null, 0, 9)
                .end();
        String text = "00000000000000aa 44\nA:118 00000000000000e1 912 7\nF:77 - -1 9\n";
        assertThat(whole).isEqualTo(java.util.HexFormat.of().toHexDigits(new Hashes().text(text)));
        assertThat(root.nothing()).isEqualTo(java.util.HexFormat.of().toHexDigits(new Hashes().text("- -1\n")));
    }
}
