package io.sightline.engine.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressCommand;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.Analytics;
import io.sightline.engine.domain.AnalyticsCommand;
import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraEvent;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.Chance;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Customer;
import io.sightline.engine.domain.CustomerCommand;
import io.sightline.engine.domain.Decision;
import io.sightline.engine.domain.DeviceTariff;
import io.sightline.engine.domain.DeviceTariffCommand;
import io.sightline.engine.domain.DeviceTariffId;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.Feedback;
import io.sightline.engine.domain.FeedbackCommand;
import io.sightline.engine.domain.FeedbackId;
import io.sightline.engine.domain.Folder;
import io.sightline.engine.domain.FolderCommand;
import io.sightline.engine.domain.FolderId;
import io.sightline.engine.domain.Intercom;
import io.sightline.engine.domain.IntercomCommand;
import io.sightline.engine.domain.IntercomId;
import io.sightline.engine.domain.KeptAnswer;
import io.sightline.engine.domain.KeptAnswerCommand;
import io.sightline.engine.domain.KeptAnswerId;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Ledger;
import io.sightline.engine.domain.LedgerCommand;
import io.sightline.engine.domain.LicencePool;
import io.sightline.engine.domain.LicencePoolCommand;
import io.sightline.engine.domain.Login;
import io.sightline.engine.domain.LoginCommand;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.MonitoringObject;
import io.sightline.engine.domain.MonitoringObjectCommand;
import io.sightline.engine.domain.MonitoringObjectId;
import io.sightline.engine.domain.NetworkDevice;
import io.sightline.engine.domain.NetworkDeviceCommand;
import io.sightline.engine.domain.NetworkDeviceId;
import io.sightline.engine.domain.NoticeBox;
import io.sightline.engine.domain.NoticeBoxCommand;
import io.sightline.engine.domain.Notification;
import io.sightline.engine.domain.NotificationCommand;
import io.sightline.engine.domain.NotificationId;
import io.sightline.engine.domain.Operation;
import io.sightline.engine.domain.OperationCommand;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Staff;
import io.sightline.engine.domain.StaffCommand;
import io.sightline.engine.domain.Subscription;
import io.sightline.engine.domain.SubscriptionCommand;
import io.sightline.engine.domain.TariffCatalogue;
import io.sightline.engine.domain.TariffCommand;
import io.sightline.engine.domain.Tracker;
import io.sightline.engine.domain.TrackerCommand;
import io.sightline.engine.domain.TrackerId;
import io.sightline.engine.domain.TrackerModels;
import io.sightline.engine.domain.TrackerModelsCommand;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserEvent;
import io.sightline.engine.domain.UserId;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JournalTest {

    private static final EntityRef ADA = EntityRef.of(Kind.USER, "ada");
    private static final DataKey KEY = DataKey.random();
    private static final Event NAMED = new UserEvent.DeviceNamed("cam-1", Personal.of("Grandmother's door"));
    private final EventCodec codec = EventCodec.create();

    @Test
    void readsEverythingThatWasEverWritten() throws IOException {
        EventCodec json = EventCodec.json(JournalMigration.current());
        for (GoldenFiles.Golden golden : GoldenFiles.all()) {
            Event event = json.decode(GoldenFiles.ENTITY, golden.version(), golden.bytes(), GoldenFiles.KEY);
            assertThat(event).as(golden.name()).isInstanceOf(Vocabulary.events().get(golden.name()));
            assertThat(GoldenFiles.meaning(event)).as(golden.name()).isEqualTo(golden.means());
        }
    }

    @Test
    void hasAGoldenFileForEveryNameAndANameForEveryGoldenFile() throws IOException {
        assertThat(GoldenFiles.all().stream().map(GoldenFiles.Golden::name).collect(Collectors.toSet()))
                .as("run GoldenFiles for new events; a name once written never disappears")
                .isEqualTo(Vocabulary.events().keySet());
    }

    @Test
    void bringsEveryEventBackAsItWas() {
        for (long seed = 0; seed < 20; seed++) {
            Chance chance = new Chance(seed);
            for (var each : Vocabulary.events().entrySet()) {
                Event event = chance.make(each.getValue());
                byte[] kept = codec.encode(ADA, event, KEY);
                assertThat(codec.decode(ADA, codec.version(), kept, KEY))
                        .as("%s, seed %d", each.getKey(), seed)
                        .isEqualTo(event);
            }
        }
    }

    @Test
    void bringsEveryStateBackAsItWas() {
        for (long seed = 0; seed < 20; seed++) {
            roundTrip(seed, UserCommand.class, User.absent(new UserId("u0")));
            roundTrip(seed, CameraCommand.class, Camera.absent(new CameraId("1")));
            roundTrip(seed, CameraCommand.class, Camera.absent(new CameraId("u0:own.1")));
            roundTrip(seed, IntercomCommand.class, Intercom.absent(new IntercomId("1")));
            roundTrip(seed, AddressCommand.class, Address.absent(new AddressId("1")));
            roundTrip(seed, FolderCommand.class, Folder.absent(new FolderId("1")));
            roundTrip(seed, LoginCommand.class, Login.free(new LoginId("l0")));
            roundTrip(
                    seed, NetworkDeviceCommand.class, NetworkDevice.unknown(new NetworkDeviceId("AA:BB:CC:DD:EE:00")));
            roundTrip(seed, OperationCommand.class, Operation.absent(new OperationId("1")));
            roundTrip(seed, KeptAnswerCommand.class, KeptAnswer.absent(new KeptAnswerId("1")));
            roundTrip(seed, TariffCommand.class, TariffCatalogue.empty());
            roundTrip(seed, SubscriptionCommand.class, Subscription.none(new UserId("u0")));
            roundTrip(seed, AnalyticsCommand.class, Analytics.none(new UserId("u0")));
            roundTrip(seed, LicencePoolCommand.class, LicencePool.empty());
            roundTrip(seed, DeviceTariffCommand.class, DeviceTariff.absent(new DeviceTariffId("1")));
            roundTrip(seed, LedgerCommand.class, Ledger.empty(new UserId("u0")));
            roundTrip(seed, StaffCommand.class, Staff.empty());
            roundTrip(seed, NotificationCommand.class, Notification.absent(new NotificationId("notification.1")));
            roundTrip(seed, NoticeBoxCommand.class, NoticeBox.empty(new UserId("u0")));
            roundTrip(seed, FeedbackCommand.class, Feedback.absent(new FeedbackId("u0:1")));
            roundTrip(seed, TrackerCommand.class, Tracker.absent(new TrackerId("u0:1")));
            roundTrip(seed, TrackerModelsCommand.class, TrackerModels.empty());
            roundTrip(seed, MonitoringObjectCommand.class, MonitoringObject.absent(new MonitoringObjectId("u0:1")));
            roundTrip(seed, CustomerCommand.class, Customer.none(new UserId("u0")));
        }
    }

    private <C extends Command, E extends Event, S extends Entity<C, E, S>> void roundTrip(
            long seed, Class<C> commands, S start) {
        Chance chance = new Chance(seed);
        S state = start;
        long revision = 0;
        for (int step = 0; step < 80; step++) {
            if (state.decide(chance.make(commands), NOON) instanceof Decision.Accepted<E> accepted) {
                for (E event : accepted.events()) {
                    state = state.apply(event, ++revision);
                }
            }
            if (step % 8 != 0) {
                continue;
            }
            var stored = new EventCodec.StoredState(revision, state);
            byte[] kept = codec.encodeState(ADA, stored, KEY);
            assertThat(codec.decodeState(ADA, codec.version(), kept, KEY))
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(stored);
        }
    }

    @Test
    void keepsNoPersonalTextInTheClear() {
        String kept = new String(codec.encode(ADA, NAMED, KEY), StandardCharsets.ISO_8859_1);
        assertThat(kept)
                .contains("user-device-named")
                .doesNotContain("Grandmother")
                .doesNotContain("sightline");
    }

    @Test
    void keepsNoPasswordHashInTheClear() {
        Event changed = new UserEvent.PasswordChanged("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA");
        byte[] kept = codec.encode(ADA, changed, KEY);
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("argon2id");
        assertThat(codec.decode(ADA, 1, kept, KEY)).isEqualTo(changed);
        assertThat(codec.decode(ADA, 1, kept, null)).isEqualTo(new UserEvent.PasswordChanged(""));
    }

    @Test
    void replaysWithoutTheKeyAndWithoutThePerson() {
        byte[] kept = codec.encode(ADA, NAMED, KEY);
        Event erased = new UserEvent.DeviceNamed("cam-1", Personal.redacted());
        assertThat(codec.decode(ADA, 1, kept, null)).isEqualTo(erased);
        assertThat(codec.decode(ADA, 1, codec.encode(ADA, erased, null), null)).isEqualTo(erased);
    }

    @Test
    void refusesToWriteAPersonWithoutAKey() {
        assertThatThrownBy(() -> codec.encode(ADA, NAMED, null)).isInstanceOf(JournalException.class);
    }

    @Test
    void refusesPersonalDataThatStandsWhereItDoesNotBelong() {
        byte[] kept = codec.encode(ADA, NAMED, KEY);
        assertThatThrownBy(() -> codec.decode(EntityRef.of(Kind.USER, "eve"), 1, kept, KEY))
                .isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> codec.decode(ADA, 1, kept, DataKey.random())).isInstanceOf(JournalException.class);
    }

    @Test
    void refusesWhatANewerProgramWrote() {
        byte[] kept = codec.encode(ADA, NAMED, KEY);
        assertThatThrownBy(() -> codec.decode(ADA, codec.version() + 1, kept, KEY))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("Version 2");
    }

    @Test
    void bringsAnEarlierVersionUpToDateStepByStep() {
        byte[] first = "{\"is\":\"camera-titled\",\"title\":\"Yard\"}".getBytes(StandardCharsets.UTF_8);
        EventCodec third = EventCodec.json(new JournalMigration(
                List.of(kept -> kept.put("is", "camera-renamed"), kept -> kept.set("name", kept.remove("title")))));
        assertThat(third.version()).isEqualTo(3);
        assertThat(third.decode(EntityRef.of(Kind.CAMERA, "1"), 1, first, null))
                .isEqualTo(new CameraEvent.Renamed("Yard"));
    }
}
