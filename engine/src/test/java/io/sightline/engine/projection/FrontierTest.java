package io.sightline.engine.projection;

import java.util.List;
import java.util.Map;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FrontierTest {

    private static final EntityRef A = EntityRef.of(Kind.CAMERA, "a");
    private static final EntityRef B = EntityRef.of(Kind.CAMERA, "b");

    private final Frontier frontier = new Frontier(Map.of("l", 10L));

    private boolean began(String lane, long number, Map<EntityRef, Long> entities) {
        return frontier.began(new Feed.Written(lane, number, entities, true), 0);
    }

    private void doubted(String lane, long number, EntityRef entity) {
        frontier.doubted(new Feed.Written(lane, number, Map.of(entity, 1L), false), 0);
    }

    @Test
    void passesAWriteWhenAllItsEntitiesAreInTheIndex() {
        assertThat(began("l", 11, Map.of(A, 3L, B, 5L))).isTrue();
        frontier.done(A, 3);
        frontier.done(B, 4);
        assertThat(frontier.passed()).isEqualTo(Map.of("l", 10L));
        assertThat(frontier.waiting()).isEqualTo(1);
        frontier.done(B, 6);
        assertThat(frontier.passed()).isEqualTo(Map.of("l", 11L));
        assertThat(frontier.waiting()).isZero();
    }

    @Test
    void doesNotPassAWriteBeforeTheOnesInFrontOfIt() {
        began("l", 11, Map.of(A, 1L));
        began("l", 12, Map.of(B, 1L));
        began("m", 7, Map.of(B, 1L));
        frontier.done(B, 1);
        assertThat(frontier.passed()).isEqualTo(Map.of("l", 10L, "m", 7L));
        frontier.done(A, 1);
        assertThat(frontier.passed()).isEqualTo(Map.of("l", 12L, "m", 7L));
    }

    @Test
    void takesNothingInTwice() {
        assertThat(began("l", 10, Map.of(A, 1L))).isFalse();
        assertThat(began("l", 11, Map.of(A, 1L))).isTrue();
        assertThat(began("l", 11, Map.of(A, 1L))).isFalse();
    }

    @Test
    void isHeldBackByADoubtUntilThatIsSettled() {
        began("l", 11, Map.of(A, 1L));
        doubted("l", 12, B);
        began("l", 13, Map.of(A, 2L));
        frontier.done(A, 2);
        frontier.done(B, 9);
        assertThat(frontier.passed()).isEqualTo(Map.of("l", 11L));
        frontier.settled(B);
        assertThat(frontier.passed()).isEqualTo(Map.of("l", 13L));
    }

    @Test
    void waitsForOthersThatFollowFromAnEntity() {
        began("l", 11, Map.of(A, 1L));
        frontier.alsoWaitFor(A, List.of(B));
        frontier.done(A, 1);
        assertThat(frontier.passed()).isEqualTo(Map.of("l", 10L));
        frontier.done(B, 0);
        assertThat(frontier.passed()).isEqualTo(Map.of("l", 11L));
    }

    @Test
    void keepsWhatItIsWrittenAs() {
        Marks marks = new Marks("cafe", java.time.Instant.EPOCH, Map.of("0:1", 5L, "0:2", 6L), java.util.Set.of(1, 2));
        assertThat(Marks.decode(marks.encode())).isEqualTo(marks);
        Marks whole = new Marks("cafe", java.time.Instant.EPOCH, Map.of(), null);
        assertThat(Marks.decode(whole.encode())).isEqualTo(whole);
        assertThat(Marks.decode(Map.of())).isNull();
    }
}
