package io.sightline.engine.pictures;

import io.sightline.engine.domain.MonitoringObjectId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.journal.InMemoryDataKeys;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PicturesTest extends PictureStoreContract {

    private static final UserId ADA = new UserId("ada");
    private static final MonitoringObjectId FLEET = MonitoringObjectId.of(ADA, "1");
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3};

    private final InMemoryPictureStore store = new InMemoryPictureStore();
    private final InMemoryDataKeys keys = new InMemoryDataKeys();
    private final Pictures pictures = new Pictures(store, keys);

    @Override
    protected PictureStore store() {
        return store;
    }

    @Test
    void areToldByTheirFirstBytes() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};
        assertThat(Pictures.Type.of(JPEG)).contains(Pictures.Type.JPEG);
        assertThat(Pictures.Type.of(png)).contains(Pictures.Type.PNG);
        assertThat(Pictures.Type.of("<svg onload=alert(1)>".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(Pictures.Type.of(new byte[0])).isEmpty();
    }

    @Test
    void areSealedUnderTheirOwnersKeyAndGoneWithIt() {
        String name = pictures.keep(FLEET, JPEG).toCompletableFuture().join();
        assertThat(pictures.find(FLEET, name).toCompletableFuture().join().orElseThrow())
                .isEqualTo(JPEG);
        byte[] kept =
                store.find(FLEET.value(), name).toCompletableFuture().join().orElseThrow();
        assertThat(Pictures.Type.of(kept)).isEmpty();
        keys.destroy(ADA).toCompletableFuture().join();
        assertThat(pictures.find(FLEET, name).toCompletableFuture().join()).isEmpty();
    }
}
