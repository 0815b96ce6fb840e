package io.sightline.engine.runtime;

import java.util.List;
import java.util.UUID;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What every implementation of {@link Outbox} does. */
public abstract class OutboxContract {

    private final EntityRef camera = EntityRef.of(Kind.CAMERA, "cam-" + UUID.randomUUID());
    private final EntityRef user = EntityRef.of(Kind.USER, "u-" + UUID.randomUUID());

    protected abstract Outbox outbox();

    private List<EntityRef> open() {
        return outbox().all().toCompletableFuture().join();
    }

    @Test
    void namesThoseWhoAreOpenOnceEach() {
        outbox().open(camera).toCompletableFuture().join();
        outbox().open(camera).toCompletableFuture().join();
        outbox().open(user).toCompletableFuture().join();
        assertThat(open()).containsOnlyOnce(camera, user);
    }

    @Test
    void forgetsThoseWhoAreClosedAndLetsThemOpenAgain() {
        outbox().open(camera).toCompletableFuture().join();
        outbox().close(camera).toCompletableFuture().join();
        outbox().close(user).toCompletableFuture().join();
        assertThat(open()).doesNotContain(camera, user);
        outbox().open(camera).toCompletableFuture().join();
        assertThat(open()).contains(camera);
    }
}
