package io.sightline.engine.domain;

import java.util.List;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

class NoticeBoxTest {

    private static final UserId ADA = new UserId("ada");
    private static final NotificationId WORKS = NotificationId.of("1");
    private static final Notice NOTICE =
            new Notice(Notice.Severity.WARNING, Personal.of("Works"), Personal.of("Tonight the archive is away"));

    private static Given<NoticeBoxCommand, NoticeBoxEvent, NoticeBox> told() {
        return given(NoticeBox.empty(ADA), new NoticeBoxEvent.Received(WORKS, NOTICE, NOON));
    }

    private static DeviceFacts shown(Given<NoticeBoxCommand, NoticeBoxEvent, NoticeBox> box) {
        var put = (SourceCommand.PutDevice)
                box.state().obligations().get("note|" + WORKS).command();
        return put.facts();
    }

    @Test
    void showsWhatItWasToldOnEveryEnvironment() {
        assertThat(shown(told())).isEqualTo(new DeviceFacts.NoteFacts(NOTICE, NOON, false));
        told().when(new NoticeBoxCommand.Receive(WORKS, NOTICE, NOON)).thenNothing();
    }

    @Test
    void isReadOnceForAllEnvironments() {
        var box = told();
        assertThat(box.state().unread()).isEqualTo(1);
        box.when(new NoticeBoxCommand.MarkRead(WORKS)).then(new NoticeBoxEvent.Read(WORKS, NOON));
        assertThat(box.state().unread()).isZero();
        assertThat(shown(box)).isEqualTo(new DeviceFacts.NoteFacts(NOTICE, NOON, true));
        box.when(new NoticeBoxCommand.MarkRead(null)).thenNothing();
        box.when(new NoticeBoxCommand.MarkRead(NotificationId.of("9"))).thenRefused(Refusal.UNKNOWN_ENTITY);
    }

    @Test
    void remembersWhatWasDeletedAndDoesNotTakeItInAgain() {
        var box = told();
        box.when(new NoticeBoxCommand.Delete(null)).then(new NoticeBoxEvent.Deleted(WORKS, NOON));
        assertThat(box.state().find(WORKS)).isEmpty();
        assertThat(box.state().obligations()).containsOnlyKeys("remove|" + WORKS + "|" + box.revision());
        box.when(new NoticeBoxCommand.Receive(WORKS, NOTICE, NOON)).thenNothing();
        assertThat(box.state().items().get(WORKS).deletedAt()).isEqualTo(NOON);
    }

    @Test
    void doesNotTakeInWhatWasWithdrawnBeforeItCame() {
        var box = given(NoticeBox.empty(ADA)).after(new NoticeBoxCommand.Withdraw(WORKS));
        box.when(new NoticeBoxCommand.Receive(WORKS, NOTICE, NOON)).thenNothing();
        assertThat(box.state().obligations()).isEmpty();
    }

    @Test
    void letsTheOldestGoWhenThereAreTooMany() {
        var box = given(NoticeBox.empty(ADA));
        for (int i = 0; i < 3 * Limits.NOTIFICATIONS; i++) {
            box.after(new NoticeBoxCommand.Receive(NotificationId.of("n" + i), NOTICE, NOON.plusSeconds(i)));
        }
        assertThat(box.state().unread()).isEqualTo(Limits.NOTIFICATIONS);
        assertThat(box.state().items()).hasSize(2 * Limits.NOTIFICATIONS);
        assertThat(box.state().find(NotificationId.of("n" + (3 * Limits.NOTIFICATIONS - 1))))
                .isPresent();
    }

    @Test
    void keepsNothingOfAUserWhoIsNoMore() {
        var box = told();
        Obligation duty = box.state().obligations().get("note|" + WORKS);
        assertThat(box.state().settle("note|" + WORKS, duty, Refusal.GONE, NOON))
                .isEqualTo(List.of(new NoticeBoxEvent.Deleted(WORKS, NOON)));
    }

    @Test
    void isReadByNoSubUser() {
        assertThat(new Selection.Household().covers(DeviceKey.of(WORKS))).isFalse();
        assertThat(new Selection.Household().covers("cam-1")).isTrue();
        assertThat(Selection.all().covers(DeviceKey.of(WORKS))).isTrue();
    }

    @Test
    void isFilledByANotificationThatIsSentUntilEverybodyHasIt() {
        var sent = given(Notification.absent(WORKS)).after(new NotificationCommand.Send(NOTICE, null));
        assertThat(sent.state().status()).isEqualTo(Notification.Status.SENDING);
        assertThat(sent.state().errandSince()).isEqualTo(NOON);
        sent.after(new NotificationCommand.Progress(500), new NotificationCommand.Finish());
        assertThat(sent.state().status()).isEqualTo(Notification.Status.SENT);
        assertThat(sent.state().errandSince()).isNull();
        sent.after(new NotificationCommand.Delete());
        assertThat(sent.state().notice()).isNull();
        assertThat(sent.state().status()).isEqualTo(Notification.Status.WITHDRAWING);
        sent.when(new NotificationCommand.Send(NOTICE, null)).thenRefused(Refusal.GONE);
    }
}
