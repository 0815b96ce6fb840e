package io.sightline.engine.sync.feed;

import java.time.Duration;
import java.util.List;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.SyncLimits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FencesTest {

    private static final Feed HOUSE = new Feed.OfSource(new SourceId("A:house"));
    private static final Epoch EPOCH = Epoch.of(7);
    private static final NodeId ONE = new NodeId("one");
    private static final NodeId TWO = new NodeId("two");
    private static final long LEASE = Duration.ofMillis(15_500).toNanos();

    private final Fences<String> fences = new Fences<>(HOUSE, SyncLimits.standard(), at(10));
    private long round;

    private static Mark at(long rev) {
        return new Mark(EPOCH, rev);
    }

    private Head watch(NodeId node, long rev, long now) {
        return fences.watch(new Watch(HOUSE, node, ++round, rev < 0 ? null : at(rev)), now);
    }

    private void move(long rev) {
        fences.moved(at(rev));
        fences.await(at(rev), "to " + rev);
    }

    @Test
    void passesAtOnceWhenNobodyWatches() {
        move(11);
        assertThat(fences.passed(0)).containsExactly("to 11");
        assertThat(fences.passed(0)).isEmpty();
    }

    @Test
    void answersAWatchWithTheHeadAndALease() {
        assertThat(watch(ONE, -1, 0)).isEqualTo(new Head(HOUSE, 1, at(10), true));
        assertThat(fences.recipients(0)).containsExactly(ONE);
        assertThat(fences.watched(0)).isTrue();
    }

    @Test
    void waitsUntilEveryWatcherHasConfirmed() {
        watch(ONE, -1, 0);
        watch(TWO, -1, 0);
        move(11);
        assertThat(fences.passed(1)).isEmpty();
        fences.confirmed(new Confirm(HOUSE, ONE, at(11)));
        assertThat(fences.passed(1)).isEmpty();
        fences.confirmed(new Confirm(HOUSE, TWO, at(12)));
        assertThat(fences.passed(1)).containsExactly("to 11");
    }

    @Test
    void takesAWatchForAConfirmation() {
        watch(ONE, -1, 0);
        move(11);
        watch(ONE, 11, 1);
        assertThat(fences.passed(1)).containsExactly("to 11");
    }

    @Test
    void waitsNoLongerThanTheLeaseOfANodeThatIsSilent() {
        watch(ONE, -1, 0);
        move(11);
        assertThat(fences.nextExpiry()).isEqualTo(LEASE);
        assertThat(fences.passed(LEASE - 1)).isEmpty();
        assertThat(fences.passed(LEASE)).containsExactly("to 11");
        assertThat(fences.watched(LEASE)).isFalse();
    }

    @Test
    void doesNotExtendTheLeaseOfANodeThatSomeoneWaitsFor() {
        watch(ONE, -1, 0);
        watch(ONE, 10, 0);
        move(11);
        assertThat(watch(ONE, 10, LEASE / 2).extended()).isFalse();
        assertThat(fences.passed(LEASE)).containsExactly("to 11");
    }

    @Test
    void ignoresAWatchOvertakenByALaterOne() {
        Watch early = new Watch(HOUSE, ONE, 1, null);
        fences.watch(new Watch(HOUSE, ONE, 2, at(10)), 0);
        move(11);
        assertThat(fences.watch(early, 1).extended()).isFalse();
        assertThat(fences.passed(1)).isEmpty();
    }

    @Test
    void ignoresAnUnwatchOvertakenByALaterWatch() {
        fences.watch(new Watch(HOUSE, ONE, 5, null), 0);
        fences.unwatch(new Unwatch(HOUSE, ONE, 4));
        assertThat(fences.recipients(1)).containsExactly(ONE);
        fences.unwatch(new Unwatch(HOUSE, ONE, 5));
        assertThat(fences.recipients(1)).isEmpty();
    }

    @Test
    void holdsEveryPossibleWatcherForASuspectAfterARecovery() {
        assertThat(fences.suspect(List.of(ONE, TWO), 0)).containsExactly(ONE, TWO);
        assertThat(fences.announcement()).isEqualTo(new Head(HOUSE, 0, at(10), false));
        move(11);
        assertThat(fences.recipients(1)).containsExactly(ONE, TWO);
        fences.unwatch(new Unwatch(HOUSE, ONE, 3));
        fences.confirmed(new Confirm(HOUSE, TWO, at(10)));
        assertThat(fences.passed(1)).isEmpty();
        fences.confirmed(new Confirm(HOUSE, TWO, at(11)));
        assertThat(fences.passed(1)).containsExactly("to 11");
    }

    @Test
    void comparesMarksOfOneEpochOnly() {
        watch(ONE, -1, 0);
        move(11);
        Mark reborn = new Mark(Epoch.of(8), 1);
        fences.confirmed(new Confirm(HOUSE, ONE, reborn));
        assertThat(fences.passed(1)).isEmpty();
        fences.moved(reborn);
        fences.await(reborn, "reborn");
        fences.confirmed(new Confirm(HOUSE, ONE, reborn));
        assertThat(fences.passed(1)).containsExactly("to 11", "reborn");
    }

    @Test
    void takesOnlyTheFirstOfSeveralEmptyWatchesForAPromiseToLoadWhatIsNewer() {
        watch(ONE, -1, 0);
        move(11);
        // The node has asked twice and heard nothing yet; the answer to its first watch lets it serve 10.
        assertThat(watch(ONE, -1, 1)).isEqualTo(new Head(HOUSE, 2, at(11), false));
        assertThat(fences.passed(1)).isEmpty();
        fences.confirmed(new Confirm(HOUSE, ONE, at(11)));
        assertThat(fences.passed(1)).containsExactly("to 11");
    }

    @Test
    void doesNotTakeASuspectForEmptyBecauseItHasConfirmedNothingYet() {
        fences.suspect(List.of(ONE), 0);
        move(11);
        watch(ONE, -1, 1);
        assertThat(fences.passed(1)).isEmpty();
        assertThat(fences.passed(LEASE - 1)).isEmpty();
        assertThat(fences.passed(LEASE)).containsExactly("to 11");
    }

    @Test
    void knowsTheOrderOfTheEpochsThatPassWhileSomeoneWaits() {
        watch(ONE, -1, 0);
        move(11);
        fences.moved(new Mark(Epoch.of(8), 1));
        watch(TWO, -1, 1);
        fences.moved(new Mark(Epoch.of(9), 1));
        fences.confirmed(new Confirm(HOUSE, ONE, at(11)));
        // What the second node confirmed is of an epoch that is neither the newest nor that of the one who waits.
        assertThat(fences.passed(2)).containsExactly("to 11");
    }

    @Test
    void takesAConfirmationOfAnEarlierEpochForNoneOfALaterOne() {
        watch(ONE, -1, 0);
        Mark next = new Mark(Epoch.of(8), 1);
        fences.moved(next);
        fences.await(next, "next");
        fences.moved(new Mark(Epoch.of(9), 1));
        fences.confirmed(new Confirm(HOUSE, ONE, at(12)));
        assertThat(fences.passed(1)).isEmpty();
        fences.confirmed(new Confirm(HOUSE, ONE, next));
        assertThat(fences.passed(1)).containsExactly("next");
    }
}
