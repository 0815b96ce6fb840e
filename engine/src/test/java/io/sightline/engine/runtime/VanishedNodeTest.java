package io.sightline.engine.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.GrantStatus;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.sightline.engine.runtime.TwoNodes.soon;
import static org.assertj.core.api.Assertions.assertThat;

/** A node that vanishes with its sessions, and what its lease is for. */
@Timeout(120)
class VanishedNodeTest {

    private final UserId user = new UserId("u-1");
    private final AddressId address = new AddressId("a-1");
    private final CameraId camera = new CameraId("c-1");

    @Test
    void isSatOutAndShowsNothingNewMeanwhile() throws Exception {
        try (TwoNodes nodes = new TwoNodes()) {
            nodes.createAddress(address, camera);
            nodes.createUser(user);
            nodes.done(user.ref(), new UserCommand.AttachPlace(SourceId.of(address), GrantStatus.ACTIVE));
            WireClient client = nodes.connect(user);
            soon(() -> assertThat(client.sources.get("A:a-1")).containsKey("cam-c-1"));
            nodes.loseEdge();

            long asked = System.nanoTime();
            Reply reply = nodes.entityNode
                    .engine()
                    .send(user.ref(), new UserCommand.DetachPlace(SourceId.of(address)), Assurance.FENCED)
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            Duration waited = Duration.ofNanos(System.nanoTime() - asked);
            assertThat(reply).isInstanceOf(Reply.Done.class);
            // The lease is 10 s from its last renewal, and renewals come every 4 s.
            assertThat(waited).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(12));
            nodes.entityNode
                    .engine()
                    .send(camera.ref(), new CameraCommand.Rename("Never shown"), Assurance.PERSISTED)
                    .toCompletableFuture()
                    .join();
            assertThat(client.sources.toString()).doesNotContain("Never shown");
        }
    }
}
