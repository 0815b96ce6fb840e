package io.sightline.engine.runtime;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressCommand;
import io.sightline.engine.domain.AddressEvent;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.AddressPlace;
import io.sightline.engine.domain.Analytics;
import io.sightline.engine.domain.AnalyticsCommand;
import io.sightline.engine.domain.AnalyticsEvent;
import io.sightline.engine.domain.BillingRequest;
import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraEvent;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Customer;
import io.sightline.engine.domain.CustomerCommand;
import io.sightline.engine.domain.CustomerEvent;
import io.sightline.engine.domain.DeviceTariff;
import io.sightline.engine.domain.DeviceTariffCommand;
import io.sightline.engine.domain.DeviceTariffEvent;
import io.sightline.engine.domain.DeviceTariffId;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.Feedback;
import io.sightline.engine.domain.FeedbackCommand;
import io.sightline.engine.domain.FeedbackEvent;
import io.sightline.engine.domain.FeedbackId;
import io.sightline.engine.domain.Folder;
import io.sightline.engine.domain.FolderCommand;
import io.sightline.engine.domain.FolderEvent;
import io.sightline.engine.domain.FolderId;
import io.sightline.engine.domain.FolderPlace;
import io.sightline.engine.domain.Intercom;
import io.sightline.engine.domain.IntercomCommand;
import io.sightline.engine.domain.IntercomEvent;
import io.sightline.engine.domain.IntercomId;
import io.sightline.engine.domain.KeptAnswer;
import io.sightline.engine.domain.KeptAnswerCommand;
import io.sightline.engine.domain.KeptAnswerEvent;
import io.sightline.engine.domain.KeptAnswerId;
import io.sightline.engine.domain.KeptObject;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Ledger;
import io.sightline.engine.domain.LedgerCommand;
import io.sightline.engine.domain.LedgerEvent;
import io.sightline.engine.domain.LicencePool;
import io.sightline.engine.domain.LicencePoolCommand;
import io.sightline.engine.domain.LicencePoolEvent;
import io.sightline.engine.domain.Login;
import io.sightline.engine.domain.LoginCommand;
import io.sightline.engine.domain.LoginEvent;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.MonitoringObject;
import io.sightline.engine.domain.MonitoringObjectCommand;
import io.sightline.engine.domain.MonitoringObjectEvent;
import io.sightline.engine.domain.MonitoringObjectId;
import io.sightline.engine.domain.NetworkDevice;
import io.sightline.engine.domain.NetworkDeviceCommand;
import io.sightline.engine.domain.NetworkDeviceEvent;
import io.sightline.engine.domain.NetworkDeviceId;
import io.sightline.engine.domain.NoticeBox;
import io.sightline.engine.domain.NoticeBoxCommand;
import io.sightline.engine.domain.NoticeBoxEvent;
import io.sightline.engine.domain.Notification;
import io.sightline.engine.domain.NotificationCommand;
import io.sightline.engine.domain.NotificationEvent;
import io.sightline.engine.domain.NotificationId;
import io.sightline.engine.domain.Operation;
import io.sightline.engine.domain.OperationCommand;
import io.sightline.engine.domain.OperationEvent;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.Requests;
import io.sightline.engine.domain.Staff;
import io.sightline.engine.domain.StaffCommand;
import io.sightline.engine.domain.StaffEvent;
import io.sightline.engine.domain.Subscription;
import io.sightline.engine.domain.SubscriptionCommand;
import io.sightline.engine.domain.SubscriptionEvent;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.domain.TariffCatalogue;
import io.sightline.engine.domain.TariffCommand;
import io.sightline.engine.domain.TariffEvent;
import io.sightline.engine.domain.Tracker;
import io.sightline.engine.domain.TrackerCommand;
import io.sightline.engine.domain.TrackerEvent;
import io.sightline.engine.domain.TrackerId;
import io.sightline.engine.domain.TrackerModels;
import io.sightline.engine.domain.TrackerModelsCommand;
import io.sightline.engine.domain.TrackerModelsEvent;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserEvent;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import org.jspecify.annotations.Nullable;

/** Every kind of entity there is. */
public final class EntityKinds {

    public static final EntityKind<UserCommand, UserEvent, User> USER = new EntityKind<>(
            Kind.USER,
            UserCommand.class,
            UserEvent.class,
            User.class,
            id -> User.absent(new UserId(id)),
            new EntityKind.Views<>(
                    user -> user instanceof Account account ? account.source() : null,
                    user -> user instanceof Account account ? account.manifest() : null),
            (user, command) -> {
                if (command instanceof UserCommand.OfBilling billing && user instanceof Account account) {
                    return receipt(account.requests(), requestOf(billing));
                }
                return null;
            },
            EntityKinds::expiry,
            true);

    public static final EntityKind<AddressCommand, AddressEvent, Address> ADDRESS = new EntityKind<>(
            Kind.ADDRESS,
            AddressCommand.class,
            AddressEvent.class,
            Address.class,
            id -> Address.absent(new AddressId(id)),
            EntityKind.Views.ofSource(address -> address instanceof AddressPlace place ? place.source() : null),
            (address, command) -> {
                if (command instanceof AddressCommand.Bill bill) {
                    return receipt(address.requests(), bill.request());
                }
                return command instanceof AddressCommand.Note note ? receipt(address.requests(), note.request()) : null;
            },
            address -> null,
            false);

    public static final EntityKind<FolderCommand, FolderEvent, Folder> FOLDER = plain(
            Kind.FOLDER,
            FolderCommand.class,
            FolderEvent.class,
            Folder.class,
            id -> Folder.absent(new FolderId(id)),
            EntityKind.Views.ofSource(folder -> folder instanceof FolderPlace place ? place.source() : null));

    public static final EntityKind<CameraCommand, CameraEvent, Camera> CAMERA = plain(
            Kind.CAMERA,
            CameraCommand.class,
            CameraEvent.class,
            Camera.class,
            id -> Camera.absent(new CameraId(id)),
            EntityKind.Views.none());

    public static final EntityKind<IntercomCommand, IntercomEvent, Intercom> INTERCOM = plain(
            Kind.INTERCOM,
            IntercomCommand.class,
            IntercomEvent.class,
            Intercom.class,
            id -> Intercom.absent(new IntercomId(id)),
            EntityKind.Views.none());

    public static final EntityKind<LoginCommand, LoginEvent, Login> LOGIN = plain(
            Kind.LOGIN,
            LoginCommand.class,
            LoginEvent.class,
            Login.class,
            id -> Login.free(new LoginId(id)),
            EntityKind.Views.none());

    public static final EntityKind<NetworkDeviceCommand, NetworkDeviceEvent, NetworkDevice> NETWORK_DEVICE =
            new EntityKind<>(
                    Kind.NETWORK_DEVICE,
                    NetworkDeviceCommand.class,
                    NetworkDeviceEvent.class,
                    NetworkDevice.class,
                    id -> NetworkDevice.unknown(new NetworkDeviceId(id)),
                    EntityKind.Views.none(),
                    (device, command) -> {
                        if (command instanceof NetworkDeviceCommand.Bill bill) {
                            return receipt(device.requests(), bill.request());
                        }
                        return command instanceof NetworkDeviceCommand.Note note
                                ? receipt(device.requests(), note.request())
                                : null;
                    },
                    device -> null,
                    false);

    public static final EntityKind<OperationCommand, OperationEvent, Operation> OPERATION = plain(
            Kind.OPERATION,
            OperationCommand.class,
            OperationEvent.class,
            Operation.class,
            id -> Operation.absent(new OperationId(id)),
            EntityKind.Views.none());

    public static final EntityKind<KeptAnswerCommand, KeptAnswerEvent, KeptAnswer> KEPT_ANSWER = plain(
            Kind.KEPT_ANSWER,
            KeptAnswerCommand.class,
            KeptAnswerEvent.class,
            KeptAnswer.class,
            id -> KeptAnswer.absent(new KeptAnswerId(id)),
            EntityKind.Views.none());

    public static final EntityKind<TariffCommand, TariffEvent, TariffCatalogue> TARIFF_CATALOGUE = plain(
            Kind.TARIFF_CATALOGUE,
            TariffCommand.class,
            TariffEvent.class,
            TariffCatalogue.class,
            id -> TariffCatalogue.empty(),
            EntityKind.Views.none());

    public static final EntityKind<SubscriptionCommand, SubscriptionEvent, Subscription> SUBSCRIPTION =
            new EntityKind<>(
                    Kind.SUBSCRIPTION,
                    SubscriptionCommand.class,
                    SubscriptionEvent.class,
                    Subscription.class,
                    id -> Subscription.none(new UserId(id)),
                    EntityKind.Views.none(),
                    (after, command) -> null,
                    EntityKinds::nextOf,
                    false);

    /** Has the data key of the main user whose id it shares, for the titles of cases are personal. */
    public static final EntityKind<AnalyticsCommand, AnalyticsEvent, Analytics> ANALYTICS = new EntityKind<>(
            Kind.ANALYTICS,
            AnalyticsCommand.class,
            AnalyticsEvent.class,
            Analytics.class,
            id -> Analytics.none(new UserId(id)),
            EntityKind.Views.none(),
            (after, command) -> null,
            analytics -> at(analytics.purgeDue(), new AnalyticsCommand.Purge()),
            true);

    public static final EntityKind<LicencePoolCommand, LicencePoolEvent, LicencePool> LICENCE_POOL = new EntityKind<>(
            Kind.LICENCE_POOL,
            LicencePoolCommand.class,
            LicencePoolEvent.class,
            LicencePool.class,
            id -> LicencePool.empty(),
            EntityKind.Views.none(),
            (after, command) -> null,
            pool -> at(pool.expiryDue(), new LicencePoolCommand.Expire()),
            false);

    public static final EntityKind<DeviceTariffCommand, DeviceTariffEvent, DeviceTariff> DEVICE_TARIFF = plain(
            Kind.DEVICE_TARIFF,
            DeviceTariffCommand.class,
            DeviceTariffEvent.class,
            DeviceTariff.class,
            id -> DeviceTariff.absent(new DeviceTariffId(id)),
            EntityKind.Views.none());

    /** Has the data key of the user whose id it shares, for it keeps the names of devices. */
    public static final EntityKind<LedgerCommand, LedgerEvent, Ledger> LEDGER = new EntityKind<>(
            Kind.LEDGER,
            LedgerCommand.class,
            LedgerEvent.class,
            Ledger.class,
            id -> Ledger.empty(new UserId(id)),
            EntityKind.Views.none(),
            (after, command) -> null,
            ledger -> at(ledger.nextEnd(), new LedgerCommand.Expire()),
            true);

    /** Has one data key for all administrators: they are the operator's own people, and their work is evidence. */
    public static final EntityKind<StaffCommand, StaffEvent, Staff> STAFF = new EntityKind<>(
            Kind.STAFF,
            StaffCommand.class,
            StaffEvent.class,
            Staff.class,
            id -> Staff.empty(),
            EntityKind.Views.none(),
            (after, command) -> null,
            staff -> null,
            true);

    public static final EntityKind<TrackerCommand, TrackerEvent, Tracker> TRACKER = new EntityKind<>(
            Kind.TRACKER,
            TrackerCommand.class,
            TrackerEvent.class,
            Tracker.class,
            id -> Tracker.absent(new TrackerId(id)),
            EntityKind.Views.none(),
            (after, command) -> null,
            after -> null,
            true);

    public static final EntityKind<TrackerModelsCommand, TrackerModelsEvent, TrackerModels> TRACKER_MODELS = plain(
            Kind.TRACKER_MODELS,
            TrackerModelsCommand.class,
            TrackerModelsEvent.class,
            TrackerModels.class,
            id -> TrackerModels.empty(),
            EntityKind.Views.none());

    public static final EntityKind<MonitoringObjectCommand, MonitoringObjectEvent, MonitoringObject> MONITORING_OBJECT =
            new EntityKind<>(
                    Kind.MONITORING_OBJECT,
                    MonitoringObjectCommand.class,
                    MonitoringObjectEvent.class,
                    MonitoringObject.class,
                    id -> MonitoringObject.absent(new MonitoringObjectId(id)),
                    EntityKind.Views.ofSource(object -> object instanceof KeptObject kept ? kept.source() : null),
                    (after, command) -> null,
                    after -> null,
                    true);

    /** Has the data key of the main user whose id it shares, for nearly all of its profile is personal. */
    public static final EntityKind<CustomerCommand, CustomerEvent, Customer> CUSTOMER = new EntityKind<>(
            Kind.CUSTOMER,
            CustomerCommand.class,
            CustomerEvent.class,
            Customer.class,
            id -> Customer.none(new UserId(id)),
            EntityKind.Views.none(),
            (after, command) -> null,
            customer -> {
                Customer.Deletion deletion = customer.deletion();
                return deletion == null ? null : new EntityKind.Appointment(deletion.due(), null);
            },
            true);

    /** Has a data key of its own, for nobody knows whom its texts speak of. */
    public static final EntityKind<NotificationCommand, NotificationEvent, Notification> NOTIFICATION =
            new EntityKind<>(
                    Kind.NOTIFICATION,
                    NotificationCommand.class,
                    NotificationEvent.class,
                    Notification.class,
                    id -> Notification.absent(new NotificationId(id)),
                    EntityKind.Views.none(),
                    (after, command) -> null,
                    notification -> notification.errandSince() == null
                            ? null
                            : new EntityKind.Appointment(notification.errandSince(), null),
                    true);

    public static final EntityKind<NoticeBoxCommand, NoticeBoxEvent, NoticeBox> NOTICE_BOX = new EntityKind<>(
            Kind.NOTICE_BOX,
            NoticeBoxCommand.class,
            NoticeBoxEvent.class,
            NoticeBox.class,
            id -> NoticeBox.empty(new UserId(id)),
            EntityKind.Views.none(),
            (after, command) -> null,
            after -> null,
            true);

    public static final EntityKind<FeedbackCommand, FeedbackEvent, Feedback> FEEDBACK = new EntityKind<>(
            Kind.FEEDBACK,
            FeedbackCommand.class,
            FeedbackEvent.class,
            Feedback.class,
            id -> Feedback.absent(new FeedbackId(id)),
            EntityKind.Views.none(),
            (after, command) -> null,
            after -> null,
            true);

    /** In the order of {@link Kind}. */
    public static final List<EntityKind<?, ?, ?>> ALL = List.of(
            USER,
            CAMERA,
            INTERCOM,
            ADDRESS,
            FOLDER,
            LOGIN,
            NETWORK_DEVICE,
            OPERATION,
            KEPT_ANSWER,
            TARIFF_CATALOGUE,
            SUBSCRIPTION,
            ANALYTICS,
            LICENCE_POOL,
            DEVICE_TARIFF,
            LEDGER,
            STAFF,
            TRACKER,
            TRACKER_MODELS,
            MONITORING_OBJECT,
            CUSTOMER,
            NOTIFICATION,
            NOTICE_BOX,
            FEEDBACK);

    private static final Map<Kind, EntityKind<?, ?, ?>> BY_KIND = new EnumMap<>(Kind.class);

    static {
        ALL.forEach(kind -> BY_KIND.put(kind.kind(), kind));
    }

    private EntityKinds() {}

    public static EntityKind<?, ?, ?> of(Kind kind) {
        EntityKind<?, ?, ?> known = BY_KIND.get(kind);
        if (known == null) {
            throw new AssertionError(kind);
        }
        return known;
    }

    private static <C extends Command, E extends Event, S extends Entity<C, E, S>> EntityKind<C, E, S> plain(
            Kind kind,
            Class<C> commands,
            Class<E> events,
            Class<S> state,
            Function<String, S> absent,
            EntityKind.Views<S> views) {
        return new EntityKind<>(
                kind, commands, events, state, absent, views, (after, command) -> null, after -> null, false);
    }

    private static EntityKind.@Nullable Appointment expiry(User user) {
        if (!(user instanceof Account account)
                || !(account.origin() instanceof UserOrigin.Temporary temporary)
                || account.standing().terminated()
                || account.standing().causes().contains(SuspensionCause.EXPIRED)) {
            return null;
        }
        return new EntityKind.Appointment(temporary.expiresAt(), new UserCommand.Expire());
    }

    private static EntityKind.@Nullable Appointment at(@Nullable Instant time, Command command) {
        return time == null ? null : new EntityKind.Appointment(time, command);
    }

    private static EntityKind.@Nullable Appointment nextOf(Subscription subscription) {
        Instant resumes = subscription.pausedUntil();
        if (resumes != null) {
            return new EntityKind.Appointment(resumes, new SubscriptionCommand.EndPause());
        }
        Instant due = subscription.pollDue();
        return due == null ? null : new EntityKind.Appointment(due, null);
    }

    private static BillingRequest requestOf(UserCommand.OfBilling command) {
        if (command instanceof UserCommand.Bill bill) {
            return bill.request();
        }
        if (command instanceof UserCommand.Note note) {
            return note.request();
        }
        throw new AssertionError(command);
    }

    private static @Nullable Receipt receipt(Requests requests, BillingRequest request) {
        return requests.find(request.id()).orElse(null);
    }
}
